"""The fetcher over real sockets."""

from __future__ import annotations

import asyncio
import itertools
import threading
import time
from collections.abc import Iterator

import pytest

from newsclean.errors import Reason
from newsclean.fetch.client import HttpFetcher
from newsclean.options import FetchOptions, Politeness
from newsclean.records import Rejected, Response, Target
from tests.hostile.server import Call, FakeNames, HostileServer, fetcher, hostile_server, quick

PAGE = b"<html><body><p>A plain page.</p></body></html>"


async def page(call: Call) -> None:
    await call.send(b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n%s" % (len(PAGE), PAGE))


@pytest.fixture
def server() -> Iterator[HostileServer]:
    with hostile_server() as running:
        running.scripts["/page"] = page
        yield running


def targets(*urls: str) -> list[Target]:
    return [Target(url=url) for url in urls]


def test_a_page_comes_whole_with_its_status_and_time(server: HostileServer) -> None:
    [got] = fetcher(server, quick()).fetch(targets("http://news.example/page"))
    assert isinstance(got, Response)
    assert (got.body, got.status, got.url) == (PAGE, 200, "http://news.example/page")
    assert got.fetched_at
    assert got.fetched_at.endswith("Z")


def test_loopback_is_refused_unless_listed(server: HostileServer) -> None:
    url = f"http://127.0.0.1:{server.port}/page"
    [got] = HttpFetcher(quick()).fetch(targets(url))
    assert isinstance(got, Rejected)
    assert got.reason is Reason.REFUSED_ADDRESS
    assert not server.hits
    listed = FetchOptions(allow_hosts=("127.0.0.0/8",), politeness=Politeness(robots="ignore"))
    [got] = HttpFetcher(listed).fetch(targets(url))
    assert isinstance(got, Response)


def test_targets_are_taken_lazily_and_leaving_early_ends_the_thread(server: HostileServer) -> None:
    taken = []

    def endless() -> Iterator[Target]:
        for number in range(10**6):
            taken.append(number)
            yield Target(url=f"http://h{number % 50}.example/page")

    stream = fetcher(server, quick()).fetch(endless())
    assert isinstance(next(stream), Response)
    stream.close()
    assert len(taken) <= 64 * 16 + 1
    assert not [t for t in threading.enumerate() if t.name == "newsclean-fetch"]


def test_one_request_at_a_time_to_a_host_and_delay_between(server: HostileServer) -> None:
    open_now, most, starts = 0, 0, []

    async def slow(call: Call) -> None:
        nonlocal open_now, most
        open_now += 1
        most = max(most, open_now)
        starts.append(time.monotonic())
        await asyncio.sleep(0.02)
        open_now -= 1
        await page(call)

    server.scripts["/slow"] = slow
    many = targets(*[f"http://one.example/slow?{n}" for n in range(6)])
    got = list(fetcher(server, quick(delay=0.05)).fetch(many))
    assert all(isinstance(outcome, Response) for outcome in got)
    assert most == 1
    gaps = [b - a for a, b in itertools.pairwise(starts)]
    assert min(gaps) >= 0.05


def test_a_name_that_turns_private_is_never_dialled_twice(server: HostileServer) -> None:
    """DNS rebinding: the address that was judged is the one dialled."""
    names = FakeNames({"flip.example": ["93.184.215.14", "10.0.0.1"]})
    [got] = fetcher(server, quick(), names).fetch(targets("http://flip.example/page"))
    assert isinstance(got, Rejected)
    assert got.reason is Reason.REFUSED_ADDRESS
    assert not server.hits


def test_nothing_but_agent_and_accept_lines_is_sent(server: HostileServer) -> None:
    async def cookie(call: Call) -> None:
        await call.send(
            b"HTTP/1.1 302 F\r\nset-cookie: a=b\r\nlocation: http://two.example/page\r\n"
            b"content-length: 0\r\n\r\n"
        )

    server.scripts["/cookie"] = cookie
    url = "http://user:secret@one.example/cookie"
    [got] = fetcher(server, quick()).fetch(targets(url))
    assert isinstance(got, Response)
    sent = {name for call in server.calls for name in call.headers}
    assert sent == {"host", "user-agent", "accept", "accept-encoding", "connection"}
