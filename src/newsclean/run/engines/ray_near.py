"""Near-copies on Ray Data (extra `ray`): bands are shuffled, components joined, copies marked.

    signatures -> bands, shuffled by bucket -> pairs that may be alike -> components (one process)
    -> each component judged in one order, as a crawl judges -> `duplicate_of`

Texts that share no bucket are never compared, here as in a crawl, so that judging the components
apart gives what one machine gives that judges all articles in a row.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import pairwise
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
    found: dict[int, str] = {}
    for batch in judged.iter_batches(batch_format="pyarrow", batch_size=100_000):
        found.update(zip(batch["row"].to_pylist(), batch["original"].to_pylist(), strict=True))
    return Copies(found)


class Copies:
    """The rows that are copies, by number, and the ids of their originals; small when sent."""

    def __init__(self, found: dict[int, str]) -> None:
        self._rows = np.array(sorted(found), dtype=np.int64)
        self._originals = pa.array([found[row] for row in self._rows.tolist()], pa.string())

    def __len__(self) -> int:
        return len(self._originals)

    def of(self, records: list[str]) -> pa.Array:
        """Return for each record the id of its original, null for what is one itself."""
        wanted = np.array([row_number(record) for record in records], dtype=np.int64)
        place, known = _found_in(self._rows, wanted)
        return self._originals.take(pa.array(place, pa.int64(), mask=~known))

    def marked(self, table: pa.Table, duplicates: Duplicates) -> pa.Table:
        """Return a table of articles with `duplicate_of` set, or without the copies."""
        originals = self.of(table["record"].to_pylist())
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


def _found_in(
    known: NDArray[np.int64], wanted: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return where numbers stand in a sorted array, and whether they do."""
    place = np.searchsorted(known, wanted)
    if not len(known):
        return place, np.zeros(len(wanted), dtype=bool)
    place = np.minimum(place, len(known) - 1)
    return place, known[place] == wanted


def _marked(table: pa.Table, found: ray.ObjectRef, duplicates: Duplicates) -> pa.Table:
    copies: Copies = ray.get(found)
    return copies.marked(table, duplicates)


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
    hashes = np.array(places, dtype=np.int64)
    part = (hashes % parts).astype(np.int32)
    return pa.table({"part": part, "bucket": hashes, "row": np.array(rows, dtype=np.int64)})


def _paired(table: pa.Table) -> pa.Table:
    """Return a chain of pairs for each bucket that holds more than one text."""
    bucket, row = table["bucket"].to_numpy(), table["row"].to_numpy()
    order = np.lexsort((row, bucket))
    bucket, row = bucket[order], row[order]
    same = bucket[1:] == bucket[:-1]
    return pa.table({"one": row[:-1][same], "other": row[1:][same]})


def _placed(table: pa.Table, members: ray.ObjectRef, parts: int) -> pa.Table:
    """Keep the texts that are in a component, with its number."""
    known, numbers = ray.get(members)
    place, inside = _found_in(known, table["row"].to_numpy())
    number = numbers[place[inside]]
    kept = table.filter(pa.array(inside)).append_column("component", pa.array(number, pa.int64()))
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
    starts = [i for i in range(len(number)) if i == 0 or number[i] != number[i - 1]]
    for start, end in pairwise([*starts, len(number)]):
        yield table.slice(start, end - start)


def _sketches(group: pa.Table) -> Iterator[Sketch]:
    for row in group.to_pylist():
        yield Sketch(row["row"], row["key"], row["id"], unpacked(row["signature"]))
