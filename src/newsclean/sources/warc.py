"""Web archives (extra `warc`): WARC 1.0 and 1.1, plain or in gzip, zstd or lz4 -> pages.

What is broken costs itself only: reading goes on at the next record that begins soundly. Memory
holds one record of bounded size, however large the file or a record of it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Literal

import msgspec

from newsclean.errors import Reason
from newsclean.options import SourceOptions
from newsclean.records import Rejected, Response
from newsclean.sources.archive import read_path
from newsclean.sources.capture import HEAD_ROOM, Kind, RecordHead, page, rejected, unread
from newsclean.sources.warc_window import Span, Window, ends_well, is_cut, next_record

try:
    from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType
except ImportError as error:
    raise ImportError("to read web archives: pip install 'newsclean[warc]'") from error

Capture = Response | Rejected
_State = Literal["read", "skipped", "damaged"]
WHOLE = Span()

_KINDS: dict[int, Kind] = {
    int(WarcRecordType.response): "response",
    int(WarcRecordType.resource): "resource",
    int(WarcRecordType.conversion): "conversion",
    int(WarcRecordType.revisit): "revisit",
    int(WarcRecordType.continuation): "continuation",
    int(WarcRecordType.warcinfo): "other",
    int(WarcRecordType.request): "other",
    int(WarcRecordType.metadata): "other",
}
_DIGITS = re.compile(r"[0-9]{1,18}")  # e.g. 4096
_ASKED_FOR = "X-Newsclean-Asked-For"  # what the fetcher's archive keeps beside a page


def read_archive(path: Path, name: str, options: SourceOptions) -> Iterator[Capture]:
    """Read the pages of an archive in a file; what cannot be opened is one `Rejected`."""
    return read_path(path, name, options, read_stream)


def read_stream(
    stream: BinaryIO, name: str, options: SourceOptions, span: Span = WHOLE
) -> Iterator[Capture]:
    """Read the pages of an archive in a binary stream that can seek.

    `name` is what places are told by, as `crawl.warc.gz@1234`. A `span` between two records bounds
    what is read. Never raises for what the bytes hold; an OSError of the medium is a `Rejected`.
    """
    try:
        yield from _Reader(Window(stream, span), name, options).captures()
    except OSError as error:
        detail = f"cannot be read on: {error.strerror or error}"
        yield Rejected(url=None, name=name, reason=Reason.UNREADABLE, detail=detail)


class _Held(msgspec.Struct, frozen=True):
    """A record whose end is not known to be sound before the next one begins."""

    at: int
    head: RecordHead
    state: _State
    result: Capture | None


class _Reader:
    """Reads a window record by record, and finds back where it is broken."""

    def __init__(self, window: Window, name: str, options: SourceOptions) -> None:
        self._window = window
        self._name = name
        self._options = options
        self._last: _Held | None = None
        self._error: str | None = None

    def captures(self) -> Iterator[Capture]:
        at: int | None = self._window.start
        if self._window.start >= self._window.end:
            yield self._rejected(Reason.EMPTY, "an empty file")
        counted = False  # whether the break that begins at `at` was told already
        while at is not None and at < self._window.end:
            yield from self._row(at)
            last = self._last
            sound = last is not None and self._sound(last)
            if last is not None and sound and self._error is None:
                if not is_cut(self._window, last.at):
                    yield from _given(last)
                    return
                self._error = "it does not decompress"
            again = at if last is None else last.at
            at = next_record(self._window, again + 1)
            if last is not None or not counted:
                yield from self._broken(again, sound, cut=at is None)
            counted = sound
            if self._window.worn:
                yield self._rejected(Reason.BROKEN_RECORD, f"too many breaks up to byte {again:,}")
                return

    def _row(self, at: int) -> Iterator[Capture]:
        """Yield the results of the records in a row from `at`, but the last one's."""
        self._last = self._error = None
        self._window.seek(at)
        try:
            for record in ArchiveIterator(self._window, parse_http=False, max_header_len=HEAD_ROOM):
                yield from _given(self._last)
                self._last = self._held(record)
                if self._last.state == "damaged":
                    return
        except (OSError, ValueError) as error:
            self._error = str(error) or type(error).__name__

    def _held(self, record: WarcRecord) -> _Held:
        at, head = record.stream_pos, self._head(record)
        if head.length < 0:
            self._error = "it does not say how long it is"
            return _Held(at, head, "damaged", None)
        if head.kind == "other":
            return _Held(at, head, "skipped", None)
        if refused := unread(head, self._options):
            return _Held(at, head, "skipped", refused)
        try:
            block = record.reader.read()
        except OSError as error:
            self._error = str(error)
            return _Held(at, head, "damaged", None)
        state: _State = "read" if len(block) == head.length else "damaged"
        return _Held(at, head, state, page(head, block, self._options))

    def _sound(self, last: _Held) -> bool:
        if last.state == "damaged":
            return False
        return (last.state == "read" and self._error is None) or ends_well(self._window, last.at)

    def _broken(self, at: int, sound: bool, cut: bool) -> Iterator[Capture]:
        """Tell of a break once: of the record at `at`, or of what follows it where it is sound."""
        reason = Reason.TRUNCATED if cut and at > 0 else Reason.BROKEN_RECORD
        last, error = self._last, self._error or "its end is missing"
        if last is None:
            yield self._rejected(reason, f"the record at byte {at:,} cannot be read: {error}")
        elif sound:
            yield from _given(last)
            detail = f"what follows the record at byte {at:,} cannot be read: {error}"
            yield self._rejected(reason, detail)
        elif isinstance(last.result, Rejected):
            yield last.result
        else:
            yield rejected(last.head, reason, f"the record is not whole: {error}")

    def _rejected(self, reason: Reason, detail: str) -> Rejected:
        return Rejected(url=None, name=self._name, reason=reason, detail=detail)

    def _head(self, record: WarcRecord) -> RecordHead:
        get = record.headers.get
        length = get("Content-Length") or ""
        url = (get("WARC-Target-URI") or "").strip("<> ")
        return RecordHead(
            kind=_KINDS.get(int(record.record_type), "unknown"),
            place=f"{self._name}@{record.stream_pos}",
            length=int(length) if _DIGITS.fullmatch(length) else -1,
            url=url or None,
            date=get("WARC-Date"),
            media_type=get("Content-Type") or "",
            payload_type=get("WARC-Identified-Payload-Type") or "",
            asked_for=get(_ASKED_FOR),
            truncated=get("WARC-Truncated"),
            refers_to=get("WARC-Refers-To-Target-URI") or get("WARC-Refers-To"),
            segment=get("WARC-Segment-Number"),
        )


def _given(held: _Held | None) -> Iterator[Capture]:
    if held is not None and held.result is not None:
        yield held.result
