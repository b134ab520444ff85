# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""A look at each kept block: which short lines may be furniture, and what kind each block is.

The plain twins stand in labellers/furniture.py and labellers/kinds.py.
"""

from cpython.bytes cimport PyBytes_AS_STRING
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ
from libc.stdint cimport uint32_t

from newsclean.kernels.slots cimport Slot, slot_find, slot_get
from newsclean.records import Block

cdef extern from "Python.h":
    int Py_UNICODE_ISDECIMAL(Py_UCS4 character)

cdef enum:  # as in labellers/furniture.py and credits.py
    MOST = 200
    PROSE = 80
    TOP = 40
    TAIL = 40
    NAME = 2
    # what to ask of a line
    LABEL = 1
    CREDITED = 2
    STAMP = 4
    POINTED_AT = 8
    KICKER = 16
    # of beginnings: those of furniture, those of pointers to another article
    OF_ANY = 1
    OF_POINTER = 2
    DIGIT = 27
    SIGN = 28
    BEGINNINGS = 32 * 32 * 32

cdef Slot _text, _kind, _bold

slot_find(&_text, Block, "text")
slot_find(&_kind, Block, "kind")
slot_find(&_bold, Block, "bold")


def doubtful(tuple blocks, list kept, Py_ssize_t headline, bytes beginnings):
    """Return which kept blocks to look at, each with what to ask; as `furniture.doubtful`.

    `headline` is the headline's block, -1 for none; `beginnings` is `furniture.beginnings`.
    """
    cdef const char *begins = PyBytes_AS_STRING(beginnings)
    cdef list found = []
    cdef Py_ssize_t index, size
    cdef int what, long = 0
    cdef str text
    if len(beginnings) != BEGINNINGS:
        raise ValueError("a table of all beginnings")
    for index in kept:
        if not 0 <= index < len(blocks):
            raise IndexError("a kept block is one of the page")
        text = slot_get(&_text, blocks[index])
        size = len(text)
        if size <= MOST:
            what = LABEL if _begins(text, begins, OF_ANY) else 0
            if _signed(text):
                what |= CREDITED
            if long < 2 and _has_digit(text):
                what |= STAMP
            if index > 0 and _points(slot_get(&_text, blocks[index - 1]), begins):
                what |= POINTED_AT
            if index < headline and size <= TOP:
                what |= KICKER
            if what:
                found.append((index, what))
        long += size >= PROSE
    return found


cdef bint _points(str before, const char *begins) except -1:
    return len(before) <= TOP and _begins(before, begins, OF_POINTER)


cdef bint _begins(str text, const char *begins, char what) noexcept:
    """Tell whether furniture may begin so: by the table, which says nothing of other signs."""
    cdef void *data = PyUnicode_DATA(text)
    cdef int width = PyUnicode_KIND(text)
    cdef Py_ssize_t i, size = len(text)
    cdef uint32_t sign, place = 0
    for i in range(3):
        sign = PyUnicode_READ(width, data, i) if i < size else c" "
        if sign > 127:
            return True
        place = place << 5 | _letter(sign)
    return place >> 10 in (0, SIGN) or begins[place] & what


cdef inline uint32_t _letter(uint32_t sign) noexcept:
    """Return 1 to 26 for ASCII letters, DIGIT, 0 for a blank, SIGN for all else."""
    if 97 <= (sign | 32) <= 122:
        return sign & 31
    if sign == c" ":
        return 0
    return DIGIT if 48 <= sign <= 57 else SIGN


cdef bint _signed(str text) noexcept:
    """Tell whether the end of a text holds a sign of a credit; as `credits.is_signed`."""
    cdef void *data = PyUnicode_DATA(text)
    cdef int width = PyUnicode_KIND(text)
    cdef Py_ssize_t after, size = len(text)
    cdef uint32_t sign
    for after in range(min(size, TAIL)):
        sign = PyUnicode_READ(width, data, size - 1 - after)
        if sign == c":" or sign == 0xFF1A:
            return after >= NAME
        if sign == c"/" and after >= NAME:
            return True
    return False


cdef bint _has_digit(str text) noexcept:
    cdef void *data = PyUnicode_DATA(text)
    cdef int width = PyUnicode_KIND(text)
    cdef Py_ssize_t i
    cdef uint32_t sign
    for i in range(len(text)):
        sign = PyUnicode_READ(width, data, i)
        if 48 <= sign <= 57 or (sign > 127 and Py_UNICODE_ISDECIMAL(sign)):
            return True
    return False


def kinds_of(
    tuple blocks, list kept, const float[:, :] own, tuple columns,
    float least_told, float lead_words, float heading_words, float least_bold,
):
    """Name each block; as `kinds.kinds_of`.

    `columns` of `own` are words, likeness to the description, bold, and whether a stop ends it.
    """
    cdef Py_ssize_t words, told, bold, ends, index, after, i, last = len(kept) - 1
    cdef list kinds = [slot_get(&_kind, block) for block in blocks]
    cdef bint first = True
    words, told, bold, ends = columns
    if own.shape[0] != len(blocks):
        raise ValueError("measures of each block")
    if not 0 <= min(words, told, bold, ends) <= max(words, told, bold, ends) < own.shape[1]:
        raise ValueError("columns of the measures")
    for i in range(len(kept)):
        index = kept[i]
        if not 0 <= index < len(kinds):
            raise IndexError("a kept block is one of the page")
        if kinds[index] != "paragraph":
            continue
        if first and own[index, told] >= least_told and own[index, words] >= lead_words:
            kinds[index] = "lead"
        elif (
            i < last
            and slot_get(&_bold, blocks[index])
            and own[index, bold] >= least_bold
            and own[index, words] <= heading_words
            and not own[index, ends]
        ):
            after = kept[i + 1]
            if after == index + 1 < len(kinds) and own[after, words] > heading_words:
                kinds[index] = "heading"
        first = False
    return tuple(kinds)
