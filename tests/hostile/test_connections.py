"""Connections: what a server sends too much is no page, small unwanted bodies keep them open."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from newsclean.errors import Reason
from newsclean.fetch import reading
from newsclean.fetch.network import GuardedStream
from newsclean.records import Response, Target
from tests.hostile.answers import PAGE, answer
from tests.hostile.controls import options
from tests.hostile.server import Call, HostileServer, Script, fetcher

Patch = pytest.MonkeyPatch


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
