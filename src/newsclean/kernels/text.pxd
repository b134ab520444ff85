from newsclean.kernels.buffers cimport Buffer

cdef extern from "text.h":
    int is_space(const char *start, const char *end) nogil
    int is_ascii(const char *start, Py_ssize_t size) nogil
    Py_ssize_t count_chars(const char *start, const char *end) nogil
    object folded(const char *start, Py_ssize_t size, Buffer *spare)
    object folded_lines(const char *start, Py_ssize_t size, Buffer *spare)
    const char *find(const char *at, const char *end, const char *what, Py_ssize_t size) nogil
