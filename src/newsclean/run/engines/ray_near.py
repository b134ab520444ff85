"""Near-copies on Ray Data (extra `ray`): bands are shuffled, components joined, copies marked.

    signatures -> bands, shuffled by bucket -> pairs that may be alike -> components (one process)
    -> each component judged in one order, as a crawl judges -> `duplicate_of`

Texts that share no bucket are never compared, here as in a crawl, so that judging the components
apart gives what one machine gives that judges all articles in a row.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

import numpy as np

from newsclean.run.copies import Sketch, copies
from newsclean.run.engines.components import Components
from newsclean.run.near import buckets, packed, signature, unpacked
from newsclean.run.url_key import url_key

try:
    import pyarrow as pa
    import pyarrow.compute as pc
    import ray
    import ray.data
except ImportError as error:
    raise ImportError("clusters need the extra: pip install 'newsclean[ray]'") from error

if TYPE_CHECKING:
    from numpy.typing import NDArray

Duplicates = Literal["mark", "drop"]
NEEDED = ["record", "id", "url", "canonical_url", "fetched_at", "text"]


def mark_duplicates(
    rows: ray.data.Dataset, duplicates: Duplicates = "mark", parts: int = 16
) -> ray.data.Dataset:
    """Set `duplicate_of` of each row whose text is nearly that of an earlier one, or drop it.

    The rows are articles with the columns of `NEEDED`; `record` names a row and must be unique;
    rows without a `text` stay as they are. Earlier is what was fetched before, and of one moment
    the lesser `record`. The value is the `id` of the original: the row's own where the same
    article was fetched again. The shuffles are cut into `parts`, which bounds their memory.
    """
    found = ray.put(find_copies(rows, parts))
    return rows.map_batches(
        _marked, batch_format="pyarrow", fn_kwargs={"found": found, "duplicates": duplicates}
    )


def find_copies(rows: ray.data.Dataset, parts: int = 16) -> Copies:
    """Find the rows that are copies, and of what."""
    sketches = rows.map_batches(_sketched, batch_format="pyarrow").materialize()
    pairs = (
        sketches.map_batches(_banded, batch_format="pyarrow", fn_kwargs={"parts": parts})
        .groupby("part", num_partitions=parts)
        .map_groups(_paired, batch_format="pyarrow")
    )
    components = Components()
    for batch in pairs.iter_batches(batch_format="numpy", batch_size=100_000):
        components.join(batch["one"], batch["other"])
    members = ray.put(components.members())
    judged = (
        sketches.map_batches(
            _placed, batch_format="pyarrow", fn_kwargs={"members": members, "parts": parts}
        )
        .groupby("part", num_partitions=parts)
        .map_groups(_judged, batch_format="pyarrow")
    )
    found = {}
    for batch in judged.iter_batches(batch_format="pyarrow", batch_size=100_000):
        found.update(zip(batch["row"].to_pylist(), batch["original"].to_pylist(), strict=True))
    return Copies(found)


class Copies:
    """The rows that are copies, by number, and the ids of their originals; small when sent."""

    def __init__(self, found: dict[int, str]) -> None:
        self._rows = np.array(sorted(found), dtype=np.int64)
        self._originals = [found[row] for row in self._rows.tolist()]

    def __len__(self) -> int:
        return len(self._originals)

    def of(self, records: list[str]) -> list[str | None]:
        """Return for each record the id of its original, None for what is one itself."""
        wanted = np.array([row_number(record) for record in records], dtype=np.int64)
        place = np.searchsorted(self._rows, wanted)
        return [
            self._originals[i] if i < len(self) and self._rows[i] == row else None
            for i, row in zip(place.tolist(), wanted.tolist(), strict=True)
        ]

    def marked(self, table: pa.Table, duplicates: Duplicates) -> pa.Table:
        """Return a table of articles with `duplicate_of` set, or without the copies."""
        originals = pa.array(self.of(table["record"].to_pylist()), pa.string())
        if duplicates == "drop":
            return table.filter(pc.is_null(originals))
        if "duplicate_of" in table.column_names:
            place = table.column_names.index("duplicate_of")
            return table.set_column(place, "duplicate_of", originals)
        return table.append_column("duplicate_of", originals)


def row_number(record: str) -> int:
    """Return a 63-bit number for the name of a row."""
    digest = hashlib.blake2b(record.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1


def sketch_key(canonical_url: str | None, url: str | None, identity: str) -> str:
    """Return the key of an article, the same as a crawl's."""
    return url_key(canonical_url or url or identity)


