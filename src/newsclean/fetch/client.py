"""One httpx client behind the guard: an address in, the bytes of one answer out, within limits.

No header but the user agent and the accept lines is ever sent, so nothing can cross an origin;
cookies are dropped; the environment (proxies, .netrc) is not looked at.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import random
import re
import ssl
from collections.abc import AsyncIterator, Callable, Generator, Iterable
from contextlib import aclosing, closing
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpcore
import httpx
import msgspec
from h2.exceptions import InvalidBodyLengthError

from newsclean.binary import not_text
from newsclean.errors import FetchError, Reason
from newsclean.fetch.address import AllowList
from newsclean.fetch.answer import Answer, Asked
from newsclean.fetch.clock import SystemClock
from newsclean.fetch.decoding import ACCEPT_ENCODING, Body
from newsclean.fetch.engine import Engine
from newsclean.fetch.hosts import Hosts
from newsclean.fetch.network import (
    Dial,
    Gate,
    GuardedBackend,
    GuardedStream,
    Resolver,
    SystemResolver,
)
from newsclean.fetch.outcome import REDIRECTS, not_a_page, status_outcome
from newsclean.fetch.visit import PageMemory, Visitor
from newsclean.options import FetchOptions
from newsclean.records import Rejected, Response, Target
from newsclean.stages import Clock

if TYPE_CHECKING:
    from newsclean.fetch.archive import Archive

_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5"
_MAX_URL = 8192
_SMALL = 16 * 1024  # a body read away to keep its connection
_DRAIN_SECONDS = 0.25
_ENOUGH = 512  # bytes that tell a page from other files
_HOST = re.compile(r"[^\s%<>\[\]\\^`{}|\x00-\x20\x7f]{1,253}")
_DEFAULTS = FetchOptions()
_log = logging.getLogger("newsclean.fetch")
_WINDOW = 64  # targets looked ahead for each open request, to find other hosts


class _Transport(httpx.AsyncBaseTransport):
    """httpx's seam for the connection pool; errors of httpcore pass as they are."""

    def __init__(self, pool: httpcore.AsyncConnectionPool) -> None:
        self._pool = pool

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
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


class Seams(msgspec.Struct, frozen=True):
    """What tests and unusual set-ups replace: resolver, dialling, trust, chance, page memory."""

    resolver: Resolver | None = None
    dial: Dial | None = None
    tls: ssl.SSLContext | None = None
    random: Callable[[], float] = random.random
    pages: PageMemory | None = None


_REAL = Seams()


