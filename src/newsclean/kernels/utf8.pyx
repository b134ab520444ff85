# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""The count of document/charset.py: characters of UTF-8, without a string made of them."""

from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_GET_SIZE
from libc.stdint cimport uint64_t
from libc.string cimport memcpy

ctypedef const unsigned char *Place

cdef enum:
    STEP = 32

cdef uint64_t HIGH = 0x8080808080808080


cdef inline Place behind_ascii(Place at, Place end) noexcept nogil:
    """Return where the first byte that is not ASCII may stand, at most a step before it."""
    cdef uint64_t words[4]
    while end - at >= STEP:
        memcpy(words, at, STEP)
        if (words[0] | words[1] | words[2] | words[3]) & HIGH:
            break
        at += STEP
    return at


cdef inline bint goes_on(unsigned char byte) noexcept nogil:
    return byte & 0xC0 == 0x80


cdef inline int size_of(Place at, Place end) noexcept nogil:
    """Return how many bytes the character beyond ASCII has that begins here; 0 for none.

    Well-formed is what table 3-7 of the Unicode Standard lists: no overlong form, no surrogate.
    """
    cdef unsigned char lead = at[0]
    if lead < 0xC2 or end - at < 2 or not goes_on(at[1]):
        return 0
    if lead < 0xE0:
        return 2
    if end - at < 3 or not goes_on(at[2]):
        return 0
    if lead < 0xF0:
        if (lead == 0xE0 and at[1] < 0xA0) or (lead == 0xED and at[1] > 0x9F):
            return 0
        return 3
    if lead > 0xF4 or end - at < 4 or not goes_on(at[3]):
        return 0
    if (lead == 0xF0 and at[1] < 0x90) or (lead == 0xF4 and at[1] > 0x8F):
        return 0
    return 4


def length(bytes body):
    """Return how many characters these bytes are in UTF-8; -1 where they are none."""
    cdef Place at = <Place>PyBytes_AS_STRING(body)
    cdef Place end = at + PyBytes_GET_SIZE(body)
    cdef Py_ssize_t more = 0
    cdef int size
    cdef bint sound = True
    with nogil:
        while at < end:
            at = behind_ascii(at, end)
            while at < end and at[0] < 0x80:
                at += 1
            # letters of other scripts stand together
            while at < end and at[0] >= 0x80:
                size = size_of(at, end)
                if not size:
                    sound = False
                    break
                at += size
                more += size - 1
            if not sound:
                break
    return PyBytes_GET_SIZE(body) - more if sound else -1
