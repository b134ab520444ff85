"""Rows of a data set -> pages, and results -> rows (extra `parquet`).

A page that failed is a row like any other, with `reason` and `detail`; an article's are null.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from newsclean.options import Columns
from newsclean.records import Article, Response
from newsclean.sinks.parquet import SCHEMA, article_row
from newsclean.sinks.partitions import crawl_date, rejected_row
from newsclean.sources.page_rows import PageRows, unfit
from newsclean.stages import Result

try:
    import pyarrow as pa
except ImportError as error:
    raise ImportError("Parquet needs the extra: pip install 'newsclean[parquet]'") from error

_FAILED = ("name", "reason", "detail")
ROWS = pa.schema(
    [
        ("record", pa.string()),
        ("crawl_date", pa.string()),
        *SCHEMA,
        *((name, pa.string()) for name in _FAILED),
    ]
)


class Rows:
    """The pages of one batch, and the names of their rows."""

    def __init__(self, table: pa.Table, columns: Columns) -> None:
        if why := unfit(table.schema, columns):
            raise ValueError(why)
        rows = PageRows(table, columns)
        self.pages = [rows.page(i) for i in range(table.num_rows)]
        self._records = rows.records

    def table(self, results: Iterable[Result]) -> pa.Table:
        """Return the results, one a page in the order of the pages, as a table of ROWS."""
        rows = [
            {**result_row(result), "record": self.record(i)} for i, result in enumerate(results)
        ]
        return pa.Table.from_pylist(rows, schema=ROWS)

    def record(self, i: int) -> str:
        """Return the name of a row."""
        given = self._records[i]
        return given if given is not None else record_of(self.pages[i])


def record_of(page: Response) -> str:
    """Return a name for a page: a hash of its bytes, address and time."""
    body = page.body.encode("utf-8", "surrogatepass") if isinstance(page.body, str) else page.body
    known = f"{page.url}\0{page.fetched_at}\0".encode("utf-8", "surrogatepass")
    return hashlib.blake2b(known + body, digest_size=12).hexdigest()


def result_row(result: Result) -> dict[str, object]:
    """Return a result as a row of ROWS; a failure's columns of the article are null."""
    row = article_row(result) if isinstance(result, Article) else rejected_row(result)
    return {**row, "crawl_date": crawl_date(result.fetched_at)}
