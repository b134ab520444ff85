from newsclean.kernels.buffers cimport Buffer

cdef struct Href:
    # A link as it was met, in bytes of the tree; its text is known at the end.
    const char *href
    const char *rel
    Py_ssize_t href_size, rel_size, block

cdef struct Said:
    # A stretch of a link's text: where it begins in the text of all links, and which link's it is.
    Py_ssize_t link, start


cdef class Links:
    cdef Href *met
    cdef Said *parts
    cdef Buffer said, spare
    cdef Py_ssize_t count, room, part_count, part_room

    cdef Py_ssize_t add(
        self, const char *href, Py_ssize_t href_size, const char *rel, Py_ssize_t rel_size,
        Py_ssize_t block,
    ) except -1
    cdef int say(self, Py_ssize_t link, const char *at, Py_ssize_t size) except -1
    cdef int give(self, list out) except -1
    cdef list texts(self)
