"""The steps of the shuffle, each without a cluster."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("ray.data", reason="the extra ray is not installed")

import pyarrow as pa

from newsclean.run.engines.ray_near import Copies, _banded, _paired, _sketched
from newsclean.run.near import BANDS
from tests.run.engines.collection import collection


def test_every_pair_that_shares_a_bucket_is_told() -> None:
    articles = pa.Table.from_pylist(collection(200))
    banded = _banded(_sketched(articles), parts=4)
    sketched = _sketched(articles).num_rows
    assert banded.num_rows == sketched * BANDS
    table: dict[int, set[int]] = {}
    for bucket, row in zip(*(banded[c].to_pylist() for c in ("bucket", "row")), strict=True):
        table.setdefault(bucket, set()).add(row)
    pairs = _paired(banded)
    joined = list(zip(*(pairs[c].to_pylist() for c in ("one", "other")), strict=True))
    assert len(joined) == sum(len(rows) - 1 for rows in table.values())
    assert all(any({a, b} <= rows for rows in table.values()) for a, b in joined)
    assert len(joined) > 100


def test_rows_without_a_text_are_not_compared() -> None:
    failed = {**collection(1)[0], "text": None}
    assert _sketched(pa.Table.from_pylist([failed])).num_rows == 0


@pytest.mark.parametrize("found", [{}, {"b": "1", "d": "1"}])
def test_copies_are_marked_or_dropped(found: dict[str, str]) -> None:
    from newsclean.run.engines.ray_near import row_number

    copies = Copies({row_number(record): original for record, original in found.items()})
    table = pa.table(
        {"record": list("abcd"), "duplicate_of": pa.nulls(4, pa.string()), "n": [1] * 4}
    )
    marked = copies.marked(table, "mark")
    assert marked.column_names == table.column_names
    assert marked["duplicate_of"].to_pylist() == [found.get(record) for record in "abcd"]
    kept = copies.marked(table, "drop")["record"].to_pylist()
    assert kept == [record for record in "abcd" if record not in found]
    assert np.array_equal(copies.marked(table.slice(0, 0), "mark").num_rows, 0)
