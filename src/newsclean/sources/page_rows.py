"""Rows of a table -> pages (extra `parquet`): of a Parquet file, and of a data set on an engine."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import msgspec

from newsclean.options import Columns
from newsclean.records import Response

try:
    import pyarrow as pa
    import pyarrow.compute as pc
except ImportError as error:
    raise ImportError("Parquet needs the extra: pip install 'newsclean[parquet]'") from error

_RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z")  # 2026-11-24T10:00:00Z
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICKS = {"s": 1, "ms": 1_000, "us": 1_000_000, "ns": 1_000_000_000}
_NAMED = 12  # columns that a sentence lists
_STRINGS = (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view)
_BINARIES = (
    pa.types.is_binary,
    pa.types.is_large_binary,
    pa.types.is_binary_view,
    pa.types.is_fixed_size_binary,
)


def unfit(schema: pa.Schema, columns: Columns) -> str | None:
    """Say why a table of this schema holds no pages: a column that lacks or is of a wrong type."""
    names = schema.names
    if columns.html not in names:
        there = ", ".join(names[:_NAMED]) + (", …" if len(names) > _NAMED else "")
        return f"there is no column {columns.html!r} with the pages' HTML, only {there or 'none'}"
    for field, column in msgspec.structs.asdict(columns).items():
        if names.count(column) > 1:
            return f"there are {names.count(column)} columns {column!r}"
        if column in names and not _FITS[field](kind := _values_of(schema.field(column).type)):
            return f"the column {column!r} with the {field} is of type {str(kind)[:80]}"
    return None


class PageRows:
    """The pages of a batch of rows whose schema is fit; a body is copied when it is asked for."""

    def __init__(self, table: pa.Table | pa.RecordBatch, columns: Columns) -> None:
        missing = pa.nulls(table.num_rows)

        def column(name: str) -> pa.Array:
            return _plain(table.column(name)) if name in table.schema.names else missing

        self._html = column(columns.html)
        self._is_text = _IS_STRING(_values_of(table.schema.field(columns.html).type))
        self.sizes: list[int | None] = pc.binary_length(self._html).to_pylist()

        def texts(name: str) -> list[str | None]:
            return [_text(value) for value in column(name).to_pylist()]

        self._urls = texts(columns.url)
        self._names = texts(columns.name)
        self._types = texts(columns.content_type)
        self.records = texts(columns.record)
        self._statuses = _statuses(column(columns.status))
        self._times = _times(column(columns.fetched_at))

    def page(self, i: int, place: str | None = None) -> Response:
        """Return the page of a row, called by its place where the row has no name for it."""
        body = self._html[i].as_py()
        if body is None:
            body = b""
        elif self._is_text:
            body = _decoded(body)
        return msgspec.structs.replace(self.head(i, place), body=body)

    def head(self, i: int, place: str | None = None) -> Response:
        """Return the page of a row without its body."""
        kind = self._types[i]
        return Response(
            body=b"",
            url=self._urls[i],
            name=self._names[i] or place,
            status=self._statuses[i],
            headers=(("content-type", kind),) if kind else (),
            fetched_at=self._times[i],
        )


def _plain(column: pa.Array) -> pa.Array:
    """Return a column of which a value can be asked safely: strings as the bytes that they are."""
    kind = _values_of(column.type)
    column = column if kind == column.type else column.cast(kind)
    return column.cast(pa.large_binary()) if _IS_TEXT(kind) else column


def _decoded(data: bytes) -> str | bytes:
    """Decode the body of a column of strings; one that is not UTF-8 is left to the page's rules."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data


def _text(value: object) -> str | None:
    if isinstance(value, bytes):  # what is no UTF-8 stays distinct, as the name of a row must
        return value.decode("utf-8", "backslashreplace") or None
    return None if value is None else str(value)


def _statuses(column: pa.Array) -> list[int | None]:
    """Return statuses of HTTP; pandas makes floats of integers where some are missing."""
    return [
        int(value) if isinstance(value, int | float) and 100 <= value <= 999 else None
        for value in column.to_pylist()
    ]


def _times(column: pa.Array) -> list[str | None]:
    if not pa.types.is_timestamp(column.type):
        return [_time(_text(value)) for value in column.to_pylist()]
    ticks = _TICKS[column.type.unit]
    return [_instant(value, ticks) for value in column.cast(pa.int64()).to_pylist()]


def _time(text: str | None) -> str | None:
    """Return a time as RFC 3339 in UTC, as it was written where it is that; None for no time.

    >>> _time("2026-11-24T10:00:00Z"), _time("2026-11-24 10:00:00+01:00"), _time("Tuesday")
    ('2026-11-24T10:00:00Z', '2026-11-24T09:00:00Z', None)
    """
    if text is None or _RFC_3339.fullmatch(text):
        return text
    try:
        found = datetime.fromisoformat(text)
        return _written(found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC))
    except (ValueError, OverflowError):
        return None


def _instant(value: int | None, ticks: int) -> str | None:
    if value is None:
        return None
    try:
        return _written(_EPOCH + timedelta(microseconds=value * 1_000_000 // ticks))
    except OverflowError:  # in no year that has four digits
        return None


def _written(time: datetime) -> str:
    return time.isoformat().replace("+00:00", "Z")


def _values_of(kind: pa.DataType) -> pa.DataType:
    return kind.value_type if pa.types.is_dictionary(kind) else kind


def _one_of(*tests: Callable[[pa.DataType], bool]) -> Callable[[pa.DataType], bool]:
    return lambda kind: any(test(kind) for test in tests)


_IS_STRING = _one_of(*_STRINGS)
_IS_TEXT = _one_of(*_STRINGS, *_BINARIES, pa.types.is_null)
_FITS = {
    "html": _IS_TEXT,
    "url": _IS_TEXT,
    "name": _one_of(_IS_TEXT, pa.types.is_integer),
    "status": _one_of(pa.types.is_integer, pa.types.is_floating, pa.types.is_null),
    "content_type": _IS_TEXT,
    "fetched_at": _one_of(_IS_TEXT, pa.types.is_timestamp),
    "record": _one_of(_IS_TEXT, pa.types.is_integer),
}
