"""Limits on a response's head, kept on the raw bytes before any parser stores them.

64 KiB over all heads of a response, 200 fields, 10 informational responses at most.
"""

from __future__ import annotations

import re

from newsclean.errors import FetchError, Reason
from newsclean.options import FetchLimits

_END = re.compile(rb"\r?\n\r?\n")


class HeadWatch:
    """Counts the bytes, fields and informational responses of one HTTP/1.1 answer."""

    def __init__(self, limits: FetchLimits) -> None:
        self._limits = limits
        self.restart()

    def restart(self) -> None:
        """Forget the last answer: a new request goes out on the same connection."""
        self._buffer = bytearray()
        self._seen = 0
        self._informational = 0
        self._done = False
        self.after = 0  # bytes that came behind the head

    def feed(self, data: bytes) -> None:
        """Look at bytes as they come; FetchError(BAD_HEADERS) over a limit."""
        if self._done:
            self.after += len(data)
            return
        self._buffer += data
        while not self._done and (end := _END.search(self._buffer)):
            head = bytes(self._buffer[: end.end()])
            del self._buffer[: end.end()]
            self._one(head)
        if self._done:
            self.after = len(self._buffer)
            self._buffer.clear()
        else:
            self._bound(self._seen + len(self._buffer))

    def _one(self, head: bytes) -> None:
        self._seen += len(head)
        self._bound(self._seen)
        fields = head.count(b"\n") - 2
        if fields > self._limits.max_header_fields:
            raise FetchError(Reason.BAD_HEADERS, f"{fields} header fields in one response")
        if head[8:10] == b" 1" and not head.startswith(b"HTTP/1.1 101"):
            self._informational += 1
            if self._informational > self._limits.max_informational:
                raise FetchError(Reason.BAD_HEADERS, "too many informational responses")
            return
        self._done = True

    def _bound(self, size: int) -> None:
        if size > self._limits.max_header_bytes:
            raise FetchError(Reason.BAD_HEADERS, f"headers of more than {size - 1:,} bytes")
