"""Parquet files of pages (extra `parquet`): a row is a page, of the columns of `Columns`.

Only those columns are read, a few rows at a time. What is broken costs its row group from there on:
reading goes on at the next one.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from newsclean.errors import Reason
from newsclean.options import SourceOptions
from newsclean.records import Rejected, Response
from newsclean.sources.archive import read_path
from newsclean.sources.capture import no_page
from newsclean.sources.page_rows import PageRows, unfit

try:
    import pyarrow as pa
    import pyarrow.parquet as pq
except ImportError as error:
    raise ImportError("Parquet needs the extra: pip install 'newsclean[parquet]'") from error

_MAGIC = b"PAR1"
_LEAST = 12  # bytes: the magic twice, and the length of the footer
_BUFFER = 1 << 20  # of each column, instead of the whole of it in a row group
_ROWS = 64  # at most in memory; a dictionary may make each of them large
_BATCH = 8 << 20  # bytes that are wanted in a batch


def read_archive(path: Path, name: str, options: SourceOptions) -> Iterator[Response | Rejected]:
    """Read the pages of a Parquet file; what cannot be opened is one `Rejected`."""
    return read_path(path, name, options, read_stream)


def read_stream(
    stream: BinaryIO, name: str, options: SourceOptions
) -> Iterator[Response | Rejected]:
    """Read the pages of a Parquet file in a binary stream that can seek.

    Places are told by `name` and the number of the row, from 0, as `pages.parquet@17`. Never raises
    for what the bytes hold; an error of the medium is a `Rejected`.
    """
    reader = _Reader(_Medium(stream), name, options)
    try:
        yield from reader.pages()
    except _Broken as broken:
        yield reader.rejected(broken)


class _Broken(Exception):  # noqa: N818 - told as a `Rejected`
    """What cannot be read, with the error that says why."""

    def __init__(self, what: str, error: Exception, row: int | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.error = error
        self.row = row


class _Medium:
    """A stream that remembers the error of its own, which is none of what the bytes hold."""

    closed = False

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.error: Exception | None = None

    def read(self, size: int = -1) -> bytes:
        """Return up to `size` bytes."""
        try:
            return self._stream.read(size)
        except Exception as error:
            self.error = error
            raise

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go to a place, as files do."""
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        """Return the place in the file."""
        return self._stream.tell()

    def close(self) -> None:
        """Leave the stream to its owner."""


