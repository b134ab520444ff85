"""How many words a text has; by numbers, since a pattern makes a string of each word."""

from __future__ import annotations

import functools
import re

import numpy as np
from numpy.typing import NDArray

from newsclean.kernels import KIND

# Characters that are a word each: Kana, ideographs, Thai
_SINGLE = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0e7f"
_MIXED = re.compile(rf"[{_SINGLE}]|[^\W{_SINGLE}]+")
_PLANE = 0x10000


def count_words_plainly(text: str) -> int:
    """Count words; a Chinese, Japanese or Thai character counts as one.

    >>> count_words_plainly("It's 2 o'clock"), count_words_plainly("码头 is open")
    (5, 4)
    """
    raw = text.encode("utf-16-le", "surrogatepass")
    if len(raw) != 2 * len(text):  # characters beyond the basic plane, such as emoji
        return len(_MIXED.findall(text))
    word, single = (table[np.frombuffer(raw, dtype=np.uint16)] for table in _tables())
    begun = np.count_nonzero(word[1:] > word[:-1]) + np.count_nonzero(word[:1])
    return int(begun + np.count_nonzero(single))


@functools.cache
def _tables() -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Tell for each character of the basic plane whether it is in words, and whether one alone."""
    letters = list(map(chr, range(_PLANE)))
    single = np.zeros(_PLANE, dtype=np.bool_)
    for first, last in re.findall("(.)-(.)", _SINGLE):
        single[ord(first) : ord(last) + 1] = True
    word = np.array(list(map(str.isalnum, letters)))
    word[ord("_")] = True
    return word & ~single, single


if KIND == "compiled":
    from newsclean.kernels.words import count_words as count_words
else:
    count_words = count_words_plainly
