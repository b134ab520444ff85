"""Content codings undone as the bytes come, with bounds: no chunk larger than asked for.

At most two codings (RFC 9110 8.4), `max_bytes` out, a ratio of 200 once a mebibyte is out; a
decoder that has not reached its end when the body ends means the body was cut.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from typing import Any, Protocol

from newsclean.errors import FetchError, Reason
from newsclean.options import FetchLimits

_CHUNK = 1 << 16
_START = 4096
_SLICE = 4096  # raw bytes weighed at once: a ratio over a whole read would let 12 MiB pass
_ZSTD_SLICE = 64  # a block of 4 bytes can stand for 128 KiB: 64 bytes make 2 MiB at most
_ZSTD_WINDOW = 8 << 20  # RFC 8878 3.1.1.1.2: what a decoder should support at least


class Decoder(Protocol):
    """Undoes one coding; pieces of bounded size."""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Yield decoded pieces; raises the codec's own error."""
        ...

    @property
    def ended(self) -> bool:
        """True once the coding's own end has been read."""
        ...


class _Gzip:
    """RFC 1952, members one after the other; zero padding and junk after the last are dropped."""

    def __init__(self) -> None:
        self._codec = zlib.decompressobj(31)

    def feed(self, data: bytes) -> Iterator[bytes]:
        while data:
            if self._codec.eof:
                if not data.startswith(b"\x1f"):
                    return
                self._codec = zlib.decompressobj(31)
            yield self._codec.decompress(data, _CHUNK)
            data = self._codec.unconsumed_tail or self._codec.unused_data

    @property
    def ended(self) -> bool:
        return self._codec.eof


class _Deflate:
    """RFC 1950, or raw RFC 1951 as some servers send it; told apart by the two header bytes."""

    def __init__(self) -> None:
        self._codec: zlib._Decompress | None = None
        self._start = b""

    def feed(self, data: bytes) -> Iterator[bytes]:
        if self._codec is None:
            self._start += data
            if len(self._start) < 2:
                return
            data = self._start
            wrapped = data[0] & 0x0F == 8 and (data[0] << 8 | data[1]) % 31 == 0
            self._codec = zlib.decompressobj(15 if wrapped else -15)
        piece = b""
        while (data or len(piece) == _CHUNK) and not self._codec.eof:
            piece = self._codec.decompress(data, _CHUNK)
            yield piece
            data = self._codec.unconsumed_tail

    @property
    def ended(self) -> bool:
        return self._codec is not None and self._codec.eof


class _Brotli:
    """RFC 7932."""

    def __init__(self) -> None:
        import brotli  # type: ignore[import-untyped]

        self._codec = brotli.Decompressor()
        self.error: type[Exception] = brotli.error

    def feed(self, data: bytes) -> Iterator[bytes]:
        if self._codec.is_finished():
            return
        piece = self._codec.process(data, output_buffer_limit=_CHUNK)
        yield piece
        while piece and not self._codec.is_finished():  # it may hold more than it says it does
            piece = self._codec.process(b"", output_buffer_limit=_CHUNK)
            yield piece

    @property
    def ended(self) -> bool:
        return bool(self._codec.is_finished())


class _Zstd:
    """RFC 8878, frames one after the other; fed in slices, for the library bounds no output."""

    def __init__(self) -> None:
        self._codec = _zstd_frame()

    def feed(self, data: bytes) -> Iterator[bytes]:
        for start in range(0, len(data), _ZSTD_SLICE):
            left = data[start : start + _ZSTD_SLICE]
            while left:
                if self._codec.eof:
                    if not _zstd_magic(left):
                        return
                    self._codec = _zstd_frame()
                yield self._codec.decompress(left)
                left = self._codec.unused_data if self._codec.eof else b""

    @property
    def ended(self) -> bool:
        return bool(self._codec.eof)


def _zstd_frame() -> Any:
    import zstandard

    return zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW).decompressobj()


def _zstd_magic(data: bytes) -> bool:
    """Say whether another frame, or a skippable one, begins here; padding and junk do not."""
    return data[:1] == b"\x28" or 0x50 <= data[0] <= 0x5F


_CODECS: dict[str, Callable[[], Decoder]] = {
    "gzip": _Gzip,
    "x-gzip": _Gzip,
    "deflate": _Deflate,
    "br": _Brotli,
    "zstd": _Zstd,
}
ACCEPT_ENCODING = "gzip, deflate, br, zstd"


class Body:
    """Collects a response's body: raw bytes in, decoded bytes out, within the limits."""

    def __init__(self, coding: str, max_bytes: int, limits: FetchLimits) -> None:
        self._chain = [_CODECS[name]() for name in reversed(codings(coding, limits))]
        self._max = max_bytes
        self._limits = limits
        self.raw = 0
        self.pieces: list[bytes] = []
        self.size = 0

    def feed(self, data: bytes) -> None:
        """Take raw bytes; FetchError(TOO_LARGE or BAD_CODING)."""
        if not self._chain:
            self._count(data)
            self._keep(data)
            return
        for start in range(0, len(data), _SLICE):
            piece = data[start : start + _SLICE]
            self._count(piece)
            self._decode(piece)

    def _count(self, data: bytes) -> None:
        self.raw += len(data)
        if self.raw > self._max:
            raise FetchError(Reason.TOO_LARGE, f"more than {self._max:,} bytes on the wire")

    def _decode(self, data: bytes) -> None:
        try:
            for piece in self._through(data, 0):
                self._keep(piece)
        except FetchError:
            raise
        except Exception as error:
            raise FetchError(Reason.BAD_CODING, f"the body does not decode: {error}") from error

    def _through(self, data: bytes, stage: int) -> Iterator[bytes]:
        if stage == len(self._chain):
            yield data
            return
        for piece in self._chain[stage].feed(data):
            yield from self._through(piece, stage + 1)

    def _keep(self, piece: bytes) -> None:
        self.size += len(piece)
        if self.size > self._max:
            raise FetchError(Reason.TOO_LARGE, f"more than {self._max:,} bytes when decoded")
        over = self.size > self._limits.ratio_floor
        if over and self.size > self._limits.max_ratio * self.raw:
            detail = f"{self.raw:,} bytes decode to more than {self.size:,}"
            raise FetchError(Reason.TOO_LARGE, detail)
        if piece:
            self.pieces.append(piece)

    @property
    def start(self) -> bytes:
        """The first bytes decoded so far, up to what telling a page from other files takes."""
        return b"".join(self.pieces[:_START])[:_START]

    def finish(self) -> bytes:
        """Return the whole body; FetchError(TRUNCATED) where a decoder waits for more."""
        if self.raw and not all(decoder.ended for decoder in self._chain):
            raise FetchError(Reason.TRUNCATED, f"the coding stops after {self.raw:,} bytes")
        return b"".join(self.pieces)


def codings(header: str, limits: FetchLimits) -> list[str]:
    """Return the codings of a Content-Encoding value in the order they were applied.

    >>> codings("GZIP, identity, br", FetchLimits())
    ['gzip', 'br']
    """
    names = [name.strip().lower() for name in header.split(",")]
    names = [name for name in names if name not in ("", "identity", "none")]
    if len(names) > limits.max_codings:
        raise FetchError(Reason.BAD_CODING, f"{len(names)} codings on one body")
    unknown = [name for name in names if name not in _CODECS]
    if unknown:
        raise FetchError(Reason.BAD_CODING, f"unknown content coding {unknown[0][:40]!r}")
    return names
