"""A hostile server: raw sockets on 127.0.0.x, one address a host, whose every answer is a script.

Policy sees public addresses: the injected resolver gives each name one, and the dial map sends
the socket to loopback.
"""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

from newsclean.fetch.client import HttpFetcher, Seams
from newsclean.options import FetchLimits, FetchOptions, Politeness
from newsclean.stages import Clock

Reader = asyncio.StreamReader
Writer = asyncio.StreamWriter
Script = Callable[["Call"], Awaitable[None]]
PUBLIC = "93.184.215."
CLOSED = "93.184.216.1"  # an address where nobody listens


class Call:
    """One request as the server saw it, and the socket to answer on."""

    def __init__(self, head: bytes, writer: Writer) -> None:
        lines = head.decode("latin-1").split("\r\n")
        self.path = lines[0].split(" ")[1] if " " in lines[0] else ""
        self.headers = {
            name.lower(): value.strip()
            for name, _, value in (line.partition(":") for line in lines[1:] if line)
        }
        self.host = self.headers.get("host", "")
        self.writer = writer

    async def send(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()


class HostileServer:
    """Serves scripts by path, in a thread of its own; counts what was asked."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self._tls = tls
        self.scripts: dict[str, Script] = {}
        self.hits: list[tuple[str, str]] = []
        self.calls: list[Call] = []
        self.connections = 0
        self.port = 0
        self.speak: Speech | None = None  # what a connection that chose HTTP/2 is answered by
        self._ready = threading.Event()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        self._thread.start()
        self._ready.wait()

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._stopped.set)
        self._thread.join(5)

    def _run(self) -> None:
        self._loop.run_until_complete(self._main())

    async def _main(self) -> None:
        self._stopped = asyncio.Event()
        server = await asyncio.start_server(self._serve, "0.0.0.0", 0, limit=1 << 18, ssl=self._tls)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stopped.wait()
        server.close()
        for task in asyncio.all_tasks():
            if task is not asyncio.current_task():
                task.cancel()

    async def _serve(self, reader: Reader, writer: Writer) -> None:
        self.connections += 1
        try:
            if self.speak is not None and _speaks_h2(writer):
                await self.speak(self, reader, writer)
                return
            while True:
                start = await reader.readexactly(1)
                if start == b"\x16":  # a TLS handshake; this server speaks none
                    writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                    return
                call = Call(start + await reader.readuntil(b"\r\n\r\n"), writer)
                self.hits.append((call.host, call.path))
                self.calls.append(call)
                script = self.scripts.get(call.path.partition("?")[0])
                if script is None:
                    await call.send(b"HTTP/1.1 404 No\r\ncontent-length: 0\r\n\r\n")
                else:
                    await script(call)
                if writer.is_closing():
                    return
        except (
            OSError,
            asyncio.IncompleteReadError,
            asyncio.LimitOverrunError,
            asyncio.CancelledError,
        ):
            pass  # the client hung up, as it should on a hostile answer
        finally:
            writer.close()


Speech = Callable[[HostileServer, Reader, Writer], Awaitable[None]]


def _speaks_h2(writer: Writer) -> bool:
    tls = writer.get_extra_info("ssl_object")
    return tls is not None and tls.selected_alpn_protocol() == "h2"


class FakeNames:
    """A resolver of tests: names to addresses, each name a public one unless it is told."""

    def __init__(self, names: dict[str, list[str]] | None = None) -> None:
        self.names = names or {}
        self.asked: list[str] = []

    async def __call__(self, host: str, port: int) -> list[str]:
        self.asked.append(host)
        if host in self.names:
            return self.names[host]
        if host.replace(".", "").isdigit() or ":" in host:
            return [host]
        return [PUBLIC + str(sum(host.encode()) % 250 + 1)]

    def close(self) -> None:
        """Nothing is held."""


def fetcher(
    server: HostileServer,
    options: FetchOptions,
    names: FakeNames | None = None,
    clock: Clock | None = None,
    **more: Any,
) -> HttpFetcher:
    """Make a fetcher whose sockets all end at the hostile server; `more` are further seams."""

    def dial(address: str, port: int) -> tuple[str, int]:
        if address == CLOSED:
            return "127.0.0.1", 1
        return "127.0.0." + str(sum(address.encode()) % 250 + 1), server.port

    seams = Seams(resolver=names or FakeNames(), dial=dial, random=lambda: 0.5, **more)
    return HttpFetcher(options, clock, seams)


def quick(
    deadline: float = 20.0, delay: float = 0.0, robots: bool = False, concurrency: int = 16
) -> FetchOptions:
    """Options of tests: no delay, no second tries, and time enough on a busy machine."""
    return FetchOptions(
        deadline=deadline,
        delay=delay,
        concurrency=concurrency,
        max_bytes=2 * 1024 * 1024,
        limits=FetchLimits(rate_grace=60.0),
        politeness=Politeness(
            robots="obey" if robots else "ignore", retries=0, breaker=10_000, robots_deadline=3.0
        ),
    )


@contextmanager
def hostile_server(tls: ssl.SSLContext | None = None) -> Iterator[HostileServer]:
    """Run a hostile server, under TLS where it is given a certificate."""
    server = HostileServer(tls)
    server.start()
    try:
        yield server
    finally:
        server.stop()
