"""A Parquet file grows by row groups and has its name only when it is whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsclean.errors import Reason
from newsclean.records import Rejected
from tests.sinks.articles import article

parquet = pytest.importorskip("pyarrow.parquet", reason="the extra `parquet` is not installed")

from newsclean.sinks.parquet import ParquetFile  # noqa: E402


def test_rows_are_written_by_groups_and_rejections_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    sink = ParquetFile(path)
    for number in range(1_100):
        sink.write(article(number))
        sink.write(Rejected(url=None, reason=Reason.EMPTY, detail="x"))
    assert not path.exists()
    sink.close()
    file = parquet.ParquetFile(path)
    assert [file.metadata.row_group(n).num_rows for n in range(file.num_row_groups)] == [
        512,
        512,
        76,
    ]
    assert file.read().column("id").to_pylist() == [article(n).id for n in range(1_100)]
    assert [p.name for p in tmp_path.iterdir()] == ["a.parquet"]


def test_a_file_without_articles_is_a_table_without_rows(tmp_path: Path) -> None:
    ParquetFile(tmp_path / "a.parquet").close()
    assert parquet.read_table(tmp_path / "a.parquet").num_rows == 0


def test_a_second_writer_is_refused(tmp_path: Path) -> None:
    first = ParquetFile(tmp_path / "a.parquet")
    with pytest.raises(BlockingIOError):
        ParquetFile(tmp_path / "a.parquet")
    first.close()
