"""Negative controls: with a guard off, the bad thing it stands against really happens.

Each control plays one hostile server twice: with the guard the good end comes, without it the bad.
A guard is switched off by its option where it has one, else by putting a naive part in its place.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

import httpx
import msgspec
import pytest

from newsclean.errors import FetchError, Reason
from newsclean.fetch import hop, reading
from newsclean.fetch import network as network_module
from newsclean.fetch.client import HttpFetcher
from newsclean.fetch.clock import SystemClock
from newsclean.fetch.decoding import Body
from newsclean.fetch.hop import Client
from newsclean.fetch.network import Gate, GuardedStream
from newsclean.fetch.visit import Visitor
from newsclean.options import FetchOptions
from newsclean.records import Rejected, Response, Target
from tests.hostile.cases import PAGE, answer, encode, forever, raw
from tests.hostile.server import (
    Call,
    FakeNames,
    HostileServer,
    Script,
    fetcher,
    hostile_server,
    quick,
)

Patch = pytest.MonkeyPatch
ALL = ("0.0.0.0/0", "::/0")


@pytest.fixture
def server() -> Iterator[HostileServer]:
    with hostile_server() as running:
        yield running


def options(**changes: Any) -> FetchOptions:
    """Change options by their names, those inside `limits` and `politeness` too."""
    base = quick()
    inner = {"limits": base.limits, "politeness": base.politeness}
    for name, group in inner.items():
        fields = {k: changes.pop(k) for k in list(changes) if k in group.__struct_fields__}
        base = msgspec.structs.replace(base, **{name: msgspec.structs.replace(group, **fields)})
    return msgspec.structs.replace(base, **changes)


def one(server: HostileServer, changed: FetchOptions, url: str = "http://a.example/x") -> Any:
    [got] = fetcher(server, changed, FlippingNames()).fetch([Target(url=url)])
    return got.body if isinstance(got, Response) else got.reason


class FlippingNames(FakeNames):
    """Names that are public when first asked for, and private after that."""

    async def __call__(self, host: str, port: int) -> list[str]:
        if host == "flip.example":
            self.asked.append(host)
            return ["93.184.215.14"] if self.asked.count(host) == 1 else ["10.0.0.1"]
        if host == "half.example":
            return ["93.184.215.14", "10.0.0.1"]
        return await super().__call__(host, port)


# guards that are options: script, options with the guard, its outcome, options without, the bad end

BOMB = encode("gzip", bytes(3 << 19))
LONG = b"<p>" + b"x" * (3 << 20)
DRIP_SIZE = 12


async def drip(call: Call) -> None:
    """Send a page a byte a time over about 0.6 seconds."""
    await call.send(b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n" % DRIP_SIZE)
    for byte in b"<p>slow page"[:DRIP_SIZE]:
        await asyncio.sleep(0.05)
        await call.send(bytes([byte]))


def head(extra: bytes) -> bytes:
    return b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n%s\r\n" % (len(PAGE), extra)


THREE = encode("gzip", encode("gzip", encode("gzip", PAGE)))
Control = tuple[Script, dict[str, Any], Reason, dict[str, Any], bytes]
BY_OPTION: dict[str, Control] = {
    "header bytes": (
        raw(head(b"x: " + b"y" * 70_000 + b"\r\n") + PAGE),
        {},
        Reason.BAD_HEADERS,
        {"max_header_bytes": 1 << 30},
        PAGE,
    ),
    "header fields": (
        raw(head(b"x: y\r\n" * 300) + PAGE),
        {},
        Reason.BAD_HEADERS,
        {"max_header_fields": 10**6},
        PAGE,
    ),
    "informational responses": (
        raw(b"HTTP/1.1 103 E\r\n\r\n" * 40 + head(b"") + PAGE),
        {},
        Reason.BAD_HEADERS,
        {"max_informational": 10**6},
        PAGE,
    ),
    "number of codings": (
        answer(THREE, "content-encoding: gzip, gzip, gzip"),
        {},
        Reason.BAD_CODING,
        {"max_codings": 3},
        PAGE,
    ),
    "ratio": (
        answer(BOMB, "content-encoding: gzip"),
        {"accept": "any"},
        Reason.TOO_LARGE,
        {"max_ratio": 10**9, "accept": "any"},
        bytes(3 << 19),
    ),
    "size": (answer(LONG), {}, Reason.TOO_LARGE, {"max_bytes": 1 << 23}, LONG),
    "deadline": (drip, {"deadline": 0.3}, Reason.TOO_SLOW, {"deadline": 60.0}, b"<p>slow page"),
    "least rate": (
        drip,
        {"deadline": 60.0, "rate_grace": 0.2},
        Reason.TOO_SLOW,
        {"deadline": 60.0, "rate_grace": 0.2, "least_rate": 0.0},
        b"<p>slow page",
    ),
    "not HTML": (
        answer(b"%PDF-1.7 " + PAGE),
        {},
        Reason.NOT_HTML,
        {"accept": "any"},
        b"%PDF-1.7 " + PAGE,
    ),
}


@pytest.mark.parametrize("name", BY_OPTION)
def test_guard_by_option(name: str, server: HostileServer) -> None:
    script, on, reason, off, bad = BY_OPTION[name]
    server.scripts["/x"] = script
    assert one(server, options(**on)) is reason
    assert one(server, options(**off)) == bad


# the address


@pytest.mark.parametrize("host", ["10.0.0.1", "169.254.169.254", "[::1]", "half.example"])
def test_address(host: str, server: HostileServer) -> None:
    """With everything allowed, the canary is hit."""
    server.scripts["/x"] = answer()
    assert one(server, options(), f"http://{host}/x") is Reason.REFUSED_ADDRESS
    assert not server.hits
    assert one(server, options(allow_hosts=ALL), f"http://{host}/x") == PAGE
    assert server.hits


def test_rebinding(server: HostileServer, monkeypatch: Patch) -> None:
    """A client that judges one answer and dials another reaches the private address."""
    dialled: list[str] = []
    server.scripts["/x"] = answer()
    names = FlippingNames()

    def run() -> None:
        names.asked.clear()
        dialled.clear()
        client = fetcher(server, options(), names)
        dial = client._seams.dial
        assert dial

        def noted(address: str, port: int) -> tuple[str, int]:
            dialled.append(address)
            return dial(address, port)

        client._seams = msgspec.structs.replace(client._seams, dial=noted)
        list(client.fetch([Target(url="http://flip.example/x")]))

    run()
    assert dialled == ["93.184.215.14"]

    async def twice(self: Gate, host: str, port: int) -> list[str]:
        await judged(self, host, port)
        return await self._resolver(host, port)

    judged = Gate.addresses
    monkeypatch.setattr(Gate, "addresses", twice)
    run()
    assert dialled == ["10.0.0.1"]


# redirects


def test_number_of_hops(server: HostileServer) -> None:
    for n in range(40):
        server.scripts[f"/{n}"] = answer(b"", f"location: /{n + 1}", status="302 F")
    assert one(server, options(), "http://a.example/0") is Reason.REDIRECTS
    assert len(server.hits) == 6
    server.hits.clear()
    assert one(server, options(max_redirects=100), "http://a.example/0") is Reason.GONE
    assert len(server.hits) == 41


def test_circle(server: HostileServer, monkeypatch: Patch) -> None:
    server.scripts["/x"] = answer(b"", "location: /y", status="302 F")
    server.scripts["/y"] = answer(b"", "location: /x", status="302 F")
    assert one(server, options(max_redirects=30)) is Reason.REDIRECTS
    assert len(server.hits) == 2

    def forgetful(self: Visitor, reply: Any, visited: set[str]) -> str:
        visited.add(f"hop {len(visited)}")
        if len(visited) > 30:
            raise FetchError(Reason.REDIRECTS, "the control ends here")
        return self._asker.join(reply.url, reply.location)

    server.hits.clear()
    monkeypatch.setattr(Visitor, "_next_hop", forgetful)
    assert one(server, options(max_redirects=30)) is Reason.REDIRECTS
    assert len(server.hits) == 30


def test_body_of_a_redirect_is_not_read(server: HostileServer, monkeypatch: Patch) -> None:
    start = b"HTTP/1.1 302 F\r\nlocation: /page\r\n\r\n"
    server.scripts["/x"] = forever(start, b"x" * 65_536, 0)
    server.scripts["/page"] = answer()
    assert one(server, options()) == PAGE

    async def whole(response: httpx.Response, reply: Any) -> None:
        await response.aread()

    monkeypatch.setattr(reading, "_drain", whole)
    assert one(server, options(deadline=0.3)) is Reason.TOO_SLOW


@pytest.mark.parametrize("place", ["file:///etc/hostname", "data:text/html,x", "ftp://a.example/"])
def test_schemes(place: str, server: HostileServer, monkeypatch: Patch) -> None:
    """Without the check such a place gets as far as the connection pool."""
    server.scripts["/x"] = answer(b"", f"location: {place}", status="302 F")
    assert one(server, options()) is Reason.UNKNOWN_SCHEME
    reached: list[str] = []

    async def naive(self: Client, url: str, asked: Any) -> Any:
        if urlsplit(url).scheme not in ("http", "https"):
            reached.append(url)
        return await ask(self, url, asked)

    ask = Client.ask
    monkeypatch.setattr(Client, "ask", naive)
    monkeypatch.setattr(Client, "normal", lambda self, url: url)
    one(server, options())
    assert [urlsplit(url).scheme for url in reached] == [urlsplit(place).scheme]


# truncation


def test_cut_coding(server: HostileServer, monkeypatch: Patch) -> None:
    cut = encode("gzip", PAGE * 30)[:-20]
    server.scripts["/x"] = answer(cut, "content-encoding: gzip")
    assert one(server, options()) is Reason.TRUNCATED
    monkeypatch.setattr(Body, "finish", lambda self: b"".join(self.pieces), raising=True)
    assert PAGE in one(server, options())


# headers, cookies, credentials


def sent(server: HostileServer, name: str) -> list[str | None]:
    return [call.headers.get(name) for call in server.calls]


def test_user_and_password_of_a_url(server: HostileServer, monkeypatch: Patch) -> None:
    server.scripts["/x"] = answer()
    url = "http://user:secret@a.example/x"
    one(server, options(), url)
    assert sent(server, "authorization") == [None]
    server.calls.clear()
    monkeypatch.setattr(hop, "_no_auth", None)
    monkeypatch.setattr(hop, "checked_url", httpx.URL)
    one(server, options(), url)
    assert sent(server, "authorization") == ["Basic dXNlcjpzZWNyZXQ="]


def test_cookies(server: HostileServer, monkeypatch: Patch) -> None:
    server.scripts["/x"] = answer(PAGE, "set-cookie: id=7; path=/")
    targets = [Target(url=f"http://a.example/x?{n}") for n in range(3)]
    list(fetcher(server, options()).fetch(targets))
    assert sent(server, "cookie") == [None, None, None]
    server.calls.clear()
    monkeypatch.setattr(httpx.Cookies, "clear", lambda self: None)
    list(fetcher(server, options()).fetch(targets))
    assert sent(server, "cookie") == [None, "id=7", "id=7"]


@pytest.mark.parametrize("variable", ["HTTP_PROXY", "http_proxy", "ALL_PROXY"])
def test_environment(variable: str, server: HostileServer, monkeypatch: Patch) -> None:
    """Plain httpx would go through a proxy that the environment names."""
    server.scripts["/x"] = answer()
    monkeypatch.setenv(variable, f"http://127.0.0.1:{server.port}")
    assert one(server, options()) == PAGE
    assert server.calls[0].path == "/x"
    httpx.get("http://nowhere.example/naive")
    assert server.calls[1].path == "http://nowhere.example/naive"


# one server's excess must not become another page


async def too_much(call: Call) -> None:
    fake = b"HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nFAKE"
    await call.send(b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n%s%s" % (len(PAGE), PAGE, fake))


async def too_many_chunks(call: Call) -> None:
    fake = b"HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nFAKE"
    start = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n"
    await call.send(start + b"%x\r\n%s\r\n0\r\n\r\n%s" % (len(PAGE), PAGE, fake))


@pytest.mark.parametrize("script", [too_much, too_many_chunks])
def test_excess_of_one_answer(script: Script, server: HostileServer, monkeypatch: Patch) -> None:
    server.scripts["/x"] = script
    server.scripts["/page"] = answer()
    urls = ["http://a.example/x", "http://a.example/page", "http://a.example/page?2"]

    def bodies() -> list[bytes | Reason]:
        got = fetcher(server, options()).fetch(Target(url=url) for url in urls)
        return [g.body if isinstance(g, Response) else g.reason for g in got]  # type: ignore[misc]

    assert bodies() == [PAGE, PAGE, PAGE]
    monkeypatch.setattr(GuardedStream, "settle", lambda self, length: None)
    assert b"FAKE" in bodies()


# robots and manners


def test_robots(server: HostileServer) -> None:
    server.scripts["/robots.txt"] = answer(b"User-agent: *\nDisallow: /")
    server.scripts["/x"] = answer()
    assert one(server, options(robots="obey")) is Reason.ROBOTS
    assert one(server, options(robots="ignore")) == PAGE


def test_crawl_delay(server: HostileServer) -> None:
    """The delay that robots.txt asks for is waited for, unless its limit is nought."""
    server.scripts["/robots.txt"] = answer(b"User-agent: *\nCrawl-delay: 0.3\nAllow: /")
    starts: list[float] = []

    async def noted(call: Call) -> None:
        starts.append(time.monotonic())
        await answer()(call)

    server.scripts["/x"] = noted
    targets = [Target(url=f"http://a.example/x?{n}") for n in range(3)]
    list(fetcher(server, options(robots="obey")).fetch(targets))
    assert min(b - a for a, b in pairwise(starts)) >= 0.3
    starts.clear()
    list(fetcher(server, options(robots="obey", max_crawl_delay=0.0)).fetch(targets))
    assert min(b - a for a, b in pairwise(starts)) < 0.3


# connections


def test_an_address_that_swallows_packets_does_not_cost_the_page(
    server: HostileServer, monkeypatch: Patch
) -> None:
    """The next address of a name is tried; without the bound the deadline is all used up."""
    server.scripts["/x"] = answer()
    names = FakeNames({"two.example": ["203.0.113.9", "93.184.215.14"]})
    opened = network_module.GuardedBackend._open

    async def hole(self: Any, address: str, port: int) -> Any:

        if address == "203.0.113.9":
            await asyncio.sleep(3600)
        return await opened(self, address, port)

    def dial(address: str, port: int) -> tuple[str, int]:
        return (address, port) if address == "203.0.113.9" else ("127.0.0.1", server.port)

    def run() -> Rejected | Response:
        client = fetcher(server, options(allow_hosts=("203.0.113.0/24",), deadline=2.0), names)
        client._seams = msgspec.structs.replace(client._seams, dial=dial)
        [got] = client.fetch([Target(url="http://two.example/x")])
        return got

    monkeypatch.setattr(network_module.GuardedBackend, "_open", hole)
    monkeypatch.setattr(network_module, "_CONNECT_SECONDS", 0.1)
    assert isinstance(run(), Response)
    monkeypatch.setattr(network_module, "_CONNECT_SECONDS", 3600.0)
    got = run()
    assert isinstance(got, Rejected)
    assert got.reason is Reason.TOO_SLOW


def test_small_unwanted_bodies_keep_their_connection(
    server: HostileServer, monkeypatch: Patch
) -> None:
    server.scripts["/x"] = answer(b"not here", status="404 N")
    targets = [Target(url=f"http://a.example/x?{n}") for n in range(6)]
    list(fetcher(server, options()).fetch(targets))
    assert server.connections == 1

    async def leave(response: httpx.Response, reply: Any) -> None:
        """Read nothing."""

    monkeypatch.setattr(reading, "_drain", leave)
    list(fetcher(server, options()).fetch(targets))
    assert server.connections == 7


def test_a_drip_of_an_unwanted_body_is_not_waited_for(server: HostileServer) -> None:
    start = b"HTTP/1.1 302 F\r\nlocation: /page\r\ncontent-length: 999\r\n\r\n"
    server.scripts["/x"] = forever(start, b"x", 0.05)
    server.scripts["/page"] = answer()
    assert one(server, options(deadline=5.0)) == PAGE


# a proxy


async def proxied(call: Call) -> None:
    await answer(b"<p>through the proxy " + call.path.encode())(call)


def through(server: HostileServer, url: str, names: FakeNames) -> Any:
    changed = options(proxy="http://10.9.8.7:3128")
    server.scripts[urlsplit(url)._replace(query="").geturl()] = proxied
    client = fetcher(server, changed, names)
    assert len(client.caveats) == 2
    assert "it is the proxy that resolves names and dials" in client.caveats[0]
    [got] = client.fetch([Target(url=url)])
    return got.body if isinstance(got, Response) else got.reason


def test_proxy(server: HostileServer) -> None:
    """The one configured proxy may be private; where it would be sent to is judged all the same."""

    class Nowhere(FakeNames):
        async def __call__(self, host: str, port: int) -> list[str]:
            if host == "unknown.example":
                raise OSError("no such name here")
            return await super().__call__(host, port)

    page = b"<p>through the proxy http://a.example/x"
    assert through(server, "http://a.example/x", Nowhere()) == page
    page = b"<p>through the proxy http://unknown.example/x"
    assert through(server, "http://unknown.example/x", Nowhere()) == page
    server.hits.clear()
    assert through(server, "http://169.254.169.254/x", Nowhere()) is Reason.REFUSED_ADDRESS
    names = Nowhere({"inner.example": ["10.0.0.5"]})
    assert through(server, "http://inner.example/x", names) is Reason.REFUSED_ADDRESS
    assert not server.hits


@pytest.mark.parametrize("proxy", ["socks5://a:1", "ftp://a", "nonsense", "http://"])
def test_a_proxy_that_cannot_be_used_is_refused_at_once(proxy: str) -> None:
    with pytest.raises(FetchError):
        HttpFetcher(FetchOptions(proxy=proxy))


def test_without_a_proxy_there_is_nothing_to_own_up_to() -> None:
    assert HttpFetcher().caveats == ()


# time


class Leaping:
    """A clock whose wall time leaps by hours at each look; its monotonic time does not."""

    def __init__(self) -> None:
        self._looks = 0

    def now(self) -> float:
        self._looks += 1
        return 1_795_000_000.0 + (7_200 if self._looks % 2 else -7_200)

    def monotonic(self) -> float:
        return SystemClock().monotonic()


def test_steps_of_the_wall_clock_change_no_outcome(server: HostileServer) -> None:
    server.scripts["/x"] = answer()
    server.scripts["/slow"] = forever(b"HTTP/1.1 200 OK\r\n\r\n", b"z", 0.1)
    client = fetcher(server, options(deadline=0.5, delay=0.05), clock=Leaping())
    urls = [*[f"http://a.example/x?{n}" for n in range(5)], "http://b.example/slow"]
    got = list(client.fetch(Target(url=url) for url in urls))
    assert sum(isinstance(g, Response) for g in got) == 5
    assert [g.reason for g in got if isinstance(g, Rejected)] == [Reason.TOO_SLOW]


def test_a_hanging_name_holds_up_only_its_own_page(server: HostileServer) -> None:
    server.scripts["/x"] = answer()

    class Hanging(FakeNames):
        async def __call__(self, host: str, port: int) -> list[str]:

            if host.startswith("hang"):
                await asyncio.sleep(3600)
            return await super().__call__(host, port)

    urls = [f"http://hang{n}.example/x" for n in range(10)] + ["http://a.example/x"]
    got = list(
        fetcher(server, options(deadline=2.0), Hanging()).fetch(Target(url=url) for url in urls)
    )
    assert [isinstance(g, Response) for g in got] == [True, *[False] * 10]
    assert {g.reason for g in got if isinstance(g, Rejected)} == {Reason.TOO_SLOW}
