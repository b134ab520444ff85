"""Class and id names -> hashed tokens, all names of a page at once."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from newsclean.extract import characters as chars
from newsclean.kernels import KIND
from newsclean.records import Document

NAME_BUCKETS = 1 << 14
_BUCKET_BITS = np.uint32(NAME_BUCKETS - 1)


class NameTokens(msgspec.Struct, frozen=True):
    """The tokens of some names strings: the bucket of each, and the string each is in."""

    buckets: NDArray[np.int64]
    owner: NDArray[np.int64]
    strings: int


# By byte: 2 for a capital, 1 for a small letter; and the small letter's code plus one.
_KINDS = bytes(2 * chr(c).isupper() + chr(c).islower() for c in range(128)) + bytes(128)
_SMALL = bytes((ord(chr(c).lower()) + 1) * chr(c).isalpha() for c in range(128)) + bytes(128)


def read_names(names: Sequence[str]) -> NameTokens:
    """Cut names such as "articleBody story-text" into words: letters, broken where case rises."""
    raw = "\0".join(names).encode("ascii", "replace")
    kinds = np.frombuffer(raw.translate(_KINDS), dtype=np.uint8)
    begins = kinds > 0
    begins[1:] = kinds[1:] > kinds[:-1]
    first = np.flatnonzero(begins)
    small = np.frombuffer(raw.translate(_SMALL), dtype=np.uint8).astype(np.uint32)
    hashes = chars.hash_marked(small, first)
    # The parser lets no NUL through, so each ends a string.
    ends = np.flatnonzero(np.frombuffer(raw, dtype=np.uint8) == 0)
    cuts = np.searchsorted(first, ends)
    owner = np.repeat(np.arange(len(ends) + 1), np.diff(cuts, prepend=0, append=len(first)))
    return NameTokens((hashes & _BUCKET_BITS).astype(np.int64), owner, len(names))


AllNames = tuple[NameTokens, list[int], NameTokens]


def read_all_names_plainly(document: Document) -> AllNames:
    """Read each distinct names string once, and each block's marks.

    Return the strings' tokens, which string each element has, and the marks' tokens by block.
    """
    names = document.elements.names or [""]
    ids = {name: number for number, name in enumerate(dict.fromkeys(("", *names)))}
    marks = [" ".join(block.marks) if block.marks else "" for block in document.blocks]
    both = read_names([*ids, *marks])
    cut = int(np.searchsorted(both.owner, len(ids)))
    return (
        NameTokens(both.buckets[:cut], both.owner[:cut], len(ids)),
        list(map(ids.__getitem__, names)),
        NameTokens(both.buckets[cut:], both.owner[cut:] - len(ids), len(marks)),
    )


if KIND == "compiled":
    from newsclean.kernels import names as kernel

    def read_all_names(document: Document) -> AllNames:
        """Do the same by the compiled kernel."""
        strings, buckets, owner, name_of, mark_buckets, mark_owner = kernel.read_all(
            document.elements.names, document.blocks
        )
        return (
            NameTokens(buckets, owner, strings),
            name_of,
            NameTokens(mark_buckets, mark_owner, len(document.blocks)),
        )
else:
    read_all_names = read_all_names_plainly


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
    changes = np.ones(len(owner), dtype=np.bool_)
    np.not_equal(owner[1:], owner[:-1], out=changes[1:])
    first = np.flatnonzero(changes)
    here = owner[first]
    out[here, 1] = np.minimum.reduceat(odds, first)
    out[here, 2] = np.maximum.reduceat(odds, first)
    return out


Part = tuple[NDArray[np.float32], NDArray[np.int64], int]


def reduce_parts(parts: Sequence[Part]) -> list[NDArray[np.float32]]:
    """Do `reduce_odds` for several (odds, owner, count) in one go."""
    counts = [count for _, _, count in parts]
    starts = [sum(counts[:i]) for i in range(len(counts))]
    owner = np.concatenate([o + start for (_, o, _), start in zip(parts, starts, strict=True)])
    out = reduce_odds(np.concatenate([odds for odds, _, _ in parts]), owner, sum(counts))
    return [out[s : s + c] for s, c in zip(starts, counts, strict=True)]
