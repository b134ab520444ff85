"""Files of an output with their copies marked, each step without a cluster."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("ray.data", reason="the extra ray is not installed")

import pyarrow.parquet as pq

from newsclean.run.engines.place import Place
from newsclean.run.engines.ray_near import NEEDED, Copies, row_number
from newsclean.run.engines.ray_output import _read, _rewrite
from newsclean.sinks.partitions import Partitions
from tests.sinks.articles import article

NAME = "articles/crawl_date=2026-11-19/language=en/k.parquet"


@pytest.fixture
def output(tmp_path: Path) -> Path:
    out = Partitions(tmp_path, "k", "a.warc.gz")
    for number in range(3):
        out.write(article(number))
    assert out.close() == [NAME]
    return tmp_path


def test_what_is_compared_is_read(output: Path) -> None:
    table = _read({"file": np.array([NAME])}, str(output))
    assert table.column_names == NEEDED
    assert table["record"].to_pylist() == [f"k-{n:07d}" for n in range(3)]


def test_a_file_is_rewritten_where_an_answer_changed_and_only_there(output: Path) -> None:
    place, found = Place(str(output)), Copies({row_number("k-0000001"): "first"})
    before = pq.ParquetFile(output / NAME).read()
    _rewrite(place, NAME, found, "mark")
    after = pq.ParquetFile(output / NAME).read()
    assert after["duplicate_of"].to_pylist() == [None, "first", None]
    assert after.drop_columns("duplicate_of") == before.drop_columns("duplicate_of")
    inode = (output / NAME).stat().st_ino
    _rewrite(place, NAME, found, "mark")
    assert (output / NAME).stat().st_ino == inode
    _rewrite(place, NAME, Copies({}), "mark")
    assert pq.ParquetFile(output / NAME).read() == before
    _rewrite(place, NAME, found, "drop")
    kept = pq.ParquetFile(output / NAME).read()["record"].to_pylist()
    assert kept == ["k-0000000", "k-0000002"]
