"""An HTTP message as archives keep it -> status, headers and the decoded body, within bounds.

Archives are written by many hands: the body may be decoded already although the headers still
speak of its coding, so what they say is believed only where the bytes do not show otherwise.
"""

from __future__ import annotations

import re

import msgspec

from newsclean.decoding import Body
from newsclean.errors import InputError, Reason
from newsclean.options import FetchLimits

_END = re.compile(rb"\r?\n\r?\n")
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? +(\d{3})(?: |\r?\n|$)")  # e.g. HTTP/1.1 200 OK
_FOLD = re.compile(rb"\r?\n[ \t]+")  # a header value continued, RFC 9112 5.2
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,4096})?\r?\n")  # e.g. 1a;name=x
_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,64}<(?:!|\?xml|html|head|body)", re.I)  # <!doctype

Headers = tuple[tuple[str, str], ...]


class Message(msgspec.Struct, frozen=True):
    """A response: status, headers as written, body without transfer and content codings."""

    status: int
    headers: Headers
    body: bytes


def read_message(block: bytes, max_bytes: int, limits: FetchLimits) -> Message:
    """Take an HTTP response apart.

    InputError(BAD_HEADERS) where it is none, TRUNCATED where the body is shorter than it says,
    TOO_LARGE beyond `max_bytes` decoded; FetchError as `Body` raises it for codings.
    """
    status = _STATUS.match(block)
    if status is None:
        raise InputError(Reason.BAD_HEADERS, "this does not begin as an HTTP response does")
    end = _END.search(block, 0, limits.max_header_bytes + 4)
    if end is None:
        raise InputError(Reason.BAD_HEADERS, "the HTTP headers do not end")
    headers = _fields(block[: end.start()])
    if len(headers) > limits.max_header_fields:
        raise InputError(Reason.BAD_HEADERS, f"{len(headers)} HTTP headers")
    body = _decoded(block[end.end() :], headers, max_bytes, limits)
    return Message(int(status[1]), headers, body)


def value_of(headers: Headers, name: str) -> str:
    """Return the last value of a header by its lower-case name, "" where there is none."""
    return next((value for key, value in reversed(headers) if key.lower() == name), "")


def _fields(head: bytes) -> Headers:
    lines = _FOLD.sub(b" ", head).splitlines()[1:]
    pairs = (line.decode("latin-1").partition(":") for line in lines)
    return tuple((key.strip(), value.strip()) for key, colon, value in pairs if colon)


def _decoded(body: bytes, headers: Headers, max_bytes: int, limits: FetchLimits) -> bytes:
    if "chunked" in value_of(headers, "transfer-encoding").lower():
        body = unchunked(body)
    else:
        _check_length(body, value_of(headers, "content-length"))
    coding = value_of(headers, "content-encoding")
    if not coding or _PAGE.match(body):
        coding = ""
    collected = Body(coding, max_bytes, limits)
    collected.feed(body)
    return collected.finish()


def _check_length(body: bytes, told: str) -> None:
    """Refuse a body shorter than told; a longer one was decoded when it was archived."""
    if told.isascii() and told.isdigit() and len(told) < 16 and len(body) < int(told):
        raise InputError(Reason.TRUNCATED, f"{len(body):,} of {int(told):,} bytes")


def unchunked(body: bytes) -> bytes:
    r"""Undo the chunked coding (RFC 9112 7.1); a body that does not begin with a chunk is as is.

    InputError(TRUNCATED) where the last chunk is missing.

    >>> unchunked(b"5\r\nhello\r\n3;x=y\r\n, w\r\n0\r\n\r\n"), unchunked(b"<html>")
    (b'hello, w', b'<html>')
    """
    pieces: list[bytes] = []
    at = 0
    while size := _CHUNK.match(body, at):
        start, length = size.end(), int(size[1], 16)
        if length == 0:
            return b"".join(pieces)
        if start + length > len(body):
            break
        pieces.append(body[start : start + length])
        at = start + length
        at += 2 if body.startswith(b"\r\n", at) else body.startswith(b"\n", at)
    if at == 0 and size is None:
        return body
    raise InputError(Reason.TRUNCATED, f"the chunks stop after {at:,} bytes")
