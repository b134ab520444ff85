"""Web archives made byte by byte, for tests that break them."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable, Iterable

import zstandard
from fastwarc.stream_io import Lz4Writer

from newsclean.errors import Reason
from newsclean.options import SourceOptions
from newsclean.records import Rejected, Response
from newsclean.sources.warc import read_stream
from newsclean.stages import Found

HTTP = "application/http; msgtype=response"
Codec = Callable[[bytes], bytes]


def http(body: bytes, *lines: str, status: str = "200 OK") -> bytes:
    """Make an HTTP response."""
    head = "\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""])
    return head.encode("latin-1") + body


def html(number: int) -> bytes:
    return b"<html><p>page %d" % number + b" words" * 20


def record(
    number: int,
    block: bytes | None = None,
    *fields: str,
    kind: str = "response",
    media_type: str = HTTP,
    length: object = None,
    url: str | None = None,
) -> bytes:
    """Make one record, in the plain; by default an HTML page at http://a.example/NUMBER."""
    if block is None:
        block = http(html(number), "Content-Type: text/html")
    lines = [
        "WARC/1.1",
        f"WARC-Type: {kind}",
        f"WARC-Record-ID: <urn:uuid:{number}>",
        f"WARC-Target-URI: {url or f'http://a.example/{number}'}",
        "WARC-Date: 2026-11-24T10:00:00Z",
        f"Content-Type: {media_type}",
        *fields,
        f"Content-Length: {len(block) if length is None else length}",
    ]
    return "\r\n".join([*lines, "", ""]).encode() + block + b"\r\n\r\n"


def lz4(data: bytes) -> bytes:
    out = io.BytesIO()
    writer = Lz4Writer(out)
    writer.write(data)
    writer.close()
    return out.getvalue()


CODECS: dict[str, Codec] = {
    "": bytes,
    ".gz": gzip.compress,
    ".zst": zstandard.ZstdCompressor().compress,
    ".lz4": lz4,
}


def read(data: bytes, options: SourceOptions | None = None) -> list[Response | Rejected]:
    """Read an archive that is named `x`."""
    return list(read_stream(io.BytesIO(data), "x", options or SourceOptions()))


def pages(found: Iterable[Found]) -> list[int]:
    """Return the numbers of the pages that came through, from their addresses."""
    return [int((f.url or "").rpartition("/")[2]) for f in found if isinstance(f, Response)]


def reasons(found: Iterable[Found]) -> list[Reason]:
    return [item.reason for item in found if isinstance(item, Rejected)]