def _marked(table: pa.Table, found: Copies, duplicates: Duplicates) -> pa.Table:
    return found.marked(table, duplicates)


_SKETCH = pa.schema(
    [
        ("row", pa.int64()),
        ("time", pa.string()),
        *((name, pa.string()) for name in ("record", "key", "id")),
        ("signature", pa.binary()),
    ]
)


def _sketched(table: pa.Table) -> pa.Table:
    """Sign the texts; those too short to compare, and rows without one, are left out."""
    rows = []
    for row in table.select(NEEDED).to_pylist():
        signed = signature(row["text"]) if row["text"] else None
        if signed is None:
            continue
        rows.append(
            {
                "row": row_number(row["record"]),
                "time": row["fetched_at"] or "",
                "record": row["record"],
                "key": sketch_key(row["canonical_url"], row["url"], row["id"]),
                "id": row["id"],
                "signature": packed(signed),
            }
        )
    return pa.Table.from_pylist(rows, schema=_SKETCH)


def _banded(table: pa.Table, parts: int) -> pa.Table:
    """Return a row for each band of each text: its bucket, and the part of the shuffle."""
    rows, places = [], []
    for row, data in zip(table["row"].to_pylist(), table["signature"].to_pylist(), strict=True):
        for band, bucket in buckets(unpacked(data)):
            rows.append(row)
            places.append(bucket ^ band)  # 64 bits of hash: bands need not be told apart
    bucket = np.array(places, dtype=np.int64)
    return pa.table(
        {"part": (bucket % parts).astype(np.int32), "bucket": bucket, "row": np.array(rows, int)}
    )


def _paired(table: pa.Table) -> pa.Table:
    """Return a chain of pairs for each bucket that holds more than one text."""
    bucket, row = table["bucket"].to_numpy(), table["row"].to_numpy()
    order = np.lexsort((row, bucket))
    bucket, row = bucket[order], row[order]
    same = bucket[1:] == bucket[:-1]
    return pa.table({"one": row[:-1][same], "other": row[1:][same]})


def _placed(
    table: pa.Table, members: tuple[NDArray[np.int64], NDArray[np.int64]], parts: int
) -> pa.Table:
    """Keep the texts that are in a component, with its number."""
    known, numbers = members
    row = table["row"].to_numpy()
    place = np.minimum(np.searchsorted(known, row), max(len(known) - 1, 0))
    inside = known[place] == row if len(known) else np.zeros(len(row), dtype=bool)
    number = numbers[place[inside]] if len(known) else np.zeros(0, dtype=np.int64)
    kept = table.filter(pa.array(inside))
    kept = kept.append_column("component", pa.array(number, pa.int64()))
    return kept.append_column("part", pa.array((number % parts).astype(np.int32)))


def _judged(table: pa.Table) -> pa.Table:
    """Judge each component of a part, and return the copies."""
    found: dict[int, str] = {}
    for group in _groups(table):
        found.update(copies(_sketches(group)))
    rows = pa.array(list(found), pa.int64())
    return pa.table({"row": rows, "original": pa.array(list(found.values()), pa.string())})


def _groups(table: pa.Table) -> Iterator[pa.Table]:
    table = table.sort_by([(name, "ascending") for name in ("component", "time", "record")])
    number = table["component"].to_numpy()
    starts = np.flatnonzero(np.append(True, number[1:] != number[:-1])) if len(number) else []
    for start, end in zip(starts, [*starts[1:], len(number)], strict=True):
        yield table.slice(int(start), int(end - start))


def _sketches(group: pa.Table) -> Iterator[Sketch]:
    for row in group.to_pylist():
        yield Sketch(row["row"], row["key"], row["id"], unpacked(row["signature"]))
