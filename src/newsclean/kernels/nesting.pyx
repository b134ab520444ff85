# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""The count of document/nesting.py in one pass from "<" to "<", without a string for each tag."""

from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_GET_SIZE
from libc.stdint cimport uint32_t
from libc.string cimport memchr, memcpy, memset

from newsclean.document.nesting import FORMATTING, LONGEST_NAME, NO_DEPTH

cdef enum:
    ROOM = 1024  # places for names; a power of two
    MOST_NAMES = 700
    LONGEST = 31

cdef struct Name:
    # A name in lower case, how many of its elements are open, and what one of them adds.
    char[LONGEST] letters
    unsigned char size
    bint deep, formatting
    Py_ssize_t opened

cdef struct Names:
    Name[ROOM] places
    int count

cdef unsigned char[256] LOWER  # what may stand in a name, in lower case; else 0
cdef bytes FLAT = b" ".join([b"", *sorted(NO_DEPTH), b""])
cdef bytes STYLES = b" ".join([b"", *sorted(FORMATTING), b""])

if LONGEST_NAME != LONGEST:
    raise ImportError("names are cut at another length than in document/nesting.py")


cdef void fill():
    cdef int byte
    for byte in range(256):
        LOWER[byte] = 0
        if 97 <= byte <= 122 or 48 <= byte <= 58 or byte == 45:
            LOWER[byte] = byte
        elif 65 <= byte <= 90:
            LOWER[byte] = byte | 32


fill()


cdef Name *find(Names *names, const unsigned char *at, const unsigned char *end) except? NULL:
    """Return the place of the name that begins here; NULL where there are too many."""
    cdef char[LONGEST] letters
    cdef int size = 0
    cdef uint32_t place = 2166136261  # FNV-1a
    cdef Name *name
    while size < LONGEST and at + size < end and LOWER[at[size]]:
        letters[size] = LOWER[at[size]]
        place = (place ^ LOWER[at[size]]) * 16777619
        size += 1
    place ^= place >> 15
    while True:
        place &= ROOM - 1
        name = &names.places[place]
        if not name.size:
            break
        if name.size == size and same(name.letters, letters, size):
            return name
        place += 1
    if names.count == MOST_NAMES:
        return NULL
    names.count += 1
    memcpy(name.letters, letters, size)
    name.size = size
    word = b" " + letters[:size] + b" "
    name.deep, name.formatting = word not in FLAT, word in STYLES
    return name


cdef inline bint same(const char *one, const char *other, int size) noexcept nogil:
    cdef int at
    for at in range(size):
        if one[at] != other[at]:
            return False
    return True


def nesting(bytes page, Py_ssize_t most_deep, Py_ssize_t most_formatting):
    """Return the limit that is passed first, empty for none; None where names are too many."""
    cdef const unsigned char *at = <const unsigned char *>PyBytes_AS_STRING(page)
    cdef const unsigned char *end = at + PyBytes_GET_SIZE(page)
    cdef Py_ssize_t depth = 0, formatting = 0
    cdef bint closes
    cdef Names names
    cdef Name *name
    memset(&names, 0, sizeof(names))
    while at < end:
        at = <const unsigned char *>memchr(at, 60, end - at)
        if at == NULL:
            break
        at += 1
        closes = at < end and at[0] == 47
        at += closes
        if at == end or LOWER[at[0]] < 97:
            continue
        name = find(&names, at, end)
        if name == NULL:
            return None
        if not closes:
            name.opened += 1
            depth += name.deep
            formatting += name.formatting
            if depth > most_deep:
                return "depth"
            if formatting > most_formatting:
                return "formatting"
        elif name.opened:
            name.opened -= 1
            depth -= name.deep
            formatting -= name.formatting
    return ""
