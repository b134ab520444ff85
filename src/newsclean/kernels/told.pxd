from newsclean.kernels.known cimport Known
from newsclean.kernels.lexbor cimport Node
from newsclean.kernels.shapes cimport Told

cdef dict attributes_of(Node *node, Known known)

cdef class HeadReader:
    cdef object title, lang, base
    cdef list metas, links, json_ld, app_state
    cdef bint titled, based, rooted, inside

    cdef int take(self, Node *node, Told told) except -1
    cdef int take_script(self, Node *node) except -1
    cdef int take_meta(self, Node *node) except -1
    cdef int take_link(self, Node *node) except -1
    cdef int take_root(self, Node *node) except -1
    cdef int take_base(self, Node *node) except -1
    cdef object read(self)
