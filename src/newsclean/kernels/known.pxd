cdef class Known:
    cdef list strings

    cdef str read(self, const char *at, Py_ssize_t size)
