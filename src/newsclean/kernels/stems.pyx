# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""Which of many words a text holds, all sought at once (Aho and Corasick 1975)."""

from cpython.mem cimport PyMem_Calloc, PyMem_Free
from libc.stdint cimport uint16_t, uint32_t, uintptr_t

from collections.abc import Sequence

cdef extern from "Python.h":
    int PyUnicode_KIND(object text)
    void *PyUnicode_DATA(object text)
    Py_UCS4 PyUnicode_READ(int kind, void *data, Py_ssize_t index)
    bint PyUnicode_IS_ASCII(object text)

cdef enum:
    PLANE = 0x10000
    MOST_CELLS = 0x8000  # of the table of steps: some 500 characters of words in 60 letters
    MOST_STATES = 0x1000
    MOST_KINDS = 32
    ENDS = 0x8000  # the flag of a step to where a word ends


cdef class Automaton:
    """Kinds of words sought all at once: a step for each letter, and where words end."""

    cdef unsigned char[PLANE] letters  # the number of each letter that is in a word, else 0
    cdef uint16_t[MOST_CELLS] steps  # from each state by each letter, to the row of another
    cdef uint32_t[MOST_STATES] said  # a bit for each kind that has a word ending in the state
    cdef int width

    cdef int learn(self, kinds) except -1:
        cdef list states = [{}]
        cdef dict numbers = numbered([word for words in kinds for word in words], self.letters)
        cdef int state
        if len(kinds) > MOST_KINDS:
            raise ValueError("too many kinds")
        self.width = len(numbers) + 1
        for kind, words in enumerate(kinds):
            for state in grow(states, tuple(words)):
                if state < MOST_STATES:
                    self.said[state] |= 1u << <int>kind
        if len(states) > MOST_STATES or len(states) * self.width > MOST_CELLS:
            raise ValueError("too many words")
        self.lay(states, numbers)
        return 0

    cdef void lay(self, list states, dict numbers):
        """Fill the table: where no word goes on, on from the longest end that begins a word."""
        cdef int state, back, step
        backs = {0: 0}
        order = [0]
        for state in order:
            back = backs[state]
            for letter, number in numbers.items():
                step = self.steps[back * self.width + <int>number] if state else 0
                goes = states[state].get(letter)
                if goes is not None:
                    backs[goes] = (step & ~ENDS) // self.width
                    order.append(goes)
                    self.said[<int>goes] |= self.said[<int>backs[goes]]
                    step = <int>goes * self.width | (ENDS if self.said[<int>goes] else 0)
                self.steps[state * self.width + <int>number] = step


cdef class Stems(Automaton):
    """Words to seek in texts; what `Stems` of extract/fields/stems.py is, with the same answers."""

    def __init__(self, *words: str) -> None:
        self.learn([words])

    def within(self, str text) -> bool:
        """Return whether a text holds one of the words, as they are written."""
        cdef int kind = PyUnicode_KIND(text)
        cdef void *data = PyUnicode_DATA(text)
        cdef Py_ssize_t place, size = len(text)
        cdef Py_UCS4 letter
        cdef unsigned int row = 0
        cdef const unsigned char *bytes = <const unsigned char *>data
        if kind == 1:
            for place in range(size):
                row = self.steps[row + self.letters[bytes[place]]]
                if row & ENDS:
                    return True
            return False
        for place in range(size):
            letter = PyUnicode_READ(kind, data, place)
            row = self.steps[row + self.letters[letter]] if letter < PLANE else 0
            if row & ENDS:
                return True
        return False


cdef class Kinds(Automaton):
    """Kinds of words to seek in names; what `Kinds` of extract/fields/stems.py is."""

    def __init__(self, *kinds: Sequence[str]) -> None:
        self.learn(kinds)

    def among(self, list names) -> list[tuple[str, int]]:
        """Return the names that hold a word, in small letters, with a bit for each kind."""
        cdef Py_ssize_t size = 64
        cdef uintptr_t *known
        cdef uint32_t said
        cdef str name
        cdef list found = []
        while size < 2 * len(names):
            size *= 2
        known = <uintptr_t *>PyMem_Calloc(size, sizeof(uintptr_t))
        if known == NULL:
            raise MemoryError
        try:
            for name in names:
                if len(name) and is_new(known, size - 1, <uintptr_t><void *>name):
                    said = self.said_by(name)
                    if said:
                        found.append((name, said))
        finally:
            PyMem_Free(known)
        return found

    cdef uint32_t said_by(self, str name) except? 0xFFFFFFFF:
        """Return a bit for each kind of words that a name holds, in small letters."""
        cdef const unsigned char *bytes
        cdef Py_ssize_t place
        cdef unsigned int row = 0
        cdef unsigned char small
        cdef uint32_t said = 0
        cdef Py_UCS4 letter
        if PyUnicode_IS_ASCII(name):
            bytes = <const unsigned char *>PyUnicode_DATA(name)
            for place in range(len(name)):
                small = bytes[place]
                if 65 <= small <= 90:
                    small += 32
                row = self.steps[row + self.letters[small]]
                if row & ENDS:
                    row &= ~ENDS
                    said |= self.said[row // self.width]
            return said
        for letter in name.lower():
            row = self.steps[row + self.letters[letter]] if letter < PLANE else 0
            if row & ENDS:
                row &= ~ENDS
                said |= self.said[row // self.width]
        return said


cdef inline bint is_new(uintptr_t *known, Py_ssize_t last, uintptr_t name) noexcept nogil:
    """Return whether a string was not met before: the parser makes one of all alike."""
    cdef Py_ssize_t at = (name >> 4) & last
    while known[at]:
        if known[at] == name:
            return False
        at = (at + 1) & last
    known[at] = name
    return True


cdef dict numbered(words, unsigned char *letters):
    """Number the letters of words from 1 on, also in a table of the basic plane."""
    cdef dict numbers = {}
    for word in words:
        if not word:
            raise ValueError("an empty word is in every text")
        for letter in word:
            numbers.setdefault(letter, len(numbers) + 1)
    if len(numbers) >= 255 or any(ord(letter) >= PLANE for letter in numbers):
        raise ValueError("too many letters, or one beyond the basic plane")
    for letter, number in numbers.items():
        letters[<int>ord(letter)] = number
    return numbers


cdef set grow(list states, tuple words):
    """Grow the tree of the words' beginnings; return the states where a word ends."""
    ends = set()
    for word in words:
        state = 0
        for letter in word:
            after = states[state].get(letter)
            if after is None:
                after = states[state][letter] = len(states)
                states.append({})
            state = after
        ends.add(state)
    return ends
