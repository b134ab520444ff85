# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""The bounds of document/bounds.py in one pass from "<" to "<": the same numbers."""

from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_GET_SIZE
from libc.string cimport memchr

from newsclean.document.bounds import LONG, TOKENS

ctypedef const unsigned char *Place

cdef Py_ssize_t ROOM = LONG
cdef int MOST_TOKENS = TOKENS

cdef enum:
    LETTER = 1, NAME = 2, SPACE = 4

cdef unsigned char[256] KINDS


cdef void fill():
    cdef int byte
    for byte in range(256):
        KINDS[byte] = 0
        if 97 <= byte | 32 <= 122 and byte < 128:
            KINDS[byte] = LETTER | NAME
        elif 48 <= byte <= 58 or byte == 45:  # digits, ":" and "-"
            KINDS[byte] = NAME
        elif byte == 32 or 9 <= byte <= 13:
            KINDS[byte] = SPACE


fill()


cdef inline Place following(Place at, Place end) noexcept nogil:
    """Return the next "<", or the end."""
    cdef Place found = <Place>memchr(at, 60, end - at) if at < end else NULL
    return end if found == NULL else found


cdef inline unsigned char byte_at(Place at, Place end) noexcept nogil:
    return at[0] if at < end else 32


cdef inline bint is_pair(unsigned char first, unsigned char second) noexcept nogil:
    """Return whether a formatting tag of more letters begins so, in lower case."""
    if first == b"b":
        return second == b"i"
    if first == b"c" or first == b"f" or first == b"n":
        return second == b"o"
    if first == b"e":
        return second == b"m"
    if first == b"s":
        return second == b"m" or second == b"t"
    return first == b"t" and second == b"t"


cdef inline bint is_flat_pair(unsigned char first, unsigned char second) noexcept nogil:
    """Return whether two letters are the name of a tag that is never deep."""
    if second == b"r":
        return first == b"b" or first == b"h" or first == b"t"
    if second == b"d" or second == b"t":
        return first == b"d" or (first == b"t" and second == b"d")
    if second == b"h":
        return first == b"t"
    return first == b"l" and second == b"i"


cdef Place behind_value(Place at, Place end) noexcept nogil:
    """Return where the value of an attribute ends; `at` is behind the "="."""
    cdef Place found
    while at < end and KINDS[at[0]] & SPACE:
        at += 1
    if at < end and (at[0] == 34 or at[0] == 39):
        found = <Place>memchr(at + 1, at[0], end - at - 1)
        return end if found == NULL else found + 1
    while at < end and not KINDS[at[0]] & SPACE and at[0] != 62 and at[0] != 34 and at[0] != 39:
        at += 1
    return at


cdef Place behind_tag(Place start, Place end, int *names) noexcept nogil:
    """Return where the tag that begins here ends, and count its names; NULL where it is odd."""
    cdef Place at = start + 1
    cdef int tokens = 0
    names[0] = 0
    while at < end and at[0] != 62:
        tokens += 1
        if tokens > MOST_TOKENS:
            return NULL
        if at[0] == 61:
            at = behind_value(at + 1, end)
        elif at[0] == 47 or KINDS[at[0]] & SPACE:
            while at < end and (at[0] == 47 or KINDS[at[0]] & SPACE):
                at += 1
        else:
            names[0] += 1
            while at < end and not (
                at[0] == 61 or at[0] == 62 or at[0] == 47 or KINDS[at[0]] & SPACE
            ):
                at += 1
    if at >= end:
        return NULL
    return at + 1


def most(bytes page, Py_ssize_t attributes) -> tuple[int, int, int, int, bool]:
    """Return the most there can be: tags, elements that nest, formatting elements, options.

    Last, whether surely no tag has more than so many attributes.
    """
    cdef Place at = <Place>PyBytes_AS_STRING(page), after
    cdef Place end = at + PyBytes_GET_SIZE(page)
    cdef Py_ssize_t tags = 0, elements = 0, formatting = 0, options = 0, open_now = 0, deepest = 0
    cdef Py_ssize_t budget = 4 * PyBytes_GET_SIZE(page)
    cdef unsigned char raw, first, second, third
    cdef bint few = True
    at = following(at, end)
    while at < end:
        after = following(at + 1, end)
        tags += 1
        raw = byte_at(at + 1, end)
        second = byte_at(at + 2, end)
        third = byte_at(at + 3, end)
        first = raw | 32
        if KINDS[raw] & LETTER:
            options += first == b"o"
            if not KINDS[second] & NAME:
                elements += first != b"a" and first != b"p"
                formatting += first == b"b" or first == b"i" or first == b"s" or first == b"u"
                if first == b"a":
                    open_now += 1
                    deepest = max(deepest, open_now)
            else:
                elements += 1
            formatting += is_pair(first, second | 32)
            elements -= is_flat_pair(first, second | 32) and not KINDS[third] & NAME
            if few and after - at >= ROOM:
                few = is_sparse(at, end, attributes, &budget)
        elif raw == b"/" and second | 32 == b"a" and not KINDS[third] & NAME:
            open_now -= open_now > 0
        at = after
    return tags, elements, formatting + deepest, options, few


cdef bint is_sparse(Place at, Place end, Py_ssize_t attributes, Py_ssize_t *budget) noexcept nogil:
    """Tell whether surely the tag that begins here has no more than so many attributes.

    All tags together are read for a few times the size of the page.
    """
    cdef int names
    cdef Place behind = behind_tag(at, end, &names)
    if behind == NULL:
        return False
    budget[0] -= behind - at
    return budget[0] >= 0 and (behind - at <= 2 * attributes or names <= attributes)


cdef inline bint begins(Place at, Place end, const char *word, int size) noexcept nogil:
    """Return whether a word of small letters, in any case, stands here."""
    cdef int place
    if end - at < size:
        return False
    for place in range(size):
        if at[place] != word[place] and (at[place] | 32 != word[place] or at[place] < 65):
            return False
    return True


def without_scripts(bytes page) -> bytes:
    """Drop script elements, whose strings often hold markup of their own."""
    cdef Place first = <Place>PyBytes_AS_STRING(page)
    cdef Place end = first + PyBytes_GET_SIZE(page), at = following(first, end), kept = first
    cdef bint inside = False
    parts = []
    while at < end:
        if inside:
            if begins(at, end, b"</script", 8):
                inside, kept = False, at
        elif begins(at, end, b"<script", 7):
            parts.append(page[kept - first : at - first])
            inside = True
        at = following(at + 1, end)
    if not parts:
        return page
    if not inside:
        parts.append(page[kept - first :])
    return b"".join(parts)
