"""Bytes of one connection: an asyncio protocol with a bounded buffer, in the clear or under TLS."""

from __future__ import annotations

import asyncio
import ssl
from collections import deque
from typing import Any

_FULL = 512 * 1024  # bytes held before the peer must wait
_ROOM = 128 * 1024


class Pipe(asyncio.Protocol):
    """Reads and writes one socket; the peer is paused while nobody reads."""

    def __init__(self) -> None:
        self._pieces: deque[bytes] = deque()
        self._held = 0
        self._ended = False
        self._failure: Exception | None = None
        self._waiter: asyncio.Future[None] | None = None
        self._paused = False
        self._writable = asyncio.Event()
        self._writable.set()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the transport, or the one of TLS in its place."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        """Hold what has come, and the peer back when it is much."""
        self._pieces.append(data)
        self._held += len(data)
        if self._held > _FULL and not self._paused:
            self._paused = True
            self.transport.pause_reading()
        self._wake()

    def eof_received(self) -> None:
        """Note that no more will come; the transport closes itself."""
        self._ended = True
        self._wake()

    def connection_lost(self, exc: Exception | None) -> None:
        """Note the end and its cause."""
        self._ended = True
        self._failure = exc
        self._writable.set()
        self._wake()

    def pause_writing(self) -> None:
        """Let writers wait."""
        self._writable.clear()

    def resume_writing(self) -> None:
        """Let writers go on."""
        self._writable.set()

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    async def read(self, most: int) -> bytes:
        """Return what has come, b"" at the end; OSError where the connection broke."""
        while not self._pieces:
            if self._ended:
                if self._failure:
                    raise self._failure
                return b""
            self._waiter = asyncio.get_running_loop().create_future()
            await self._waiter
        return self._take(most)

    def _take(self, most: int) -> bytes:
        data = self._pieces.popleft()
        if len(data) > most:
            self._pieces.appendleft(data[most:])
            data = data[:most]
        self._held -= len(data)
        if self._paused and self._held < _ROOM:
            self._paused = False
            self.transport.resume_reading()
        return data

    async def write(self, data: bytes) -> None:
        """Send bytes; OSError where the connection is gone."""
        if self._ended and self._failure:
            raise self._failure
        self.transport.write(data)
        await self._writable.wait()

    async def start_tls(self, context: ssl.SSLContext, name: str | None) -> None:
        """Speak TLS from here on; ssl.SSLError or OSError where the handshake fails."""
        if self._ended or self._pieces:
            raise ConnectionResetError("the peer spoke or left before the TLS handshake")
        loop = asyncio.get_running_loop()
        transport = await loop.start_tls(self.transport, self, context, server_hostname=name)
        if transport is None:
            raise ConnectionResetError("the peer left in the TLS handshake")
        self.transport = transport

    @property
    def stirred(self) -> bool:
        """True where an idle connection is of no use: closed, or bytes came that nobody asked."""
        return self._ended or bool(self._pieces) or self.transport.is_closing()

    def info(self, name: str) -> Any:
        """Return what the transport knows: its TLS session, its addresses."""
        return self.transport.get_extra_info(name)

    def abort(self) -> None:
        """Close at once; a hostile peer is not waited for."""
        self.transport.abort()
