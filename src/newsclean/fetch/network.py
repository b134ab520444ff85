"""The guard: a network backend that resolves once, judges every answer, dials that very address.

Nothing above it can dial elsewhere: SNI and Host keep the name, the socket goes to the checked
address, so a second answer of the resolver (DNS rebinding) is never asked for.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol

import httpcore

from newsclean.errors import FetchError, Reason
from newsclean.fetch.address import AllowList, refused
from newsclean.fetch.head import HeadWatch
from newsclean.fetch.pipe import Pipe
from newsclean.options import FetchLimits
from newsclean.stages import Clock

Dial = Callable[[str, int], tuple[str, int]]
_DNS_SECONDS = 60.0  # getaddrinfo tells no TTL; a minute is under most
_DNS_NAMES = 10_000
_ADDRESSES = 4
_CONNECT_SECONDS = 5.0  # for an address that has another behind it


class Resolver(Protocol):
    """Turns a host name into addresses; a seam for tests and for other resolvers."""

    async def __call__(self, host: str, port: int) -> list[str]:
        """Return all addresses of a host; OSError where there are none."""
        ...

    def close(self) -> None:
        """Let go of what it holds."""
        ...


class SystemResolver:
    """getaddrinfo in threads of its own, so that a hanging name blocks no page."""

    def __init__(self, threads: int = 32) -> None:
        self._pool = ThreadPoolExecutor(
            min(max(threads, 8), 128), thread_name_prefix="newsclean-dns"
        )

    async def __call__(self, host: str, port: int) -> list[str]:
        """Return all addresses of a host; OSError where there are none."""
        loop = asyncio.get_running_loop()
        answers = await loop.run_in_executor(self._pool, _lookup, host, port)
        return list(dict.fromkeys(str(answer[4][0]) for answer in answers))

    def close(self) -> None:
        """Let go of the threads without waiting for one that hangs."""
        self._pool.shutdown(wait=False, cancel_futures=True)


def _lookup(host: str, port: int) -> list[Any]:
    return list(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))


class Gate:
    """Resolves and judges a host: the one place that says where a socket may go."""

    def __init__(self, resolver: Resolver, allow: AllowList, clock: Clock) -> None:
        self._resolver = resolver
        self._allow = allow
        self._clock = clock
        self._cache: dict[str, tuple[float, list[str]]] = {}

    async def addresses(self, host: str, port: int) -> list[str]:
        """Return addresses that may be dialled; FetchError(DNS or REFUSED_ADDRESS) else."""
        found = await self._resolve(host, port)
        bad = refused(host, found, self._allow)
        if bad is not None:
            detail = f"{host} resolves to {bad}, which is not a public address"
            raise FetchError(Reason.REFUSED_ADDRESS, detail)
        return found

    async def _resolve(self, host: str, port: int) -> list[str]:
        known = self._cache.get(host)
        if known and known[0] > self._clock.monotonic():
            return known[1]
        try:
            found = await self._resolver(host, port)
        except (OSError, UnicodeError) as error:
            raise FetchError(Reason.DNS, f"{host} does not resolve: {error}") from error
        if not found:
            raise FetchError(Reason.DNS, f"{host} has no address")
        if len(self._cache) >= _DNS_NAMES:
            self._cache.clear()
        self._cache[host] = (self._clock.monotonic() + _DNS_SECONDS, found)
        return found


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """httpcore's network over asyncio streams, behind the gate."""

    def __init__(self, gate: Gate, limits: FetchLimits, dial: Dial | None = None) -> None:
        self._gate = gate
        self._limits = limits
        self._dial = dial or _straight

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Open a connection to the first checked address that answers."""
        failure: OSError | None = None
        addresses = (await self._gate.addresses(host, port))[:_ADDRESSES]
        for number, address in enumerate(addresses, 1):
            last = number == len(addresses)
            try:
                async with asyncio.timeout(None if last else _CONNECT_SECONDS):
                    pipe = await self._open(*self._dial(address, port))
            except OSError as error:  # among them TimeoutError: the next address may answer
                failure = error
                continue
            return GuardedStream(pipe, HeadWatch(self._limits))
        raise FetchError(Reason.CONNECT, f"{host}:{port} cannot be reached: {failure}")

    async def _open(self, address: str, port: int) -> Pipe:
        loop = asyncio.get_running_loop()
        _, pipe = await loop.create_connection(Pipe, address, port)
        return pipe

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Refuse: no page lives on a local socket."""
        raise FetchError(Reason.REFUSED_ADDRESS, "local sockets are not dialled")

    async def sleep(self, seconds: float) -> None:
        """Wait, as httpcore asks between its own retries (which are off)."""
        await asyncio.sleep(seconds)


def _straight(address: str, port: int) -> tuple[str, int]:
    return address, port


class GuardedStream(httpcore.AsyncNetworkStream):
    """One connection; every read passes the head watch, and what is held is bounded."""

    def __init__(self, pipe: Pipe, watch: HeadWatch | None) -> None:
        self._pipe = pipe
        self._watch = watch
        self._last = b""
        self._spoiled = False

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Return what has come, b"" at the end."""
        try:
            data = await self._pipe.read(max_bytes)
        except OSError as error:
            raise httpcore.ReadError(str(error)) from error
        if self._watch:
            self._watch.feed(data)
            self._last = data
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send bytes; a request starts a new head."""
        if self._watch:
            self._watch.restart()
        try:
            await self._pipe.write(buffer)
        except OSError as error:
            raise httpcore.WriteError(str(error)) from error

    def settle(self, length: int | None) -> None:
        """Hear that a body is whole, of `length` raw bytes where that was declared.

        A server that sent more would have the rest read as the answer to the next request: such
        a connection is not used again.
        """
        if self._watch is None:
            return
        if length is None:
            self._spoiled = not self._last.endswith(b"\r\n\r\n")
        else:
            self._spoiled = self._watch.after != length

    async def aclose(self) -> None:
        """Close at once; a hostile peer is not waited for."""
        self._pipe.abort()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Speak TLS with the name of the URL; FetchError(TLS) with the cause."""
        try:
            await self._pipe.start_tls(ssl_context, server_hostname)
        except (ssl.SSLError, ssl.CertificateError) as error:
            raise FetchError(Reason.TLS, f"{server_hostname}: {error}") from error
        except OSError as error:
            detail = f"{server_hostname} closed the connection in the TLS handshake: {error}"
            raise FetchError(Reason.TLS, detail) from error
        if self.get_extra_info("ssl_object").selected_alpn_protocol() == "h2":
            return GuardedStream(self._pipe, None)  # h2 bounds its own headers
        return self

    def get_extra_info(self, info: str) -> Any:
        """Tell httpcore of the TLS session, and whether an idle connection may be used again."""
        if info == "is_readable":
            return self._spoiled or self._pipe.stirred
        return self._pipe.info(info)
