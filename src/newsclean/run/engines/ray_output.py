"""Near-copies in the output of a job: its Parquet files are read, and those with copies rewritten.

Doing it again gives the same, so a run that was ended in the midst is simply started again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsclean.run.engines.place import Place, Staging
from newsclean.run.engines.ray_near import NEEDED, Copies, Duplicates, find_copies

try:
    import pyarrow.compute as pc
    import pyarrow.parquet as pq
    import ray
    import ray.data
except ImportError as error:
    raise ImportError("clusters need the extra: pip install 'newsclean[ray]'") from error

if TYPE_CHECKING:
    import pyarrow as pa

_MOST_BLOCKS = 10_000


def mark_output(output: str, duplicates: Duplicates, parts: int = 16) -> int:
    """Set `duplicate_of` in all articles of an output folder, or drop the copies; count them."""
    place = Place(output)
    files = place.glob("articles/**/*.parquet")
    if not files:
        return 0
    blocks = min(len(files), _MOST_BLOCKS)
    items = [{"file": name} for name in files]
    rows = ray.data.from_items(items, override_num_blocks=blocks).map_batches(
        _read, batch_size=1, fn_kwargs={"output": output}
    )
    found = find_copies(rows, parts)
    done = ray.data.from_items(items, override_num_blocks=blocks).map_batches(
        _rewritten,
        batch_size=1,
        fn_kwargs={"output": output, "found": ray.put(found), "duplicates": duplicates},
    )
    for _ in done.iter_batches():
        pass
    return len(found)


def _read(batch: dict[str, Any], output: str) -> pa.Table:
    """Return of the articles of a file what is compared."""
    place = Place(output)
    [name] = batch["file"]
    with place.system.open(place.path(str(name)), "rb") as file:
        return pq.read_table(file, columns=NEEDED)


def _rewritten(
    batch: dict[str, Any], output: str, found: ray.ObjectRef, duplicates: Duplicates
) -> dict[str, Any]:
    place, copies = Place(output), ray.get(found)
    for name in batch["file"]:
        _rewrite(place, str(name), copies, duplicates)
    return batch


def _rewrite(place: Place, name: str, found: Copies, duplicates: Duplicates) -> None:
    with place.system.open(place.path(name), "rb") as file:
        table = pq.read_table(file)
    now = found.marked(table, duplicates)
    if now.num_rows == table.num_rows and _same(now, table):
        return
    with Staging(place) as staging:
        draft = staging.folder / "file"
        pq.write_table(now, draft, compression="zstd")
        place.put(draft, name)


def _same(one: pa.Table, other: pa.Table) -> bool:
    column, before = one["duplicate_of"], other["duplicate_of"]
    return bool(pc.all(pc.equal(pc.fill_null(column, ""), pc.fill_null(before, ""))).as_py())
