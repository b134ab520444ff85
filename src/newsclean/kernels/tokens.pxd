"""What the kernels share of tokens.h: running hashes of tokens, and lists that grow."""

from libc.stdint cimport uint32_t

cdef extern from "tokens.h":
    ctypedef struct Summing:
        uint32_t sum, place
        uint32_t *last
    ctypedef struct List:
        uint32_t *at
        size_t size, room
    void fill_powers() nogil
    void sum_on(Summing *now, uint32_t begins, uint32_t small) nogil
    uint32_t mixed(uint32_t sum) nogil
    uint32_t combined(uint32_t one, uint32_t two) nogil
    bint list_reserve(List *many, size_t more) nogil
    void list_free(List *many) nogil
    size_t list_distinct(List *many) nogil
