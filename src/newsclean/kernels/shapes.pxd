from newsclean.kernels.lexbor cimport Node

cdef enum Fresh:
    NEVER, ALWAYS, UNLESS_NESTED

cdef enum Told:
    # What the head is made of; see document/head.py.
    NOTHING, TITLE, ROOT, BASE, META, LINK, SCRIPT, HEAD

cdef struct Shape:
    int slot  # of the name; -1 for names that tags.py does not know
    bint inline, void, embed, special, anchor, time, unseen
    int style, kind, level
    Fresh fresh
    Told told

cdef Shape *shape_of_node(Node *node) noexcept nogil
cdef str name_of(Node *node, Shape *shape)
