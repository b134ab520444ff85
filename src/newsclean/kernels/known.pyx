# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""Strings that come again and again on a page: class names of elements, names of attributes."""

from cpython.unicode cimport PyUnicode_DATA, PyUnicode_DecodeASCII, PyUnicode_GET_LENGTH
from libc.stdint cimport uint64_t
from libc.string cimport memcmp, memcpy

cdef enum:
    SLOTS = 256


cdef class Known:
    """The strings met last, one for each of 256 slots."""

    def __init__(self):
        self.strings = [None] * SLOTS

    cdef str read(self, const char *at, Py_ssize_t size):
        """Return ASCII text as a string, the one of the last time where it is remembered."""
        cdef unsigned int slot = slot_of(at, size)
        known = self.strings[slot]
        if known is not None and PyUnicode_GET_LENGTH(known) == size:
            if not memcmp(PyUnicode_DATA(known), at, size):
                return known
        fresh = PyUnicode_DecodeASCII(at, size, NULL)
        self.strings[slot] = fresh
        return fresh


cdef unsigned int slot_of(const char *at, Py_ssize_t size) noexcept nogil:
    """Mix the size of a text with its first and last eight bytes."""
    cdef uint64_t first = 0, last = 0
    cdef Py_ssize_t some = min(size, 8)
    memcpy(&first, at, some)
    memcpy(&last, at + size - some, some)
    first = (first ^ (last * 0x9E3779B97F4A7C15u) ^ <uint64_t>size) * 0xD6E8FEB86659FD93u
    return <unsigned int>(first >> 32) & (SLOTS - 1)
