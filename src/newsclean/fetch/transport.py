"""httpx's seam for the connection pool: what passes between httpx and httpcore, and how many keep.

Nothing but a pool behind the guard is ever opened, to the servers themselves or to one proxy.
"""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator

import httpcore
import httpx

from newsclean.fetch.network import GuardedBackend
from newsclean.options import FetchOptions


class Transport(httpx.AsyncBaseTransport):
    """A pool as httpx wants it; errors of httpcore pass as they are."""

    def __init__(self, pool: httpcore.AsyncConnectionPool) -> None:
        self._pool = pool

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; the answer comes with its head read and its body still to come."""
        url = request.url
        answer = await self._pool.handle_async_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
                ),
                headers=request.headers.raw,
                extensions=request.extensions,
            )
        )
        return _without_location(answer)

    async def aclose(self) -> None:
        """Close all connections."""
        await self._pool.aclose()


def _without_location(answer: httpcore.Response) -> httpx.Response:
    """Put Location aside: httpx would parse it, and fail on it, even where it is not to follow."""
    places = [value for name, value in answer.headers if name.lower() == b"location"]
    headers = [pair for pair in answer.headers if pair[0].lower() != b"location"]
    return httpx.Response(
        answer.status,
        headers=headers,
        stream=_Stream(answer),
        extensions={
            "location": places[-1].decode("latin-1") if places else None,
            "network_stream": answer.extensions.get("network_stream"),
        },
    )


class _Stream(httpx.AsyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for piece in self._answer.aiter_stream():
            yield piece

    async def aclose(self) -> None:
        await self._answer.aclose()


def open_pool(
    options: FetchOptions, backend: GuardedBackend, tls: ssl.SSLContext
) -> httpcore.AsyncConnectionPool:
    """Make the pool of connections, HTTP/2 where the server speaks it."""
    size = max(2 * options.concurrency, 10)
    if options.proxy:
        proxy = httpx.Proxy(options.proxy)
        return httpcore.AsyncHTTPProxy(
            str(proxy.url),
            proxy_auth=proxy.raw_auth,
            ssl_context=tls,
            max_connections=size,
            keepalive_expiry=30.0,
            http2=True,
            network_backend=backend,
        )
    return httpcore.AsyncConnectionPool(
        ssl_context=tls,
        max_connections=size,
        max_keepalive_connections=size,
        keepalive_expiry=30.0,
        http2=True,
        network_backend=backend,
    )
