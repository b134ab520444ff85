# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""Addresses that need no taking apart, told at a glance: extract/fields/addresses.py."""

from libc.stdint cimport uint8_t, uint16_t, uint32_t

cdef extern from "Python.h":
    int PyUnicode_KIND(object text)
    void *PyUnicode_DATA(object text)
    int Py_UNICODE_ISSPACE(Py_UCS4 character) nogil

cdef enum:
    LONGEST = 2000  # as in extract/fields/addresses.py
    ALNUM = 1, HOST = 2, PATH = 4, QUERY = 8

cdef unsigned char[128] KINDS

ctypedef fused Char:
    uint8_t
    uint16_t
    uint32_t


def _fill():
    for code in range(128):
        letter = chr(code)
        KINDS[code] = ALNUM | HOST if letter.isalnum() else HOST if letter in ".-" else 0
        if not letter.isspace() and letter not in "#\\":
            KINDS[code] |= QUERY if letter == "?" else QUERY | PATH


_fill()


cdef inline bint is_of(Py_UCS4 letter, int kind) noexcept nogil:
    """Return whether a character may stand in a host, in a path or in a query."""
    if letter < 128:
        return KINDS[letter] & kind != 0
    return kind & (PATH | QUERY) != 0 and not Py_UNICODE_ISSPACE(letter)


cdef Py_ssize_t behind(const Char *text, Py_ssize_t at, Py_ssize_t end, int kind) noexcept nogil:
    while at < end and is_of(text[at], kind):
        at += 1
    return at


cdef bint goes_on(const Char *text, Py_ssize_t at, Py_ssize_t end) noexcept nogil:
    """Return whether nothing but a path and a query stands from here to the end."""
    at = behind(text, at, end, PATH)
    if at < end and text[at] == b"?":
        return at + 1 < end and behind(text, at + 1, end, QUERY) == end
    return at == end


cdef bint is_whole(const Char *text, Py_ssize_t at, Py_ssize_t end) noexcept nogil:
    cdef const char *scheme = b"http"
    cdef int place
    if end - at < 8:
        return False
    for place in range(4):
        if text[at + place] != <Char>scheme[place]:
            return False
    at += 5 if text[at + 4] == b"s" else 4
    if text[at] != b":" or text[at + 1] != b"/" or text[at + 2] != b"/":
        return False
    at += 3
    if at == end or not is_of(text[at], ALNUM):
        return False
    at = behind(text, at, end, HOST)
    return at == end or (text[at] == b"/" and goes_on(text, at, end))


cdef object cut(const Char *text, str href):
    cdef Py_ssize_t start = 0, end = len(href), place
    while start < end and Py_UNICODE_ISSPACE(text[start]):
        start += 1
    while start < end and Py_UNICODE_ISSPACE(text[end - 1]):
        end -= 1
    if end - start > LONGEST:
        return None
    for place in range(start, end):
        if text[place] == b"#":
            end = place
            break
    return href[start:end] if is_whole(text, start, end) else None


def whole(str href):
    """Return an http(s) address with its host, without fragment; None for any other."""
    cdef int kind = PyUnicode_KIND(href)
    cdef const void *data = PyUnicode_DATA(href)
    if kind == 1:
        return cut(<const uint8_t *>data, href)
    if kind == 2:
        return cut(<const uint16_t *>data, href)
    return cut(<const uint32_t *>data, href)
