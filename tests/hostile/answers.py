"""Answers of a server, byte by byte: the pieces of which hostile and honest ones are made."""

from __future__ import annotations

import asyncio
import gzip
import zlib

import brotli  # type: ignore[import-untyped]
import zstandard

from tests.hostile.server import Call, Script

PAGE = (
    b"<!doctype html><html><head><title>t</title></head><body>"
    + b"".join(b"<p>Paragraph %d of an invented story.</p>" % n for n in range(40))
    + b"</body></html>"
)
CE = "content-encoding: "
CODINGS = ("gzip", "deflate", "br", "zstd")


def raw(*pieces: bytes, close: bool = False, gap: float = 0.0) -> Script:
    """Send bytes as they are."""

    async def script(call: Call) -> None:
        for piece in pieces:
            await call.send(piece)
            if gap:
                await asyncio.sleep(gap)
        if close:
            call.writer.close()

    return script


def answer(body: bytes = PAGE, *lines: str, status: str = "200 OK") -> Script:
    """Send a well-formed answer with a length."""
    head = "".join(f"{line}\r\n" for line in lines)
    size = f"content-length: {len(body)}\r\n"
    return raw(f"HTTP/1.1 {status}\r\n{size}{head}\r\n".encode("latin-1") + body)


def chunked(body: bytes, *lines: str) -> Script:
    """Send a well-formed chunked answer, so that only the coding can tell of a cut."""
    head = "".join(f"{line}\r\n" for line in lines)
    start = f"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n{head}\r\n".encode()
    chunk = b"%x\r\n%s\r\n" % (len(body), body) if body else b""
    return raw(start + chunk + b"0\r\n\r\n")


def forever(start: bytes, piece: bytes, gap: float) -> Script:
    """Send a start and then one piece again and again."""

    async def script(call: Call) -> None:
        await call.send(start)
        while not call.writer.is_closing():
            await call.send(piece)
            await asyncio.sleep(gap)

    return script


def encode(coding: str, body: bytes) -> bytes:
    """Encode a body in one coding."""
    if coding == "gzip":
        return gzip.compress(body, mtime=0)
    if coding == "deflate":
        return zlib.compress(body)
    if coding == "raw deflate":
        codec = zlib.compressobj(wbits=-15)
        return codec.compress(body) + codec.flush()
    if coding == "br":
        return bytes(brotli.compress(body))
    return zstandard.ZstdCompressor().compress(body)
