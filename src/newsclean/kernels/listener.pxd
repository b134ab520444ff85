from newsclean.kernels.buffers cimport Buffer

cdef enum Waiting:
    STAMP, PROPERTY, NAMED

cdef struct Wanted:
    # A record that waits for the text of an element: what is heard from `start` on, when `depth`
    # is left.
    Py_ssize_t depth, start, index
    Waiting what


cdef class Listener:
    cdef object out
    cdef Buffer heard
    cdef Wanted *wanted
    cdef Py_ssize_t count, room

    cdef int collect(
        self, dict attributes, str names, Py_ssize_t depth, bint is_time, bint holds_text
    ) except -1
    cdef int name(self, str names, Py_ssize_t depth, bint holds_text) except -1
    cdef int hear(self, const char *text, Py_ssize_t size) except -1
    cdef int want(self, Waiting what, Py_ssize_t depth, Py_ssize_t index) except -1
    cdef int give(self, Py_ssize_t depth) except -1
    cdef int fill(self, Wanted *asked) except -1
