"""Rows of a data set -> pages, and results -> rows (extra `parquet`).

A page that failed is a row like any other, with `reason` and `detail`; an article's are null.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import msgspec

from newsclean.records import Article, Response
from newsclean.sinks.parquet import SCHEMA, article_row
from newsclean.sinks.partitions import crawl_date, rejected_row
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


class Columns(msgspec.Struct, frozen=True, kw_only=True):
    """What the columns of a data set of pages are called; all but `html` may be missing.

    `html` is binary (undecoded, the best) or a string; `content_type` is the header, whose charset
    counts; `fetched_at` is RFC 3339 in UTC; `record` names a row and is carried along: it should be
    unique, and is made of the page's bytes, address and time where it is missing.
    """

    html: str = "html"
    url: str = "url"
    name: str = "name"
    status: str = "status"
    content_type: str = "content_type"
    fetched_at: str = "fetched_at"
    record: str = "record"


class Rows:
    """The pages of one batch, and the names of their rows."""

    def __init__(self, table: pa.Table, columns: Columns) -> None:
        if columns.html not in table.column_names:
            raise ValueError(f"there is no column {columns.html!r} with the pages' HTML")
        self._values = {
            field: table.column(column).to_pylist()
            for field, column in msgspec.structs.asdict(columns).items()
            if column in table.column_names
        }
        self._count = table.num_rows
        self.pages = [self._page(i) for i in range(self._count)]

    def table(self, results: Iterable[Result]) -> pa.Table:
        """Return the results, one a page in the order of the pages, as a table of ROWS."""
        rows = [
            {**result_row(result), "record": self._record(i)} for i, result in enumerate(results)
        ]
        return pa.Table.from_pylist(rows, schema=ROWS)

    def _page(self, i: int) -> Response:
        kind = self._value("content_type", i)
        body = self._value("html", i)
        return Response(
            body=body if isinstance(body, bytes | str) else b"",
            url=self._text("url", i),
            name=self._text("name", i),
            status=self._number("status", i),
            headers=(("content-type", str(kind)),) if kind else (),
            fetched_at=self._text("fetched_at", i),
        )

    def _record(self, i: int) -> str:
        given = self._text("record", i)
        return given if given is not None else record_of(self.pages[i])

    def _value(self, field: str, i: int) -> object:
        return self._values[field][i] if field in self._values else None

    def _text(self, field: str, i: int) -> str | None:
        value = self._value(field, i)
        return None if value is None else str(value)

    def _number(self, field: str, i: int) -> int | None:
        value = self._value(field, i)
        return value if isinstance(value, int) else None


def record_of(page: Response) -> str:
    """Return a name for a page: a hash of its bytes, address and time."""
    body = page.body.encode("utf-8", "surrogatepass") if isinstance(page.body, str) else page.body
    known = f"{page.url}\0{page.fetched_at}\0".encode("utf-8", "surrogatepass")
    return hashlib.blake2b(known + body, digest_size=12).hexdigest()


def result_row(result: Result) -> dict[str, object]:
    """Return a result as a row of ROWS; a failure's columns of the article are null."""
    row = article_row(result) if isinstance(result, Article) else rejected_row(result)
    return {**row, "crawl_date": crawl_date(result.fetched_at)}