class _Reader:
    """Reads a file row group by row group."""

    def __init__(self, medium: _Medium, name: str, options: SourceOptions) -> None:
        self._medium = medium
        self._name = name
        self._options = options

    def pages(self) -> Iterator[Response | Rejected]:
        """Yield what the rows are; _Broken where nothing more can be read."""
        if refused := self._refused():
            yield refused
            return
        with self._opened() as file:
            schema = self._schema(file)
            if why := unfit(schema, self._options.columns):
                yield self._rejected(Reason.NO_PAGES, why)
            elif not file.metadata.num_row_groups or not file.metadata.num_rows:
                yield self._rejected(Reason.EMPTY, "a Parquet file without rows")
            else:
                wanted = set(msgspec.structs.asdict(self._options.columns).values())
                yield from self._groups(file, [n for n in schema.names if n in wanted])

    def rejected(self, broken: _Broken) -> Rejected:
        """Tell of what cannot be read: of the medium, where that failed, else of the bytes."""
        if self._medium.error is not None:
            error = self._medium.error
            said = getattr(error, "strerror", None) or str(error) or type(error).__name__
            return self._rejected(Reason.UNREADABLE, f"cannot be read on: {said}"[:1000])
        said = str(broken.error) or type(broken.error).__name__
        detail = f"{broken.what} cannot be read: {said}"[:1000]
        return self._rejected(Reason.BROKEN_RECORD, detail, broken.row)

    def _refused(self) -> Rejected | None:
        """Judge a file by its ends: a truncated one has lost the footer, which says all."""
        try:
            size = self._medium.seek(0, 2)
            self._medium.seek(0)
            start = self._medium.read(len(_MAGIC))
            self._medium.seek(max(0, size - len(_MAGIC)))
            end = self._medium.read(len(_MAGIC))
        except Exception as error:
            self._medium.error = error
            raise _Broken("the file", error) from error
        if not size:
            return self._rejected(Reason.EMPTY, "an empty file")
        if start != _MAGIC:
            return self._rejected(Reason.BROKEN_RECORD, "not a Parquet file, or an encrypted one")
        if end != _MAGIC or size < _LEAST:
            return self._rejected(Reason.TRUNCATED, "the file ends before its footer does")
        return None

    def _opened(self) -> pq.ParquetFile:
        try:
            return pq.ParquetFile(self._medium, pre_buffer=False, buffer_size=_BUFFER)
        except Exception as error:  # pyarrow raises what it likes for damaged bytes
            raise _Broken("the footer", error) from error

    def _schema(self, file: pq.ParquetFile) -> pa.Schema:
        try:
            return file.schema_arrow
        except Exception as error:
            raise _Broken("the schema", error) from error

    def _groups(self, file: pq.ParquetFile, wanted: list[str]) -> Iterator[Response | Rejected]:
        first = 0
        for group in range(file.metadata.num_row_groups):
            count = max(0, file.metadata.row_group(group).num_rows)
            try:
                yield from self._group(file, group, range(first, first + count), wanted)
            except _Broken as broken:
                if self._medium.error is not None:
                    raise
                yield self.rejected(broken)
            first += count
        if first != file.metadata.num_rows:
            detail = f"{first:,} rows in its groups, {file.metadata.num_rows:,} by its footer"
            yield self._rejected(Reason.BROKEN_RECORD, detail)

    def _group(
        self, file: pq.ParquetFile, group: int, numbers: range, wanted: list[str]
    ) -> Iterator[Response | Rejected]:
        batches = _batches(file, group, wanted)
        at = numbers.start
        while at < numbers.stop:
            try:
                batch = next(batches, None)
                if batch is None:
                    raise EOFError("there are no more rows")
                rows = PageRows(batch, self._options.columns)
            except Exception as error:
                what = f"row group {group} from row {at:,} to {numbers[-1]:,}"
                raise _Broken(what, error, at) from error
            for i in range(batch.num_rows):
                yield self._row(rows, i, f"{self._name}@{at + i}")
            at += batch.num_rows

    def _row(self, rows: PageRows, i: int, place: str) -> Response | Rejected:
        head, size = rows.head(i, place), rows.sizes[i]
        most = self._options.max_bytes
        if why := no_page(head.status, head.header("content-type") or ""):
            return _row_rejected(head, place, why.reason, why.detail)
        if size is None:
            detail = f"the column {self._options.columns.html!r} is null"
            return _row_rejected(head, place, Reason.EMPTY, detail)
        if size > most:
            return _row_rejected(head, place, Reason.TOO_LARGE, f"more than {most:,} bytes")
        return rows.page(i, place)

    def _rejected(self, reason: Reason, detail: str, row: int | None = None) -> Rejected:
        name = self._name if row is None else f"{self._name}@{row}"
        return Rejected(url=None, name=name, reason=reason, detail=detail)


def _batches(file: pq.ParquetFile, group: int, wanted: list[str]) -> Iterator[pa.RecordBatch]:
    """Yield the rows of a group, as many at a time as its footer lets expect to be small enough."""
    facts = file.metadata.row_group(group)
    each = max(1, facts.total_byte_size // max(1, facts.num_rows))
    count = max(1, min(_ROWS, _BATCH // each))
    yield from file.iter_batches(count, [group], wanted, use_threads=False)


def _row_rejected(head: Response, place: str, reason: Reason, detail: str) -> Rejected:
    return Rejected(
        url=head.url,
        name=head.name,
        reason=reason,
        detail=detail if head.name == place else f"{detail} ({place})",
        http_status=head.status,
        fetched_at=head.fetched_at,
    )
