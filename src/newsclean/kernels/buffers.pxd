cdef extern from "buffers.h":
    ctypedef struct Buffer:
        char *data
        Py_ssize_t size
        Py_ssize_t room
    int buffer_add(Buffer *buffer, const char *start, Py_ssize_t size) except -1
    void *doubled(void *items, Py_ssize_t *room, size_t size) except NULL
