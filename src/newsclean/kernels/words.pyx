# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""Text looked at character by character: words and wide characters counted, what is clean told.

The plain twins stand in normalize/words.py and normalize/text.py, and under extract in
page_kind.py, fields/letters.py, fields/folding.py and fields/jsonld.py.
"""

import unicodedata

from cpython.mem cimport PyMem_Free, PyMem_Malloc
from libc.stdint cimport uint8_t, uint16_t, uint32_t

cdef extern from "Python.h":
    int PyUnicode_KIND(object text)
    void *PyUnicode_DATA(object text)
    Py_UCS4 PyUnicode_READ(int kind, void *data, Py_ssize_t index)
    int Py_UNICODE_ISALNUM(Py_UCS4 character) nogil
    int Py_UNICODE_ISDECIMAL(Py_UCS4 character) nogil
    int Py_UNICODE_ISSPACE(Py_UCS4 character) nogil
    object PyUnicode_Substring(object text, Py_ssize_t start, Py_ssize_t end)
    object PyUnicode_FromKindAndData(int kind, const void *data, Py_ssize_t size)


cdef enum:
    TABLE = 0x3100  # for the letters of most scripts; others are asked of Python
    IN_WORD = 1, PLAIN = 2, LEAD = 4, TRAIL = 2 * LEAD, LETTER = 16, BLANK = 32

cdef unsigned char[TABLE] KINDS
LEADS = "\u00c3\u00c2\u00d0\u00d1\u00e2\u00c5\u00c4\u00ce\u00cf"  # as in normalize/text.py
TRAILS = "".join(map(chr, range(0x80, 0xC0))) + "\u20ac\u2122\u0153\u0161"

ctypedef fused Char:
    uint8_t
    uint16_t
    uint32_t


def _fill():
    cdef int code
    for code in range(TABLE):
        letter = chr(code)
        KINDS[code] = IN_WORD if code == 95 or letter.isalnum() else 0
        if letter.isalnum() and not letter.isdecimal():
            KINDS[code] |= LETTER
        # no control or invisible character, none that could join the one before it
        if (
            letter.isprintable()
            and unicodedata.category(letter)[0] != "M"
            and not 0x1100 <= code <= 0x11FF
            and unicodedata.is_normalized("NFC", letter)
        ):
            KINDS[code] |= PLAIN
        if letter in " \n":
            KINDS[code] |= PLAIN | BLANK
        if letter in LEADS:
            KINDS[code] |= LEAD
        if letter in TRAILS:
            KINDS[code] |= TRAIL


_fill()


cdef inline bint is_word(Py_UCS4 letter) noexcept nogil:
    return KINDS[letter] & IN_WORD if letter < TABLE else Py_UNICODE_ISALNUM(letter) != 0


cdef inline bint is_single(Py_UCS4 letter) noexcept:
    """Return whether a character is a word of its own: Kana, an ideograph, a Thai one."""
    if letter < 0x0E00:
        return False
    return (
        letter <= 0x0E7F
        or 0x3040 <= letter <= 0x30FF
        or 0x3400 <= letter <= 0x9FFF
        or 0xF900 <= letter <= 0xFAFF
    )


cdef Py_ssize_t words_in(const Char *text, Py_ssize_t size) noexcept:
    """Count without a branch: where words begin is what no processor foresees."""
    cdef Py_ssize_t place, count = 0
    cdef int inside = 0, before, single
    for place in range(size):
        before = inside
        inside = is_word(text[place])
        if Char is not uint8_t:
            single = is_single(text[place])
            count += single
            inside &= single ^ 1
        count += inside & (before ^ 1)
    return count


def count_words(str text) -> int:
    """Count words; a Chinese, Japanese or Thai character counts as one."""
    cdef int kind = PyUnicode_KIND(text)
    if kind == 1:
        return words_in(<const uint8_t *>PyUnicode_DATA(text), len(text))
    if kind == 2:
        return words_in(<const uint16_t *>PyUnicode_DATA(text), len(text))
    return words_in(<const uint32_t *>PyUnicode_DATA(text), len(text))


cdef Py_ssize_t wide_in(const Char *text, Py_ssize_t size) noexcept nogil:
    cdef Py_ssize_t place, count = 0
    for place in range(size):
        count += text[place] >= 0x2E80
    return count


def count_wide(list texts) -> int:
    """Count the characters that say as much as three of Latin script: from U+2E80 on."""
    cdef str text
    cdef int kind
    cdef Py_ssize_t count = 0
    for text in texts:
        kind = PyUnicode_KIND(text)
        if kind == 2:
            count += wide_in(<const uint16_t *>PyUnicode_DATA(text), len(text))
        elif kind > 2:
            count += wide_in(<const uint32_t *>PyUnicode_DATA(text), len(text))
    return count


cdef inline int kind_of(Py_UCS4 letter) noexcept nogil:
    """Return what is known of a character; those beyond the table are plain in a few ranges."""
    if letter < TABLE:
        return KINDS[letter]
    return PLAIN * (
        0x3400 <= letter <= 0x4DBF or 0x4E00 <= letter <= 0x9FEF or (
            0xAC00 <= letter <= 0xD7A3 or 0xFF01 <= letter <= 0xFF5E
        )
    )


cdef bint plain(const Char *text, Py_ssize_t size) noexcept nogil:
    """Tell whether a text is surely clean: all printable and normal by itself, blanks single."""
    cdef Py_ssize_t place
    cdef int kind, before = BLANK, all = PLAIN, pairs = 0
    for place in range(size):
        kind = kind_of(text[place])
        all &= kind
        pairs |= kind & ((before & BLANK) | (before & LEAD) << 1)
        before = kind
    return size == 0 or (all and not pairs and not before & BLANK)


def all_plain(list texts) -> bool:
    """Tell whether surely `clean_text` leaves all of these as they are; False is "perhaps"."""
    cdef str text
    cdef int kind
    cdef bint clean
    for text in texts:
        kind = PyUnicode_KIND(text)
        if kind == 1:
            clean = plain(<const uint8_t *>PyUnicode_DATA(text), len(text))
        elif kind == 2:
            clean = plain(<const uint16_t *>PyUnicode_DATA(text), len(text))
        else:
            clean = plain(<const uint32_t *>PyUnicode_DATA(text), len(text))
        if not clean:
            return False
    return True


def has_digit(str text) -> bool:
    """Tell whether a text holds a decimal digit, of any script."""
    cdef int kind = PyUnicode_KIND(text)
    cdef const uint8_t *bytes = <const uint8_t *>PyUnicode_DATA(text)
    cdef Py_ssize_t place
    cdef Py_UCS4 letter
    for place in range(len(text)):
        letter = bytes[place] if kind == 1 else PyUnicode_READ(kind, <void *>bytes, place)
        if 48 <= letter <= 57 or (letter > 255 and Py_UNICODE_ISDECIMAL(letter)):
            return True
    return False


cdef inline bint is_letter(Py_UCS4 letter) noexcept nogil:
    if letter < TABLE:
        return KINDS[letter] & LETTER != 0
    return Py_UNICODE_ISALNUM(letter) and not Py_UNICODE_ISDECIMAL(letter)


cdef list runs_in(const Char *data, str text):
    cdef Py_ssize_t place = 0, start, size = len(text)
    cdef list found = []
    while place < size:
        if not is_letter(data[place]):
            place += 1
            continue
        start = place
        while place < size and is_letter(data[place]):
            place += 1
        found.append(PyUnicode_Substring(text, start, place))
    return found


def letter_runs(str text) -> list[str]:
    """Return the runs of letters: what `[^\\W\\d_]+` finds."""
    cdef int kind = PyUnicode_KIND(text)
    cdef const void *data = PyUnicode_DATA(text)
    if kind == 1:
        return runs_in(<const uint8_t *>data, text)
    if kind == 2:
        return runs_in(<const uint16_t *>data, text)
    return runs_in(<const uint32_t *>data, text)


cdef inline bint is_unseen(Py_UCS4 letter) noexcept nogil:
    """Return whether a character stands inside words without being seen, as a soft hyphen."""
    return letter == 0xAD or letter == 0x200B or letter == 0x2060 or letter == 0xFEFF


cdef Py_ssize_t kept_of(const Char *text, Py_ssize_t size, bint spaced, Char *out) noexcept nogil:
    """Write the letters and digits, with a blank for each gap if spaced; return how many."""
    cdef Py_ssize_t place, count = 0
    cdef Py_UCS4 letter
    cdef bint gap = False
    for place in range(size):
        letter = text[place]
        if letter == 95 or not is_word(letter):
            gap = gap or (spaced and count and not is_unseen(letter))
            continue
        if gap:
            out[count] = 32
            count += 1
            gap = False
        out[count] = <Char>letter
        count += 1
    return count


cdef object kept_in(str text, bint spaced):
    cdef int kind = PyUnicode_KIND(text)
    cdef const void *data = PyUnicode_DATA(text)
    cdef Py_ssize_t size = len(text)
    cdef void *out = PyMem_Malloc(size * kind)
    if out == NULL:
        raise MemoryError
    try:
        if kind == 1:
            size = kept_of(<const uint8_t *>data, size, spaced, <uint8_t *>out)
        elif kind == 2:
            size = kept_of(<const uint16_t *>data, size, spaced, <uint16_t *>out)
        else:
            size = kept_of(<const uint32_t *>data, size, spaced, <uint32_t *>out)
        return PyUnicode_FromKindAndData(kind, out, size)
    finally:
        PyMem_Free(out)


def fold(str text) -> str:
    """Return text for comparison: lower case, words only."""
    return kept_in(text.casefold(), True)


def squeeze(str text) -> str:
    """Return letters and digits only, in lower case."""
    return kept_in(text.casefold(), False)


cdef bint is_one_line(const Char *text, Py_ssize_t size) noexcept nogil:
    """Return whether the only white space of a text are single blanks inside it."""
    cdef Py_ssize_t place
    cdef Py_UCS4 letter
    cdef bint gap = True
    for place in range(size):
        letter = text[place]
        if letter == 32:
            if gap:
                return False
            gap = True
        elif (letter < 32 or letter > 126) and Py_UNICODE_ISSPACE(letter):
            return False
        else:
            gap = False
    return size == 0 or not gap


def one_line(str text) -> str:
    """Return `" ".join(text.split())`: most texts are that already."""
    cdef int kind = PyUnicode_KIND(text)
    cdef const void *data = PyUnicode_DATA(text)
    cdef bint ready
    if kind == 1:
        ready = is_one_line(<const uint8_t *>data, len(text))
    elif kind == 2:
        ready = is_one_line(<const uint16_t *>data, len(text))
    else:
        ready = is_one_line(<const uint32_t *>data, len(text))
    return text if ready else " ".join(text.split())


cdef bint is_plain(const Char *text, Py_ssize_t size) noexcept nogil:
    """Return whether a text holds no sign of an entity or a tag."""
    cdef Py_ssize_t place
    cdef bint found = False
    for place in range(size):
        found |= text[place] == 38 or text[place] == 60
    return not found


cdef bint says_plainly(str text, Py_ssize_t longest) noexcept:
    """Return whether a text needs no tidying: it is short, one line, without entities and tags."""
    cdef int kind = PyUnicode_KIND(text)
    cdef const void *data = PyUnicode_DATA(text)
    cdef Py_ssize_t size = len(text)
    if size > longest:
        return False
    if kind == 1:
        return is_plain(<const uint8_t *>data, size) and is_one_line(<const uint8_t *>data, size)
    if kind == 2:
        return is_plain(<const uint16_t *>data, size) and is_one_line(<const uint16_t *>data, size)
    return is_plain(<const uint32_t *>data, size) and is_one_line(<const uint32_t *>data, size)


def gather(tuple pairs, plain, Py_ssize_t longest) -> dict[str, list[str]]:
    """Return the non-empty contents, made plain, by name; those beyond `longest` are cut."""
    cdef dict found = {}
    cdef str content
    for name, content in pairs:
        value = content if says_plainly(content, longest) else plain(content)
        if value:
            if name in found:
                (<list>found[name]).append(value)
            else:
                found[name] = [value]
    return found
