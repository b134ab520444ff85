"""Class and id names -> hashed tokens, all names of a page at once."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from newsclean.extract import characters as chars

NAME_BUCKETS = 1 << 14


class NameTokens(msgspec.Struct, frozen=True):
    """The tokens of some names strings: the bucket of each, and the string each is in."""

    buckets: NDArray[np.int64]
    owner: NDArray[np.int64]
    strings: int


def read_names(names: Sequence[str]) -> NameTokens:
    """Cut names such as "articleBody story-text" into words: letters, broken where case rises."""
    raw = np.frombuffer("\0".join(names).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    codes = np.minimum(raw, 0x7F)
    kinds = chars.classes_of(codes)
    upper = kinds == chars.UPPER
    letter = upper | (kinds == chars.LOWER)
    begins = letter.copy()
    begins[1:] &= ~letter[:-1] | (upper[1:] & ~upper[:-1])
    inside = np.flatnonzero(letter)
    first = np.flatnonzero(begins[inside])
    owner = np.cumsum(raw == 0)  # the parser lets no NUL through
    if not len(first):
        empty = np.zeros(0, dtype=np.int64)
        return NameTokens(empty, empty, len(names))
    hashes = chars.hash_runs(codes[inside], first)
    return NameTokens((hashes % NAME_BUCKETS).astype(np.int64), owner[inside[first]], len(names))


def odds_by_string(tokens: NameTokens, table: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return for each string the scaled sum, least and greatest odds of its tokens; else zeros."""
    return reduce_odds(table[tokens.buckets], tokens.owner, tokens.strings)


def reduce_odds(
    odds: NDArray[np.float32], owner: NDArray[np.int64], count: int
) -> NDArray[np.float32]:
    """Return scaled sum, least and greatest of each owner's odds; `owner` must not fall."""
    out = np.zeros((count, 3), dtype=np.float32)
    if not len(odds):
        return out
    known = np.maximum(1, np.bincount(owner, odds != 0, count))
    out[:, 0] = np.bincount(owner, odds, count) / np.sqrt(known)
    first = np.flatnonzero(np.diff(owner, prepend=-1))
    here = owner[first]
    out[here, 1] = np.minimum.reduceat(odds, first)
    out[here, 2] = np.maximum.reduceat(odds, first)
    return out
