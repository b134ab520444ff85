# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""A look at all blocks or links of a page: where they stand, which have a level, name or date.

The plain twins stand in extract/fields/standing.py.
"""

from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ

from newsclean.kernels.slots cimport Slot, slot_find, slot_get
from newsclean.records import Block, Link

cdef extern from "Python.h":
    int Py_UNICODE_ISDECIMAL(Py_UCS4 character)
    int Py_UNICODE_ISSPACE(Py_UCS4 character)
    bint PyUnicode_IS_ASCII(object text)

cdef Slot _text, _level, _element, _block, _href, _link_text, _rel

slot_find(&_text, Block, "text")
slot_find(&_level, Block, "level")
slot_find(&_element, Block, "element")
slot_find(&_block, Link, "block")
slot_find(&_href, Link, "href")
slot_find(&_link_text, Link, "text")
slot_find(&_rel, Link, "rel")


def headed(tuple blocks) -> list[int]:
    """Return which blocks are headings, of any level."""
    cdef Py_ssize_t i
    return [i for i in range(len(blocks)) if slot_get(&_level, blocks[i]) is not None]


def link_places(tuple links):
    """Return the blocks of the links; None where one stands in a block before that of another."""
    cdef Py_ssize_t place, before = -1
    cdef list places = []
    for link in links:
        block = slot_get(&_block, link)
        place = block
        if place < before:
            return None
        before = place
        places.append(block)
    return places


def pointing(tuple links, str word, Py_ssize_t least, Py_ssize_t most) -> list[Link]:
    """Return the links of `least` to `most` letters whose address holds a word, or with a rel."""
    cdef list found = []
    cdef str text, href, rel
    for link in links:
        text = slot_get(&_link_text, link)
        if least <= len(text) <= most:
            rel = slot_get(&_rel, link)
            href = slot_get(&_href, link)
            if rel or holds(href, word):
                found.append(link)
    return found


cdef bint holds(str href, str word) except -1:
    """Return whether an address holds a word of small letters of ASCII, whatever its case."""
    cdef const unsigned char *text = <const unsigned char *>PyUnicode_DATA(href)
    cdef const unsigned char *sought = <const unsigned char *>PyUnicode_DATA(word)
    cdef Py_ssize_t place, i, size = len(word)
    if not PyUnicode_IS_ASCII(href):
        return word in href.lower()
    for place in range(len(href) - size + 1):
        if text[place] | 32 == sought[0]:
            i = 1
            while i < size and text[place + i] | 32 == sought[i]:
                i += 1
            if i == size:
                return True
    return False


def called(
    asked, tuple blocks, list parents, list tags, list names, hits, str tag, int height
) -> list[int]:
    """Return those of the blocks whose element, or one so near around it, is called so."""
    cdef Py_ssize_t block, element, size = len(tags)
    cdef int up
    cdef list found = []
    if len(names) != size or len(parents) != size:
        raise ValueError("columns of equal length")
    for i in asked:
        block = i
        if not 0 <= block < len(blocks):
            raise IndexError("a block of the page")
        element = slot_get(&_element, blocks[block])
        for up in range(height):
            if not 0 <= element < size:
                break
            if names[element] in hits or <str>tags[element] == tag:
                found.append(i)
                break
            element = parents[element]
    return found


def dated(asked, tuple blocks, Py_ssize_t most) -> list[int]:
    """Return those of the blocks, of less than `most` characters, that may hold a date."""
    cdef Py_ssize_t block
    cdef str text
    cdef list found = []
    for i in asked:
        block = i
        if not 0 <= block < len(blocks):
            raise IndexError("a block of the page")
        text = slot_get(&_text, blocks[block])
        if len(text) < most and may_date(text):
            found.append(i)
    return found


cpdef bint may_date(str text) noexcept:
    """Tell whether a text holds a year, or a date of numbers without one."""
    cdef int kind = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(text)
    cdef Py_ssize_t place, size = len(text)
    if kind == 1:  # of its digits only those of ASCII are decimal
        for place in range(size - 2):
            if <unsigned char>((<const unsigned char *>data)[place] - 48) < 10:
                if begins_date(kind, data, place + 1, size):
                    return True
        return False
    for place in range(size - 2):
        if is_digit(PyUnicode_READ(kind, data, place)) and begins_date(kind, data, place + 1, size):
            return True
    return False


cdef inline bint is_digit(Py_UCS4 sign) noexcept:
    return 48 <= sign <= 57 or (sign > 127 and Py_UNICODE_ISDECIMAL(sign))


cdef inline Py_UCS4 sign_at(int kind, void *data, Py_ssize_t place, Py_ssize_t size) noexcept:
    """Return a character, 0 behind the last: it is no part of a date."""
    return PyUnicode_READ(kind, data, place) if place < size else 0


cdef bint begins_date(int kind, void *data, Py_ssize_t at, Py_ssize_t size) noexcept:
    """Tell whether behind a first digit the others of a year or a date follow."""
    cdef bint two = is_digit(sign_at(kind, data, at, size))
    if two and is_digit(sign_at(kind, data, at + 1, size)) and is_digit(
        sign_at(kind, data, at + 2, size)
    ):
        return True
    if follows_number(kind, data, at + two, size):
        return True
    return is_thai(kind, data, at, size) or (two and is_thai(kind, data, at + 1, size))


cdef bint follows_number(int kind, void *data, Py_ssize_t at, Py_ssize_t size) noexcept:
    """Tell whether ".2.26", "/ 2/26" or the like stands there: a month and a year's two digits."""
    cdef int number
    for number in range(2):
        if sign_at(kind, data, at, size) not in (c".", c"/", c"-"):
            return False
        at += 1
        if Py_UNICODE_ISSPACE(sign_at(kind, data, at, size)):
            at += 1
        if not is_digit(sign_at(kind, data, at, size)):
            return False
        at += 1
        if is_digit(sign_at(kind, data, at, size)):
            if number:
                return True
            at += 1
    return False


cdef bint is_thai(int kind, void *data, Py_ssize_t at, Py_ssize_t size) noexcept:
    """Tell whether a short Thai month stands there: one to three letters and a dot."""
    cdef Py_ssize_t first
    if Py_UNICODE_ISSPACE(sign_at(kind, data, at, size)):
        at += 1
    first = at
    while at - first < 4 and 0x0E00 <= sign_at(kind, data, at, size) <= 0x0E7F:
        at += 1
    return 0 < at - first < 4 and sign_at(kind, data, at, size) == c"."
