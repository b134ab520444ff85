# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""Words (normalize/words.py) and wide characters (extract/page_kind.py) counted one by one."""

cdef extern from "Python.h":
    int PyUnicode_KIND(object text)
    void *PyUnicode_DATA(object text)
    Py_UCS4 PyUnicode_READ(int kind, void *data, Py_ssize_t index)
    int Py_UNICODE_ISALNUM(Py_UCS4 character)


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
