"""lexbor's functions, as lexbor.h finds them; every module that uses them loads its own table."""

from libc.stdint cimport uintptr_t
from libc.string cimport memcmp

cdef extern from "lexbor.h":
    enum: WITHOUT_EVENTS, ELEMENT_NODE, TEXT_NODE, COMMENT_NODE
    ctypedef void Tree
    ctypedef void Node
    ctypedef void Attribute
    ctypedef struct Lexbor:
        Tree *(*create)() noexcept nogil
        void (*set_options)(Tree *tree, unsigned options) noexcept nogil
        unsigned (*parse)(Tree *tree, const unsigned char *page, size_t size) noexcept nogil
        Tree *(*destroy)(Tree *tree) noexcept nogil
        Node *(*root)(Tree *tree) noexcept nogil
        Node *(*body)(Tree *tree) noexcept nogil
        Node *(*first_child)(Node *node) noexcept nogil
        Node *(*next)(Node *node) noexcept nogil
        Node *(*parent)(Node *node) noexcept nogil
        unsigned (*type)(Node *node) noexcept nogil
        uintptr_t (*tag)(Node *node) noexcept nogil
        const unsigned char *(*name)(Node *node, size_t *size) noexcept nogil
        unsigned char *(*text)(Node *node, size_t *size) noexcept nogil
        Attribute *(*first_attribute)(Node *node) noexcept nogil
        Attribute *(*next_attribute)(Attribute *attribute) noexcept nogil
        const unsigned char *(*attribute_name)(Attribute *attribute, size_t *size) noexcept nogil
        const unsigned char *(*value)(Attribute *attribute, size_t *size) noexcept nogil
    Lexbor lexbor
    bint lexbor_load(const char *path)

cdef inline bint same(const char *name, Py_ssize_t size, const char *other, Py_ssize_t length) noexcept nogil:
    return size == length and not memcmp(name, other, size)
