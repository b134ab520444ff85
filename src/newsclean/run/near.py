"""Near-copies over sites: MinHash over word shingles, found again through bands in the state.

128 permutations in 16 bands of 8 find a copy of Jaccard 0.8 in 95 and of 0.9 in 99.99 of 100
cases; the signatures then decide. Signatures older than a month are forgotten: copies of news
are of one time.
"""

from __future__ import annotations

import hashlib
import re
import struct
from collections import Counter
from collections.abc import Iterable, Iterator

from rensa import RMinHash

from newsclean.run.crawl_options import DAY
from newsclean.run.state import State

PERMUTATIONS = 128
BANDS = 16
LIKE = 0.8
_VERSION = 0.3  # versions of a text share more, other texts at the same address next to nothing
KEEP = 30 * DAY
_ROWS = PERMUTATIONS // BANDS
_SHINGLE = 3
_LEAST_WORDS = 40  # shorter texts are alike by chance
_WORD = re.compile(r"[぀-ヿ㐀-鿿豈-﫿฀-๿]|[^\W぀-ヿ㐀-鿿豈-﫿฀-๿]+")
_PACK = struct.Struct(f"<{PERMUTATIONS}I")
_KIND = "rensa-r-1/128/3"


def signature(text: str) -> tuple[int, ...] | None:
    """Return the MinHash of a text's word triples; None for a text too short to compare."""
    words = [word.lower() for word in _WORD.findall(text)]
    if len(words) < _LEAST_WORDS:
        return None
    shingles = {" ".join(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1)}
    sketch = RMinHash(num_perm=PERMUTATIONS, seed=20261124)
    sketch.update(sorted(shingles))
    return tuple(sketch.digest())


def likeness(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """Return the estimated Jaccard similarity of two signed texts."""
    return sum(a == b for a, b in zip(one, other, strict=True)) / PERMUTATIONS


def most_like(mine: tuple[int, ...], others: Iterable[tuple[str, tuple[int, ...]]]) -> str | None:
    """Return the key of the text most like this one, if one is like it; of equals the last key."""
    best: tuple[float, str] | None = None
    for key, signed in others:
        alike = likeness(mine, signed)
        if alike >= LIKE and (best is None or (alike, key) > best):
            best = (alike, key)
    return best[1] if best else None


def packed(values: tuple[int, ...]) -> bytes:
    """Return a signature as bytes."""
    return _PACK.pack(*values)


def unpacked(data: bytes) -> tuple[int, ...]:
    """Return a signature from its bytes."""
    return _PACK.unpack(data)


class NearCopies:
    """Signatures in the state; writes happen in its open transaction."""

    def __init__(self, state: State) -> None:
        self._database = state.database
        if state.meta("signatures") != _KIND:  # of another library or setting: not comparable
            with state.transaction() as database:
                database.execute("DELETE FROM bands")
                database.execute("DELETE FROM signatures")
                state.set_meta("signatures", _KIND)

    def like(self, mine: tuple[int, ...], key: str) -> str | None:
        """Return the key of the article most like this one, where one is like it."""
        hits: Counter[str] = Counter()
        for band, bucket in buckets(mine):
            query = "SELECT key FROM bands WHERE band = ? AND bucket = ? LIMIT 50"
            hits.update(row[0] for row in self._database.execute(query, (band, bucket)))
        del hits[key]
        return most_like(mine, self._signed(other for other, _ in hits.most_common(20)))

    def _signed(self, keys: Iterable[str]) -> Iterator[tuple[str, tuple[int, ...]]]:
        for key in keys:
            query = "SELECT signature FROM signatures WHERE key = ?"
            row = self._database.execute(query, (key,)).fetchone()
            if row:
                yield key, unpacked(row[0])

    def resembles(self, mine: tuple[int, ...], key: str) -> bool:
        """Say whether an article's text is at least a new version of the one under a key."""
        query = "SELECT signature FROM signatures WHERE key = ?"
        row = self._database.execute(query, (key,)).fetchone()
        return row is not None and likeness(mine, unpacked(row[0])) >= _VERSION

    def keep(self, mine: tuple[int, ...], key: str, now: float) -> None:
        """Remember an article's signature in place of an earlier one."""
        query = "SELECT signature FROM signatures WHERE key = ?"
        row = self._database.execute(query, (key,)).fetchone()
        if row:
            self._database.executemany(
                "DELETE FROM bands WHERE band = ? AND bucket = ? AND key = ?",
                [(band, bucket, key) for band, bucket in buckets(unpacked(row[0]))],
            )
        seen = int(now)
        values = (key, seen, packed(mine))
        self._database.execute("INSERT OR REPLACE INTO signatures VALUES (?, ?, ?)", values)
        self._database.executemany(
            "INSERT OR REPLACE INTO bands VALUES (?, ?, ?, ?)",
            [(band, bucket, key, seen) for band, bucket in buckets(mine)],
        )

    def forget(self, now: float) -> None:
        """Drop what is older than a month."""
        query = "SELECT key, signature FROM signatures WHERE seen < ?"
        for key, data in self._database.execute(query, (int(now - KEEP),)).fetchall():
            self._database.executemany(
                "DELETE FROM bands WHERE band = ? AND bucket = ? AND key = ?",
                [(band, bucket, key) for band, bucket in buckets(unpacked(data))],
            )
            self._database.execute("DELETE FROM signatures WHERE key = ?", (key,))


def buckets(values: tuple[int, ...]) -> list[tuple[int, int]]:
    """Return a signature's bucket in each band; texts that share one may be alike."""
    data = packed(values)
    size = 4 * _ROWS
    pieces = [data[band * size : (band + 1) * size] for band in range(BANDS)]
    digests = [hashlib.blake2b(piece, digest_size=8).digest() for piece in pieces]
    return [(band, int.from_bytes(d, "little", signed=True)) for band, d in enumerate(digests)]
