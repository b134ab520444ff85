# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
# cython: cdivision=True
"""The class and id names of a page's elements, as extract/names.py cuts them."""

import numpy as np

from cpython.dict cimport PyDict_SetDefault
from cpython.object cimport PyObject
from cpython.unicode cimport (
    PyUnicode_Check,
    PyUnicode_DATA,
    PyUnicode_GET_LENGTH,
    PyUnicode_KIND,
)
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t
from libc.string cimport memset

from newsclean.kernels.slots cimport Slot, slot_find, slot_get
from newsclean.kernels.tokens cimport (
    List,
    Summing,
    fill_powers,
    list_free,
    list_reserve,
    mixed,
    sum_on,
)
from newsclean.records import Block

cdef enum:
    BUCKET_BITS = 0x3FFF
    CASE_BIT = 0x20

ctypedef fused Char:
    uint8_t
    uint16_t
    uint32_t

cdef Slot _marks

slot_find(&_marks, Block, "marks")
fill_powers()


def read_all(list names, tuple blocks):
    """Return strings, buckets, owners, elements' strings, and buckets and owners of marks.

    As `names.read_all_names_plainly`.
    """
    cdef dict numbers = {"": 0}
    cdef list name_of = []
    cdef List buckets, owners, mark_buckets, mark_owners
    cdef Py_ssize_t i, number
    cdef PyObject *known
    memset(&buckets, 0, sizeof(List))
    memset(&owners, 0, sizeof(List))
    memset(&mark_buckets, 0, sizeof(List))
    memset(&mark_owners, 0, sizeof(List))
    try:
        for name in names:
            number = len(numbers)
            fresh = number
            known = PyDict_SetDefault(numbers, name, fresh)
            if len(numbers) > number:
                _read(name, number, &buckets, &owners)
            name_of.append(<object> known)
        for i in range(len(blocks)):
            for mark in <tuple?> slot_get(&_marks, blocks[i]):
                _read(mark, i, &mark_buckets, &mark_owners)
        return (
            len(numbers),
            _kept(&buckets),
            _kept(&owners),
            name_of or [0],
            _kept(&mark_buckets),
            _kept(&mark_owners),
        )
    finally:
        list_free(&buckets)
        list_free(&owners)
        list_free(&mark_buckets)
        list_free(&mark_owners)


cdef int _read(object name, uint32_t owner, List *buckets, List *owners) except -1:
    """Add the tokens of a string."""
    cdef Py_ssize_t size
    cdef int kind
    if not PyUnicode_Check(name):
        raise TypeError("a name is a string")
    size = PyUnicode_GET_LENGTH(name)
    if not list_reserve(buckets, size + 1) or not list_reserve(owners, size):
        raise MemoryError
    kind = PyUnicode_KIND(name)
    if kind == 1:
        _cut(<const uint8_t *> PyUnicode_DATA(name), size, buckets)
    elif kind == 2:
        _cut(<const uint16_t *> PyUnicode_DATA(name), size, buckets)
    else:
        _cut(<const uint32_t *> PyUnicode_DATA(name), size, buckets)
    while owners.size < buckets.size:
        owners.at[owners.size] = owner
        owners.size += 1
    return 0


cdef void _cut(const Char *name, Py_ssize_t size, List *out) noexcept nogil:
    """Cut a name into words of ASCII letters, broken where case rises."""
    cdef Py_ssize_t i
    cdef uint32_t code, letter, inside, case, before = 0
    cdef uint32_t *first = out.at + out.size
    cdef Summing now
    now.sum = now.place = 0
    now.last = first
    for i in range(size):
        code = name[i]
        letter = code | CASE_BIT
        inside = letter - c'a' < 26
        case = inside << (code != letter)  # 1 for a small letter, 2 for a capital
        sum_on(&now, case > before, (letter + 1) & (0 - inside))
        before = case
    out.size = now.last - out.at
    while first < now.last:
        first[0] = mixed(first[1]) & BUCKET_BITS
        first += 1


cdef object _kept(const List *many):
    out = np.empty(many.size, dtype=np.int64)
    cdef int64_t[::1] rows = out
    cdef size_t i
    for i in range(many.size):
        rows[i] = many.at[i]
    return out
