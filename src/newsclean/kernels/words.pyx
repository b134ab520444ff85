# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""Words (normalize/words.py, fields/functionwords.py), wide characters (page_kind.py), digits."""

cdef extern from "Python.h":
    int PyUnicode_KIND(object text)
    void *PyUnicode_DATA(object text)
    Py_UCS4 PyUnicode_READ(int kind, void *data, Py_ssize_t index)
    int Py_UNICODE_ISALNUM(Py_UCS4 character)
    int Py_UNICODE_ISDECIMAL(Py_UCS4 character)


cdef enum:
    TABLE = 0x3000

cdef unsigned char[TABLE] IN_WORDS  # for the letters of most scripts; others are asked of Python


cdef void fill() noexcept:
    cdef int letter
    for letter in range(TABLE):
        IN_WORDS[letter] = letter == 95 or Py_UNICODE_ISALNUM(letter)


fill()


cdef inline bint is_word(Py_UCS4 letter) noexcept:
    return IN_WORDS[letter] if letter < TABLE else Py_UNICODE_ISALNUM(letter) != 0


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


def count_words(str text) -> int:
    """Count words; a Chinese, Japanese or Thai character counts as one."""
    cdef int kind = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(text)
    cdef Py_ssize_t place, count = 0
    cdef Py_UCS4 letter
    cdef bint inside = False
    for place in range(len(text)):
        letter = PyUnicode_READ(kind, data, place)
        if is_single(letter):
            count += 1
            inside = False
        elif is_word(letter):
            count += not inside
            inside = True
        else:
            inside = False
    return count


def count_wide(str text) -> int:
    """Count the characters that say as much as three of Latin script: from U+2E80 on."""
    cdef int kind = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(text)
    cdef Py_ssize_t place, count = 0
    if kind > 1:
        for place in range(len(text)):
            count += PyUnicode_READ(kind, data, place) >= 0x2E80
    return count


cdef inline bint is_letter(Py_UCS4 letter) noexcept:
    """Return whether a character is one of words but neither a decimal digit nor "_"."""
    if letter < TABLE and not IN_WORDS[letter]:
        return False
    return Py_UNICODE_ISALNUM(letter) != 0 and not Py_UNICODE_ISDECIMAL(letter)


def letter_words(str text) -> list:
    """Return the runs of letters of a text in order."""
    cdef int kind = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(text)
    cdef Py_ssize_t place, start = -1, size = len(text)
    cdef list found = []
    for place in range(size):
        if is_letter(PyUnicode_READ(kind, data, place)):
            if start < 0:
                start = place
        elif start >= 0:
            found.append(text[start:place])
            start = -1
    if start >= 0:
        found.append(text[start:])
    return found


def holds_digit(str text) -> bool:
    """Return whether a decimal digit of any script is in a text."""
    cdef int kind = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(text)
    cdef Py_ssize_t place
    cdef Py_UCS4 letter
    for place in range(len(text)):
        letter = PyUnicode_READ(kind, data, place)
        if 48 <= letter <= 57 or (letter > 127 and Py_UNICODE_ISDECIMAL(letter)):
            return True
    return False
