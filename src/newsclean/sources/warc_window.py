"""A part of an archive file: read within bounds, its record starts found, record ends checked."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO, Protocol

import msgspec

try:
    from fastwarc.stream_io import GzipReader, Lz4Reader, ZstdReader
except ImportError as error:
    raise ImportError("to read web archives: pip install 'newsclean[warc]'") from error

_BLOCK = 1 << 20
_HEAD = 64 * 1024
_SPARE = 64 << 20
_REREADS = 8  # bytes read for each one there is; a file with breaks is read again in parts
_STUMP = 24  # no whole member is as short
_OVERLAP = 64  # no longer sign of a record begins between two blocks
_GZIP, _ZSTD, _LZ4 = b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"\x04\x22\x4d\x18"
_SKIPPABLE = b"\x2a\x4d\x18"  # a zstd frame of other data, which a dictionary stands in
_PLAIN = re.compile(rb"WARC/[01]\.\d{1,2}\r?\n[A-Za-z-]{1,40}:")  # WARC/1.1 ...
_LENGTH = re.compile(rb"\ncontent-length:[ \t]*(\d{1,18})[ \t]*\r?\n", re.I)  # Content-Length: 7


class Span(msgspec.Struct, frozen=True):
    """A part of a file in bytes; `end` is None up to the end of the file."""

    start: int = 0
    end: int | None = None


class Window:
    """A binary stream that ends where its span does; positions are those of the whole file."""

    def __init__(self, stream: BinaryIO, span: Span) -> None:
        self._stream = stream
        size = stream.seek(0, 2)
        self.start = span.start
        self.end = size if span.end is None else min(span.end, size)
        self._budget = _REREADS * max(self.end - self.start, 0) + _SPARE
        self._at = stream.seek(span.start)

    def read(self, size: int = -1) -> bytes:
        """Return up to `size` bytes."""
        left = max(self.end - self._at, 0)
        data = self._stream.read(left if size < 0 else min(size, left))
        self._at += len(data)
        self._budget -= len(data)
        return data

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go to a place, as files do."""
        base = (0, self._at, self.end)[whence]
        self._at = self._stream.seek(base + offset)
        return self._at

    def tell(self) -> int:
        """Return the place in the file."""
        return self._at

    def close(self) -> None:
        """Leave the stream to its owner."""

    @property
    def worn(self) -> bool:
        """True once so much was read again that the breaks of this file cost more than it."""
        return self._budget < 0


class _Readable(Protocol):
    def read(self, size: int = ...) -> bytes: ...


def opened(window: Window, at: int) -> _Readable:
    """Return the decompressed bytes from a place where a record, or a frame of them, begins."""
    window.seek(at)
    kind = _kind(window.read(4))
    window.seek(at)
    reader = _READERS.get(kind)
    return window if reader is None else reader(window)


def next_record(window: Window, after: int) -> int | None:
    """Return the first place at or after `after` where a record can be read from, if any."""
    window.seek(window.start)
    sign = _SIGNS[_kind(window.read(4))]
    for at in _signs(window, after, sign):
        if window.worn:
            return None
        if sign is _PLAIN or _begins_record(window, at):
            return at
    return None


def is_cut(window: Window, at: int) -> bool:
    """Say whether the file ends within a member, though a reader from `at` on met no error.

    FastWARC takes a gzip member for the end of the file that stops before its first bytes come
    out, and one of another coding that stops within its head.
    """
    window.seek(window.start)
    kind = _kind(window.read(4))
    if kind == _GZIP:
        return not _members_end(window, at)
    window.seek(max(at, window.end - _STUMP))
    return kind != b"" and _SIGNS[kind].search(window.read(_STUMP)) is not None


def _members_end(window: Window, at: int) -> bool:
    window.seek(at)
    codec, data = zlib.decompressobj(31), window.read(_BLOCK)
    try:
        while data or codec.unconsumed_tail:
            codec.decompress(codec.unconsumed_tail or data, _BLOCK)
            data = codec.unused_data or (b"" if codec.unconsumed_tail else window.read(_BLOCK))
            if codec.eof and data:
                codec = zlib.decompressobj(31)
    except zlib.error:
        return False
    return codec.eof


def ends_well(window: Window, at: int) -> bool:
    """Say whether the record that begins there is as long as it says: two line ends follow it."""
    try:
        return _ends_well(opened(window, at))
    except OSError:
        return False


def _ends_well(stream: _Readable) -> bool:
    """Read no byte beyond the two line ends: what lies there may not decompress."""
    head = bytearray()
    while not head.endswith(b"\r\n\r\n"):
        byte = stream.read(1)
        if not byte or len(head) > _HEAD:
            return False
        head += byte
    length = _LENGTH.search(head)
    if length is None:
        return False
    left = int(length[1])
    while left > 0:
        piece = stream.read(min(left, _BLOCK))
        if not piece:
            return False
        left -= len(piece)
    return stream.read(4) in (b"\r\n\r\n", b"")  # the end of the file right there does no harm


def _signs(window: Window, after: int, sign: re.Pattern[bytes]) -> Iterator[int]:
    """Yield the places where the bytes of a sign stand."""
    at, last = after, after - 1
    while at < window.end:
        window.seek(at)
        block = window.read(_BLOCK)
        for match in sign.finditer(block):
            if at + match.start() > last:
                last = at + match.start()
                yield last
        if len(block) <= _OVERLAP:
            return
        at += len(block) - _OVERLAP


def _begins_record(window: Window, at: int) -> bool:
    try:
        return opened(window, at).read(5) == b"WARC/"
    except OSError:
        return False


def _kind(magic: bytes) -> bytes:
    if magic.startswith(_GZIP):
        return _GZIP
    if magic == _ZSTD or magic[1:] == _SKIPPABLE:
        return _ZSTD
    return _LZ4 if magic == _LZ4 else b""


_READERS: dict[bytes, Callable[[Window], _Readable]] = {
    _GZIP: GzipReader,
    _ZSTD: ZstdReader,
    _LZ4: Lz4Reader,
}
_SIGNS = {
    _GZIP: re.compile(re.escape(_GZIP)),
    _ZSTD: re.compile(re.escape(_ZSTD)),
    _LZ4: re.compile(re.escape(_LZ4)),
    b"": _PLAIN,
}
