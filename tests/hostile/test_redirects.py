"""Redirects: their number, circles, bodies and schemes."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from newsclean.errors import FetchError, Reason
from newsclean.fetch import reading
from newsclean.fetch.hop import Client
from newsclean.fetch.visit import Visitor
from tests.hostile.answers import PAGE, answer, forever
from tests.hostile.controls import one, options
from tests.hostile.server import HostileServer

Patch = pytest.MonkeyPatch


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


def test_a_drip_of_an_unwanted_body_is_not_waited_for(server: HostileServer) -> None:
    start = b"HTTP/1.1 302 F\r\nlocation: /page\r\ncontent-length: 999\r\n\r\n"
    server.scripts["/x"] = forever(start, b"x", 0.05)
    server.scripts["/page"] = answer()
    assert one(server, options(deadline=5.0)) == PAGE


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