class Client:
    """Asks one URL at a time; every failure is a FetchError with its Reason."""

    def __init__(
        self,
        options: FetchOptions,
        clock: Clock,
        resolver: Resolver,
        dial: Dial | None,
        tls: ssl.SSLContext,
    ) -> None:
        self._options = options
        self._clock = clock
        self._resolver = resolver
        self.gate = Gate(resolver, AllowList(options.allow_hosts), clock)
        backend = GuardedBackend(self._way_out(), options.limits, dial)
        pool = _pool(options, backend, tls)
        self._http = httpx.AsyncClient(
            transport=_Transport(pool),
            timeout=None,  # noqa: S113 - a total deadline stands over every visit
            trust_env=False,
        )
        self._http.headers = httpx.Headers(
            {
                "user-agent": options.user_agent,
                "accept": _ACCEPT,
                "accept-encoding": ACCEPT_ENCODING,
            }
        )

    def _way_out(self) -> Gate:
        """Return the gate of sockets: behind a proxy all of them go to the proxy."""
        if not self._options.proxy:
            return self.gate
        allow = AllowList([urlsplit(self._options.proxy).hostname or ""])
        return Gate(self._resolver, allow, self._clock)

    async def ask(self, url: str, asked: Asked) -> Answer:
        """Fetch one hop; a 3xx is not read, a page is read within the limits."""
        try:
            return await self._ask(checked_url(url), asked)
        except httpcore.RemoteProtocolError as error:
            raise FetchError(Reason.PROTOCOL, f"{error}") from error
        except (httpcore.LocalProtocolError, httpx.LocalProtocolError, ValueError) as error:
            if error.args and isinstance(error.args[0], InvalidBodyLengthError):
                raise FetchError(Reason.TRUNCATED, f"{error}") from error
            raise FetchError(Reason.PROTOCOL, f"the answer breaks HTTP: {error}") from error
        except httpcore.ProxyError as error:
            raise FetchError(Reason.CONNECT, f"the proxy refuses: {error}") from error
        except (httpcore.NetworkError, httpcore.TimeoutException, OSError) as error:
            raise FetchError(Reason.CONNECT, f"the connection broke: {error}") from error

    async def _ask(self, url: httpx.URL, asked: Asked) -> Answer:
        if self._options.proxy:
            await self._judge_before_proxy(url)
        request = self._http.build_request("GET", url, headers=list(asked.validators))
        response = await self._http.send(
            request, stream=True, auth=_no_auth, follow_redirects=False
        )
        try:
            return await self._read(str(url), response, asked)
        finally:
            self._http.cookies.clear()
            await response.aclose()

    async def _judge_before_proxy(self, url: httpx.URL) -> None:
        """Refuse what resolves to a private place here; what does not resolve, the proxy may."""
        try:
            await self.gate.addresses(url.host, url.port or 443)
        except FetchError as error:
            if error.reason is not Reason.DNS:
                raise

    async def _read(self, url: str, response: httpx.Response, asked: Asked) -> Answer:
        headers = tuple(
            (name.decode("latin-1").lower(), value.decode("latin-1"))
            for name, value in response.headers.raw
        )
        if len(headers) > self._options.limits.max_header_fields:
            raise FetchError(Reason.BAD_HEADERS, f"{len(headers)} header fields in one response")
        status = response.status_code
        answer = Answer(url, status, headers)
        if status in REDIRECTS and (location := response.extensions["location"]):
            await _drain(response, answer)
            return msgspec.structs.replace(answer, location=location)
        failure = status_outcome(status, dict(headers)) or _wrong_kind(answer, asked)
        rules = asked.accept == "robots" and status < 300 and status not in (204, 205)
        if failure and not rules:
            await _drain(response, answer)
            return msgspec.structs.replace(answer, failure=failure)
        body = await self._body(response, answer, asked)
        return msgspec.structs.replace(answer, body=body)

    async def _body(self, response: httpx.Response, answer: Answer, asked: Asked) -> bytes:
        declared = answer.header("content-length") or ""
        cut = asked.accept == "robots"  # robots.txt: the start counts, the rest is not looked at
        if declared.isdigit() and int(declared[:18]) > asked.max_bytes and not cut:
            raise FetchError(Reason.TOO_LARGE, f"Content-Length is {declared[:18]} bytes")
        body = Body(answer.header("content-encoding") or "", asked.max_bytes, self._options.limits)
        try:
            await self._stream(response, body, asked)
        except (httpcore.ProtocolError, httpcore.NetworkError) as error:
            raise FetchError(Reason.TRUNCATED, f"cut after {body.raw:,} bytes: {error}") from error
        except FetchError as error:
            if cut and error.reason is Reason.TOO_LARGE:
                return b"".join(body.pieces)
            raise
        _settle(response, answer)
        return body.finish()

    async def _stream(self, response: httpx.Response, body: Body, asked: Asked) -> None:
        limits = self._options.limits
        started = self._clock.monotonic()
        looked = asked.accept != "page"
        async with aclosing(response.stream.__aiter__()) as pieces:  # type: ignore[union-attr, type-var]
            async for piece in pieces:
                body.feed(piece)
                if not looked and body.size >= _ENOUGH:
                    looked = True
                    _look(body.start)
                passed = self._clock.monotonic() - started
                if passed > limits.rate_grace and body.raw < limits.least_rate * passed:
                    detail = f"{body.raw:,} bytes in {passed:.0f} s"
                    raise FetchError(Reason.TOO_SLOW, detail)
        if not looked:
            _look(body.start)

    def normal(self, url: str) -> str:
        """Return the address as it will be asked for; FetchError(UNKNOWN_SCHEME or BAD_URL)."""
        return str(checked_url(url))

    def join(self, base: str, location: str) -> str:
        """Resolve a Location against the address that sent it (RFC 9110 10.2.2)."""
        try:
            return str(httpx.URL(base).join(_utf8(location)))
        except (httpx.InvalidURL, ValueError, UnicodeError) as error:
            raise FetchError(Reason.BAD_URL, f"redirect to {location[:200]!r}: {error}") from error

    async def aclose(self) -> None:
        """Close all connections."""
        await self._http.aclose()
        self._resolver.close()


def _settle(response: httpx.Response, answer: Answer) -> None:
    stream = response.extensions["network_stream"]
    if isinstance(stream, GuardedStream):
        length = answer.header("content-length") or ""
        stream.settle(int(length[:18]) if length.isdigit() else None)


async def _drain(response: httpx.Response, answer: Answer) -> None:
    """Read a small body that nobody wants, so that the connection can be used again."""
    length = answer.header("content-length") or ""
    bare = answer.status in (204, 304)
    if not bare and not (length.isdigit() and int(length[:18]) <= _SMALL):
        return
    with contextlib.suppress(TimeoutError, httpcore.ProtocolError, httpcore.NetworkError):
        async with asyncio.timeout(_DRAIN_SECONDS):
            async with aclosing(response.stream.__aiter__()) as pieces:  # type: ignore[union-attr, type-var]
                async for _ in pieces:
                    pass
            if not bare:
                _settle(response, answer)


def _pool(
    options: FetchOptions, backend: GuardedBackend, tls: ssl.SSLContext
) -> httpcore.AsyncConnectionPool:
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


def _no_auth(request: httpx.Request) -> httpx.Request:
    return request


