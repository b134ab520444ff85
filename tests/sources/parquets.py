"""Parquet files of pages, for tests of whatever reads them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.command import PAGE


def write_pages(path: Path, first: int, count: int, **more: object) -> Path:
    """Write articles whose texts differ, a row each, at http://a.example/NUMBER."""
    numbers = range(first, first + count)
    htmls = [PAGE.replace("eastern", f"{n}th").encode() for n in numbers]
    return write_table(
        path, {"html": htmls, "url": [f"http://a.example/{n}" for n in numbers], **more}
    )


def write_table(path: Path, columns: Mapping[str, object]) -> Path:
    """Write these columns."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.table(dict(columns)), path)
    return path
