# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""Whether a text holds one of many words, all sought at once (Aho and Corasick 1975)."""

from libc.stdint cimport uint16_t

cdef extern from "Python.h":
    int PyUnicode_KIND(object text)
    void *PyUnicode_DATA(object text)
    Py_UCS4 PyUnicode_READ(int kind, void *data, Py_ssize_t index)
    bint PyUnicode_IS_ASCII(object text)

cdef enum:
    PLANE = 0x10000
    MOST_CELLS = 0x8000  # of the table of steps: some 500 characters of words in 60 letters
    FOUND = 0xFFFF


cdef class Stems:
    """Words to seek in texts; what `Stems` of extract/fields/stems.py is, with the same answers."""

    cdef unsigned char[PLANE] letters  # the number of each letter that is in a word, else 0
    cdef uint16_t[MOST_CELLS] steps  # from each state by each letter, to the row of another
    cdef int width

    def __init__(self, *words: str) -> None:
        cdef list states = [{}]
        cdef dict numbers = {}
        for word in words:
            if not word:
                raise ValueError("an empty word is in every text")
            for letter in word:
                numbers.setdefault(letter, len(numbers) + 1)
        self.width = len(numbers) + 1
        if self.width > 255 or any(ord(letter) >= PLANE for letter in numbers):
            raise ValueError("too many letters, or one beyond the basic plane")
        for letter, number in numbers.items():
            self.letters[<int>ord(letter)] = number
        ends = grow(states, words)
        if len(states) * self.width > MOST_CELLS:
            raise ValueError("too many words")
        self.lay(states, ends, numbers)

    cdef void lay(self, list states, set ends, dict numbers):
        """Fill the table: where no word goes on, on from the longest end that begins a word."""
        cdef int state, step
        backs = {0: 0}
        order = [0]
        for state in order:
            back = backs[state]
            self.steps[state * self.width] = 0
            for letter, number in numbers.items():
                goes = states[state].get(letter)
                step = self.steps[back * self.width + <int>number] if state else 0
                if goes is not None:
                    backs[goes] = 0 if state == 0 or step == FOUND else step // self.width
                    order.append(goes)
                    step = FOUND if goes in ends or step == FOUND else <int>goes * self.width
                self.steps[state * self.width + <int>number] = step

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
                if row == FOUND:
                    return True
            return False
        for place in range(size):
            letter = PyUnicode_READ(kind, data, place)
            row = self.steps[row + self.letters[letter]] if letter < PLANE else 0
            if row == FOUND:
                return True
        return False

    def among(self, tuple names) -> list[str]:
        """Return those of the names that hold one of the words, in small letters."""
        cdef str name
        return [name for name in names if self.holds(name)]

    def telling(self, list names) -> tuple[str, ...]:
        """Return those of the names that hold one of the words, in small letters, each once."""
        cdef str name, before = ""
        cdef dict found = {}
        for name in names:
            if name != before and self.holds(name):
                found[name] = None
            before = name  # elements side by side are often called the same
        return tuple(found)

    cdef bint holds(self, str names):
        """Return whether names hold one of the words, in small letters."""
        cdef const unsigned char *bytes
        cdef Py_ssize_t place
        cdef unsigned int row = 0
        cdef unsigned char letter
        if not PyUnicode_IS_ASCII(names):
            return self.within(names.lower())
        bytes = <const unsigned char *>PyUnicode_DATA(names)
        for place in range(len(names)):
            letter = bytes[place]
            row = self.steps[row + self.letters[letter + 32 if 65 <= letter <= 90 else letter]]
            if row == FOUND:
                return True
        return False


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