def checked_url(url: str) -> httpx.URL:
    """Parse an address and drop what must not be sent; FetchError(UNKNOWN_SCHEME or BAD_URL)."""
    if len(url) > _MAX_URL:
        raise FetchError(Reason.BAD_URL, f"an address of {len(url):,} characters")
    try:
        parsed = httpx.URL(url.strip())
        urlsplit(str(parsed))
    except (httpx.InvalidURL, ValueError, UnicodeError) as error:
        raise FetchError(Reason.BAD_URL, f"{url[:200]!r}: {error}") from error
    if parsed.scheme not in ("http", "https"):
        raise FetchError(Reason.UNKNOWN_SCHEME, f"{parsed.scheme[:20]!r} is not fetched")
    if not parsed.host or not _HOST.fullmatch(parsed.host):
        raise FetchError(Reason.BAD_URL, f"{url[:200]!r} names no host")
    if parsed.port is not None and not 0 < parsed.port < 65536:
        raise FetchError(Reason.BAD_URL, f"there is no port {parsed.port}")
    return parsed.copy_with(userinfo=b"", fragment=None)


def _utf8(value: str) -> str:
    """Undo latin-1 where a server wrote UTF-8 into a header, as browsers do."""
    try:
        return value.encode("latin-1").decode()
    except UnicodeError:
        return value


def _wrong_kind(answer: Answer, asked: Asked) -> tuple[Reason, str] | None:
    if asked.accept != "page":
        return None
    kind = not_a_page(answer.header("content-type") or "")
    return (Reason.NOT_HTML, f"the server sends {kind}") if kind else None


def _look(start: bytes) -> None:
    kind = not_text(start)
    if kind:
        raise FetchError(Reason.NOT_HTML, f"the bytes are {kind}")


def caveats(options: FetchOptions) -> tuple[str, ...]:
    """Return what the guard cannot promise with these options; FetchError for an unusable proxy.

    >>> caveats(FetchOptions())
    ()
    """
    said = []
    if options.proxy:
        where = urlsplit(options.proxy)
        if where.scheme not in ("http", "https") or not where.hostname:
            raise FetchError(Reason.UNKNOWN_SCHEME, "a proxy is http://host:port or https://…")
        said.append(
            f"behind the proxy {where.hostname} it is the proxy that resolves names and dials: an "
            "address is judged only by what its name resolves to here, if it does"
        )
    if options.allow_hosts:
        listed = ", ".join(options.allow_hosts)
        said.append(f"these may be dialled although they are not public: {listed}")
    if options.politeness.robots == "ignore":
        said.append("robots.txt is not asked")
    return tuple(said)


class HttpFetcher:
    """The `Fetcher` of stages.py over HTTP: polite, guarded, streaming.

    Targets are taken from the iterable in the caller's thread, lazily; outcomes come as they
    finish. What is known of hosts (pace, robots.txt, faults) lasts as long as the fetcher.
    """

    def __init__(
        self,
        options: FetchOptions = _DEFAULTS,
        clock: Clock | None = None,
        seams: Seams = _REAL,
        hosts: Hosts | None = None,
    ) -> None:
        self._options = options
        self._seams = seams
        self._clock = clock or SystemClock()
        self._tls: ssl.SSLContext | None = seams.tls
        self._hosts = hosts or Hosts(options, self._clock)
        self._engine = Engine(self._open)
        self._pages = seams.pages
        self.caveats = caveats(options)
        for caveat in self.caveats:
            _log.warning(caveat)

    def fetch(
        self, targets: Iterable[Target], stop: Callable[[], bool] | None = None
    ) -> Generator[Response | Rejected, None, None]:
        """Yield one outcome for each target, as they finish; may be left early, by `stop` too."""
        window = _WINDOW * self._options.concurrency
        archive = self._archive()
        known = (self._known(target) for target in targets)
        outcomes = self._engine.run(known, window, stop)
        try:
            with closing(outcomes):
                for outcome in outcomes:
                    if archive and isinstance(outcome, Response):
                        archive.keep(outcome)
                    self._learn(outcome)
                    yield outcome
        finally:
            if archive:
                archive.close()

    def _archive(self) -> Archive | None:
        """Open an archive for one run of `fetch`; its package is an extra."""
        if self._options.archive is None:
            return None
        from newsclean.fetch.archive import Archive

        return Archive(self._options.archive, self._clock, self._options.archive_bytes)

    def accepting_any(self) -> HttpFetcher:
        """Return a fetcher for feeds and sitemaps that shares what is known of hosts."""
        options = msgspec.structs.replace(self._options, accept="any")
        return HttpFetcher(options, self._clock, self._seams, self._hosts)

    def latencies(self) -> dict[str, float]:
        """Return how long each host usually took to answer, in seconds."""
        return self._hosts.latencies()

    def _known(self, target: Target) -> Target:
        return self._pages.with_validators(target) if self._pages else target

    def _learn(self, outcome: Response | Rejected) -> None:
        if self._pages and isinstance(outcome, Response):
            self._pages.keep(outcome)

    def _open(self) -> Visitor:
        if self._tls is None:
            self._tls = httpx.create_ssl_context(trust_env=False)
        client = Client(
            self._options,
            self._clock,
            self._seams.resolver or SystemResolver(4 * self._options.concurrency),
            self._seams.dial,
            self._tls,
        )
        return Visitor(client, self._hosts, self._options, self._clock, self._seams.random)
