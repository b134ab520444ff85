"""Manners towards a host, and that clocks which leap change nothing."""

from __future__ import annotations

import time
from itertools import pairwise

from newsclean.errors import Reason
from newsclean.fetch.clock import SystemClock
from newsclean.records import Rejected, Response, Target
from tests.hostile.answers import PAGE, answer, forever
from tests.hostile.controls import one, options
from tests.hostile.server import Call, HostileServer, fetcher


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
