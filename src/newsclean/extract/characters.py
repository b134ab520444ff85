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
_ODD = 0x01000193
_LONGEST = 64
_MOST_FAR = 200
_SIZES = (1 << 14, 1 << 18)  # of the tables of powers: most pages, and nearly all


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
def _small() -> Codes:
    """Return the lower case of each code point plus one, and 0 for what is in no token."""
    classes, lower = _tables()
    inside = np.isin(classes, (LOWER, UPPER, LETTER, IDEOGRAPH, DIGIT))
    return np.where(inside, lower + np.uint32(1), np.uint32(0)).astype(np.uint32)


@functools.cache
def packed() -> Codes:
    """Return for each code point what `_small` gives and bits for the kernel.

    The 20th is set within words, the 21st for an ideograph; from the 24th on stands the class.
    """
    small, classes = _small(), _tables()[0].astype(np.uint32)
    alone = (classes == IDEOGRAPH).astype(np.uint32)
    word = (small > 0).astype(np.uint32) & ~alone
    bits: Codes = word << np.uint32(20) | alone << np.uint32(21) | classes << np.uint32(24)
    return small | bits


@functools.cache
def _powers(size: int) -> tuple[Codes, Codes]:
    """Return powers of an odd number modulo 2**32, from 1 on, and their inverses, from 0 on."""
    powers = np.cumprod(np.full(size, _ODD, dtype=np.uint32), dtype=np.uint32)
    inverse = np.full(size, pow(_ODD, -1, 1 << 32), dtype=np.uint32)
    inverse[0] = 1
    return powers, np.cumprod(inverse, dtype=np.uint32)


def read_page(texts: Sequence[str]) -> PageText:
    """Read a page's blocks; each must hold at least one character."""
    return read_beside(texts, ())[0]


def read_beside(texts: Sequence[str], others: Sequence[str]) -> tuple[PageText, list[Codes]]:
    """Read a page's blocks and, in the same pass, the hashes of other texts' tokens."""
    joined = "\n".join([*texts, *others, ""])
    codes = _codes(joined)
    every = len(texts) + len(others)
    sizes = np.fromiter(map(len, (*texts, *others)), dtype=np.int64, count=every)
    ends = np.cumsum(sizes + 1)
    index = codes.astype(np.intp)
    classes = _tables()[0][index]
    at = _begins(classes)
    hashes = hash_marked(_small()[index], at)
    cuts = np.searchsorted(at, ends)
    own, chars = int(cuts[len(texts) - 1]), int(ends[len(texts) - 1])
    counts = np.diff(cuts[: len(texts)], prepend=0)
    each = np.arange(len(texts))
    tokens = Tokens(hashes[:own], np.repeat(each, counts), at[:own])
    sizes = sizes[: len(texts)]
    starts = ends[: len(texts)] - sizes - 1
    block = np.repeat(each, sizes + 1)
    page = PageText(codes[:chars], classes[:chars], starts, sizes, block, tokens)
    return page, np.split(hashes, cuts[len(texts) - 1 : -1])[1:]


def _codes(text: str) -> Codes:
    """Return the code points; those outside the basic plane all become its last."""
    raw = text.encode("utf-16-le", "surrogatepass")
    if len(raw) == 2 * len(text):
        return np.frombuffer(raw, dtype=np.uint16).astype(np.uint32)
    wide = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return np.minimum(wide, _PLANE - 1)


def _begins(classes: NDArray[np.uint8]) -> Ints:
    """Return where tokens begin: runs of word characters, single ideographs."""
    # LOWER, UPPER and LETTER are neighbours: below them the difference wraps around.
    word = (classes - np.uint8(LOWER)) <= LETTER - LOWER
    word |= classes == DIGIT
    begins = classes == IDEOGRAPH
    begins[1:] |= word[1:] > word[:-1]
    begins[:1] |= word[:1]
    return np.flatnonzero(begins)


def hash_marked(small: Codes, first: Ints) -> Codes:
    """Hash the tokens that begin at `first`; `small` is 0 at what is in no token.

    A token's hash is a polynomial in its characters. The powers run through the whole array and
    are taken back by the inverse of the power where the token begins.
    """
    if not len(first):
        return np.zeros(0, dtype=np.uint32)
    size = next((s for s in _SIZES if s >= len(small)), 0)
    far = _far_apart(first)
    if not size or len(far) > _MOST_FAR:
        return _hash_any(small, first)
    powers, inverse = _powers(size)
    hashes = np.add.reduceat(small * powers[: len(small)], first, dtype=np.uint32)
    hashes *= inverse[first]
    for index in far.tolist():
        start = int(first[index])
        end = int(first[index + 1]) if index + 1 < len(first) else len(small)
        token = small[start : start + np.count_nonzero(small[start:end])]
        if len(token) > _LONGEST:
            places = np.minimum(np.arange(len(token)), _LONGEST - 1)
            hashes[index] = (token * powers[places]).sum(dtype=np.uint32)
    return _mix(hashes)


def _far_apart(first: Ints) -> Ints:
    """Return which tokens begin so long before the next that they may be over-long."""
    far = np.ones(len(first), dtype=np.bool_)
    np.greater(first[1:] - first[:-1], _LONGEST, out=far[:-1])
    return np.flatnonzero(far)


def _hash_any(small: Codes, first: Ints) -> Codes:
    """Hash tokens of any length; all beyond the 64th character weighs as that one."""
    inside = np.flatnonzero(small)
    first = np.searchsorted(inside, first)
    lengths = np.diff(first, append=len(inside))
    place = np.arange(len(inside)) - np.repeat(first, lengths)
    parts = small[inside] * _powers(_SIZES[0])[0][np.minimum(place, _LONGEST - 1)]
    return _mix(np.add.reduceat(parts, first, dtype=np.uint32))


def _mix(hashes: Codes) -> Codes:
    hashes ^= hashes >> np.uint32(15)
    hashes *= np.uint32(0x2C1B3C6D)
    hashes ^= hashes >> np.uint32(13)
    return hashes


def hash_words(text: str) -> Codes:
    """Return the hashes of a text's tokens, the same as `read_page` gives them."""
    return read_page([text]).tokens.hashes if text else np.zeros(0, dtype=np.uint32)


def combine(*hashes: Codes) -> Codes:
    """Return one hash for tokens that stand together (a bigram, a trigram)."""
    mixed = hashes[0].copy()
    for other in hashes[1:]:
        mixed = (mixed * np.uint32(0x9E3779B1)) ^ other
    return mixed ^ (mixed >> np.uint32(16))
