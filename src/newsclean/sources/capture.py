"""One record of a web archive (WARC 1.0 and 1.1) -> a page, or the reason why it is none."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from newsclean.errors import NewscleanError, Reason
from newsclean.options import FetchLimits, SourceOptions
from newsclean.records import Form, Rejected, Response
from newsclean.sources.message import read_message, value_of

Kind = Literal["response", "resource", "conversion", "revisit", "continuation", "other", "unknown"]
HEAD_ROOM = 64 * 1024  # bytes of a record beside its page

_LIMITS = FetchLimits(max_header_bytes=HEAD_ROOM)
_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z")  # e.g. 2026-11-24T10:00:00Z
_WEB = re.compile(r"https?://", re.I)
_PAGES = frozenset(
    {
        "",
        "text/html",
        "application/xhtml+xml",
        "application/vnd.wap.xhtml+xml",
        "text/plain",
        "unk",
        "application/octet-stream",
        "no-type",
    }
)


class RecordHead(msgspec.Struct, frozen=True):
    """What a record says of itself; `place` names it to a person: file and offset."""

    kind: Kind
    place: str
    length: int
    url: str | None = None
    date: str | None = None
    media_type: str = ""
    payload_type: str = ""
    asked_for: str | None = None
    truncated: str | None = None
    refers_to: str | None = None
    segment: str | None = None

    @property
    def fetched_at(self) -> str | None:
        """The date where it is one of RFC 3339 in UTC, to the second or finer."""
        return self.date if self.date and _DATE.fullmatch(self.date) else None

    @property
    def name(self) -> str:
        """What the page was called by who asked for it, else its place."""
        return self.asked_for or self.place


def unread(head: RecordHead, options: SourceOptions) -> Rejected | None:
    """Say why a record need not be read, if so: its head alone shows that it gives no page."""
    if head.kind == "unknown":
        return rejected(head, Reason.OTHER_TYPE, "a record of an unknown type")
    if head.kind == "revisit":
        what = head.refers_to or "an earlier capture"
        return rejected(head, Reason.REVISIT, f"the same as {what}, where its bytes are")
    if head.length > options.max_bytes + HEAD_ROOM:
        return rejected(head, Reason.TOO_LARGE, f"a record of {head.length:,} bytes")
    if head.truncated or head.segment:
        why = head.truncated or f"segment {head.segment}"
        return rejected(head, Reason.TRUNCATED, f"archived in part ({why})")
    kind = _type(head.payload_type)
    if kind not in _PAGES:
        return rejected(head, Reason.OTHER_TYPE, kind)
    return _not_http(head) if head.kind == "response" else _not_page(head)


def page(head: RecordHead, block: bytes, options: SourceOptions) -> Response | Rejected:
    """Turn a whole record into a page."""
    if len(block) < head.length:
        detail = f"the record ends after {len(block):,} of {head.length:,} bytes"
        return rejected(head, Reason.TRUNCATED, detail)
    if head.kind != "response":
        return _plain(head, block, options)
    try:
        message = read_message(block, options.max_bytes, _LIMITS)
    except NewscleanError as error:
        return rejected(head, error.reason, error.detail)
    if why := no_page(message.status, value_of(message.headers, "content-type")):
        return rejected(head, why.reason, why.detail, message.status)
    return Response(
        body=message.body,
        url=head.url,
        name=head.name,
        status=message.status,
        headers=message.headers,
        fetched_at=head.fetched_at,
    )


class NoPage(msgspec.Struct, frozen=True):
    """Why an answer of HTTP is no page."""

    reason: Reason
    detail: str


def no_page(status: int | None, content_type: str) -> NoPage | None:
    """Say why an answer is no page, by its status and its type; what is unknown speaks for it."""
    if status not in (None, 200, 203):
        return NoPage(Reason.OTHER_STATUS, f"HTTP {status}")
    kind = _type(content_type)
    return None if kind in _PAGES else NoPage(Reason.OTHER_TYPE, kind)


def rejected(head: RecordHead, reason: Reason, detail: str, status: int | None = None) -> Rejected:
    """Reject a record, naming its place."""
    if head.asked_for:
        detail = f"{detail} ({head.place})"
    return Rejected(
        url=head.url,
        name=head.name,
        reason=reason,
        detail=detail,
        http_status=status,
        fetched_at=head.fetched_at,
    )


def _not_http(head: RecordHead) -> Rejected | None:
    """Say whether a response is of dns:, ftp: or their like; others hold HTTP."""
    if head.url is not None and not _WEB.match(head.url):
        return rejected(head, Reason.NOT_HTTP, f"{head.url[:80]} was not got by HTTP")
    kind = _type(head.media_type)
    if kind not in ("", "application/http"):
        return rejected(head, Reason.NOT_HTTP, f"a response of type {kind}")
    return None


def _not_page(head: RecordHead) -> Rejected | None:
    kind = _type(head.media_type)
    return None if kind in _PAGES else rejected(head, Reason.OTHER_TYPE, kind)


def _plain(head: RecordHead, block: bytes, options: SourceOptions) -> Response | Rejected:
    """Take a resource or a conversion, which has no HTTP head; a conversion is flattened text."""
    if len(block) > options.max_bytes:
        return rejected(head, Reason.TOO_LARGE, f"more than {options.max_bytes:,} bytes")
    form: Form = "text" if head.kind == "conversion" else "auto"
    headers = (("Content-Type", head.media_type),) if head.media_type else ()
    return Response(
        body=block,
        url=head.url,
        name=head.name,
        headers=headers,
        fetched_at=head.fetched_at,
        form=form,
    )


def _type(value: str) -> str:
    """Return a media type without its parameters.

    >>> _type("Text/HTML; charset=utf-8")
    'text/html'
    """
    return value.partition(";")[0].strip().lower()[:80]
