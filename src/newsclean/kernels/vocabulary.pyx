# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""Known words of several languages counted in a text, in one pass over its letters.

The table takes a few kilobytes: it is asked once a page, when nothing of it is at hand any more.
"""

from collections.abc import Mapping

from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t

cdef extern from "Python.h":
    int PyUnicode_KIND(object text)
    void *PyUnicode_DATA(object text)
    int Py_UNICODE_ISALNUM(Py_UCS4 character) nogil
    int Py_UNICODE_ISDECIMAL(Py_UCS4 character) nogil

cdef enum:
    LONGEST = 8  # letters of a word: as many as fit in two numbers
    MOST = 512
    SLOTS = 2048
    LANGUAGES = 32
    PLANE = 0x10000

ctypedef fused Char:
    uint8_t
    uint16_t
    uint32_t

cdef struct Word:
    uint64_t first  # its letters, four in each
    uint64_t last
    uint32_t languages


cdef inline bint is_letter(uint32_t letter) noexcept nogil:
    if letter < 128:
        return 97 <= letter <= 122 or 65 <= letter <= 90
    return Py_UNICODE_ISALNUM(letter) and not Py_UNICODE_ISDECIMAL(letter)


cdef inline unsigned int slot_of(uint64_t first, uint64_t last) noexcept nogil:
    return <unsigned int>(
        ((first * 0x9E3779B97F4A7C15ull) ^ (last * 0xC2B2AE3D27D4EB4Full)) >> 48
    ) % SLOTS


cdef class Vocabulary:
    """Words of languages; what `Vocabulary` of extract/fields/vocabulary.py is."""

    cdef uint16_t[SLOTS] slots  # the number of a word plus one; 0 where there is none
    cdef Word[MOST] words
    cdef int size
    cdef list languages

    def __init__(self, words: Mapping[str, str]) -> None:
        cdef dict known = {}
        self.languages = list(words)
        for place, language in enumerate(words):
            for word in words[language].split():
                known[word] = known.get(word, 0) | 1 << place
        if len(known) > MOST or len(words) > LANGUAGES:
            raise ValueError("too many words or languages")
        for word, languages in known.items():
            self.learn(word, languages)

    cdef int learn(self, str word, uint32_t languages) except -1:
        cdef uint64_t[2] letters
        cdef unsigned int slot
        cdef Py_ssize_t place
        if len(word) > LONGEST or not all([ord(c) < PLANE and is_letter(ord(c)) for c in word]):
            raise ValueError(f"{word!r} is too long, or more than letters of the basic plane")
        letters[0] = letters[1] = 0
        for place in range(len(word)):
            letters[place // 4] = letters[place // 4] << 16 | <uint64_t>ord(word[place])
        slot = slot_of(letters[0], letters[1])
        while self.slots[slot]:
            slot = (slot + 1) % SLOTS
        self.words[self.size] = Word(letters[0], letters[1], languages)
        self.size += 1
        self.slots[slot] = self.size
        return 0

    def count(self, str text) -> tuple[int, dict[str, int]]:
        """Return how many letters a text in lower case has, and its known words by language."""
        cdef uint32_t[LANGUAGES] counts
        cdef int kind = PyUnicode_KIND(text), place
        cdef const void *data = PyUnicode_DATA(text)
        cdef Py_ssize_t letters
        cdef dict found = {}
        for place in range(LANGUAGES):
            counts[place] = 0
        if kind == 1:
            letters = self.read(<const uint8_t *>data, len(text), counts)
        elif kind == 2:
            letters = self.read(<const uint16_t *>data, len(text), counts)
        else:
            letters = self.read(<const uint32_t *>data, len(text), counts)
        for place in range(len(self.languages)):
            if counts[place]:
                found[self.languages[place]] = counts[place]
        return letters, found

    cdef Py_ssize_t read(self, const Char *text, Py_ssize_t size, uint32_t *counts) noexcept nogil:
        """Count the words of each language; return the number of letters."""
        cdef Py_ssize_t place, all = 0, length = 0
        cdef uint64_t first = 0, last = 0
        cdef uint32_t letter
        for place in range(size):
            letter = text[place]
            if not is_letter(letter):
                if 0 < length <= LONGEST:
                    self.add(first, last, counts)
                first = last = length = 0
                continue
            all += 1
            length += 1
            if letter >= PLANE:
                length += LONGEST  # no word that is known
            if length <= 4:
                first = first << 16 | letter
            else:
                last = last << 16 | letter
        if 0 < length <= LONGEST:
            self.add(first, last, counts)
        return all

    cdef void add(self, uint64_t first, uint64_t last, uint32_t *counts) noexcept nogil:
        """Count a word in each language that has it."""
        cdef unsigned int slot = slot_of(first, last)
        cdef Word *word
        cdef uint32_t languages
        cdef int place = 0
        while self.slots[slot]:
            word = &self.words[self.slots[slot] - 1]
            if word.first == first and word.last == last:
                languages = word.languages
                while languages:
                    counts[place] += languages & 1
                    languages >>= 1
                    place += 1
                return
            slot = (slot + 1) % SLOTS
