"""Rows of a data set become pages as those of a file do, and keep their names."""

from __future__ import annotations

import pytest

pytest.importorskip("pyarrow", reason="the extra `parquet` is not installed")
import pyarrow as pa

from newsclean.options import Columns
from newsclean.run.engines.rows import Rows, record_of


def test_rows_are_named_by_their_record_or_by_what_they_are() -> None:
    table = pa.table({"html": ["<p>a", "<p>b", None], "record": [b"\xff", None, b"\xfe"]})
    rows = Rows(table, Columns())
    assert [page.body for page in rows.pages] == ["<p>a", "<p>b", b""]
    assert [rows.record(i) for i in range(3)] == ["\\xff", record_of(rows.pages[1]), "\\xfe"]


@pytest.mark.parametrize(
    ("column", "said"),
    [({"body": ["x"]}, "no column 'html'"), ({"html": [[1]]}, "is of type list")],
)
def test_a_data_set_that_holds_no_pages_says_which_column_lacks(
    column: dict[str, list[object]], said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        Rows(pa.table(column), Columns())


def test_columns_that_repeat_values_are_those_values() -> None:
    """A data set keeps its dictionaries, where a file has them for strings alone."""
    times = pa.array([1_795_514_400, 1 << 60], pa.timestamp("s"))  # and in no year there is
    columns = {"html": ["<p>a", ""], "status": [200, 1], "fetched_at": times, "url": ["x", "y"]}
    plain = pa.table(columns)
    coded = pa.table({name: plain[name].combine_chunks().dictionary_encode() for name in columns})
    assert Rows(coded, Columns()).pages == Rows(plain, Columns()).pages
