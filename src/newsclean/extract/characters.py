"""Text -> numbers by whole pages: classes of characters, tokens and their hashes.

All blocks of a page are joined into one array of code points, so that a page costs a few dozen
numpy calls instead of some thousand Python ones. Nothing here knows a language: letters with
case, letters without, ideographs (each a token of its own, as Kana and Thai characters are).
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Codes = NDArray[np.uint32]

(SPACE, LOWER, UPPER, LETTER, IDEOGRAPH, DIGIT, STOP, COMMA, QUOTE, MARK, OTHER) = range(11)
CLASSES = 11

_STOPS = ".!?…。！？؟۔।"
_COMMAS = ",;:，、；：،؛"
_QUOTES = "\"'“”«»„‘’「」『』"
_MARKS = "|›·•/→>_#+=*©®@<\\~"
_IDEOGRAPHS = ((0x3040, 0x30FF), (0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x0E00, 0x0E7F))
_PLANE = 0x10000
_WORDS = (False, True, True, True, False, True, False, False, False, False, False)


class Tokens(msgspec.Struct, frozen=True):
    """The tokens of a page in order: 32-bit hash, the block each is in, its first code point."""

    hashes: Codes
    blocks: Ints
    first: Ints


class PageText(msgspec.Struct, frozen=True):
    """All blocks of a page as code points.

    `codes` and `classes` hold a value a character, blocks one after another with a line feed
    behind each; `starts` (blocks,) is where each begins, `sizes` its characters.
    """

    codes: Codes
    classes: NDArray[np.uint8]
    starts: Ints
    sizes: Ints
    block: Ints
    tokens: Tokens


@functools.cache
def _tables() -> tuple[NDArray[np.uint8], Codes]:
    """Return the class and the lower case of each code point of the basic plane."""
    classes = np.full(_PLANE, OTHER, dtype=np.uint8)
    lower = np.arange(_PLANE, dtype=np.uint32)
    by_category = {"Lu": UPPER, "Lt": UPPER, "Ll": LOWER, "Lo": LETTER, "Lm": LETTER, "Nd": DIGIT}
    by_category |= {"Mn": LETTER, "Mc": LETTER, "Zs": SPACE, "Cc": SPACE}
    for code in range(_PLANE):
        character = chr(code)
        classes[code] = by_category.get(unicodedata.category(character), OTHER)
        small = character.lower()
        if len(small) == 1:
            lower[code] = ord(small)
    for group, members in ((STOP, _STOPS), (COMMA, _COMMAS), (QUOTE, _QUOTES), (MARK, _MARKS)):
        for character in members:
            classes[ord(character)] = group
    for start, end in _IDEOGRAPHS:
        letters = np.isin(classes[start : end + 1], (LETTER, LOWER, UPPER, OTHER))
        classes[start : end + 1][letters] = IDEOGRAPH
    return classes, lower


@functools.cache
def _powers() -> Codes:
    """Return powers of an odd number modulo 2**32, for a polynomial hash of a word."""
    with np.errstate(over="ignore"):
        return np.cumprod(np.full(64, 0x01000193, dtype=np.uint32), dtype=np.uint32)


def read_page(texts: Sequence[str]) -> PageText:
    """Read a page's blocks; each must hold at least one character."""
    joined = "".join([text + "\n" for text in texts])
    raw = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    codes = np.minimum(raw, _PLANE - 1)
    sizes = np.array([len(text) for text in texts], dtype=np.int64)
    starts = np.cumsum(sizes + 1) - sizes - 1
    block = np.repeat(np.arange(len(texts)), sizes + 1)
    classes = _tables()[0][codes]
    return PageText(codes, classes, starts, sizes, block, _tokenize(codes, classes, block))


def _tokenize(codes: Codes, classes: NDArray[np.uint8], block: Ints) -> Tokens:
    """Cut code points into tokens: runs of word characters, single ideographs."""
    single = classes == IDEOGRAPH
    word = np.array(_WORDS)[classes]
    begins = word.copy()
    begins[1:] &= ~word[:-1]
    inside = np.flatnonzero(word | single)
    first = np.flatnonzero((begins | single)[inside])
    if not len(first):
        empty = np.zeros(0, dtype=np.int64)
        return Tokens(np.zeros(0, dtype=np.uint32), empty, empty)
    hashes = hash_runs(codes[inside], first)
    at = inside[first]
    return Tokens(hashes, block[at], at)


def classes_of(codes: Codes) -> NDArray[np.uint8]:
    """Return the class of each code point of the basic plane."""
    return _tables()[0][codes]


def hash_runs(codes: Codes, first: Ints) -> Codes:
    """Hash runs of code points, each from one index of `first` to the next, without case."""
    lengths = np.diff(np.append(first, len(codes)))
    place = np.arange(len(codes)) - np.repeat(first, lengths)
    small = _tables()[1][codes] + np.uint32(1)
    with np.errstate(over="ignore"):
        parts = small * _powers()[np.minimum(place, 63)]
        hashes = np.add.reduceat(parts, first, dtype=np.uint32)
        hashes ^= hashes >> np.uint32(15)
        hashes *= np.uint32(0x2C1B3C6D)
        hashes ^= hashes >> np.uint32(13)
    return hashes


def hash_words(text: str) -> Codes:
    """Return the hashes of a text's tokens, the same as `read_page` gives them."""
    return read_page([text]).tokens.hashes if text else np.zeros(0, dtype=np.uint32)


def combine(*hashes: Codes) -> Codes:
    """Return one hash for tokens that stand together (a bigram, a trigram)."""
    with np.errstate(over="ignore"):
        mixed = hashes[0].copy()
        for other in hashes[1:]:
            mixed = (mixed * np.uint32(0x9E3779B1)) ^ other
        return mixed ^ (mixed >> np.uint32(16))
