"""Every hostile answer has its exact outcome; healthy pages come byte for byte."""

from __future__ import annotations

import random
import socket
from collections.abc import Iterator

import pytest

from newsclean.errors import Reason
from newsclean.records import Rejected, Response, Target
from tests.hostile.answers import PAGE, answer
from tests.hostile.cases import NAMES, Case, all_cases
from tests.hostile.server import FakeNames, HostileServer, fetcher, hostile_server, quick

CASES = all_cases()


class Names(FakeNames):
    """Test names, with numeric spellings read as the system reads them."""

    async def __call__(self, host: str, port: int) -> list[str]:
        if host == "missing.names.example":
            raise socket.gaierror("no such name")
        try:
            return [socket.inet_ntoa(socket.inet_aton(host))]
        except OSError:
            return await super().__call__(host, port)


def serve(server: HostileServer, cases: list[Case]) -> None:
    server.scripts["/ok"] = server.scripts["/"] = answer()
    for case in cases:
        if case.script is not None:
            server.scripts["/" + case.url.split("/", 3)[3]] = case.script


def outcome(got: Response | Rejected) -> Reason | bytes | str:
    return got.body if isinstance(got, Response) else got.reason


@pytest.fixture(scope="module")
def server() -> Iterator[HostileServer]:
    with hostile_server() as running:
        serve(running, CASES)
        yield running


@pytest.fixture(scope="module")
def outcomes(server: HostileServer) -> dict[str, Response | Rejected]:
    """Only what must be too slow gets a short time, so that a busy machine changes nothing."""
    got: list[Response | Rejected] = []
    for slow, deadline in ((True, 1.0), (False, 60.0)):
        client = fetcher(server, quick(deadline=deadline, concurrency=64), Names(NAMES))
        cases = [case for case in CASES if (case.expect is Reason.TOO_SLOW) == slow]
        got.extend(client.fetch(Target(url=case.url) for case in cases))
    return {(r.name if isinstance(r, Response) else r.url) or "": r for r in got}


def test_there_are_enough_cases_and_each_is_its_own() -> None:
    assert len(CASES) >= 400
    assert len({case.name for case in CASES}) == len({case.url for case in CASES}) == len(CASES)


def test_every_reason_of_a_fetch_has_a_case() -> None:
    """But those that need more than one answer: manners have tests of their own."""
    named = list(Reason)
    fetch = {*named[named.index(Reason.UNKNOWN_SCHEME) : named.index(Reason.TOO_COMPLEX)]}
    elsewhere = {Reason.ROBOTS, Reason.HOST_FAILING}  # test_robots, test_politeness
    assert fetch - elsewhere <= {case.expect for case in CASES}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_outcome(case: Case, outcomes: dict[str, Response | Rejected]) -> None:
    got = outcomes[case.url]
    detail = got.detail if isinstance(got, Rejected) else "a page"
    assert outcome(got) == case.expect, detail


def test_the_canary_was_never_hit(
    server: HostileServer, outcomes: dict[str, Response | Rejected]
) -> None:
    """No refused address saw a request: seeds and hops to private places never left."""
    assert len(outcomes) == len(CASES)
    assert not [hit for hit in server.hits if hit[1] in ("/seed", "/hop")]


Came = dict[str, Reason | bytes | str]


def mixed(count: int, deadline: float) -> tuple[int, dict[str, bytes], Came]:
    """Run healthy and hostile URLs together.

    Return how many outcomes came, the healthy pages as they were served, and as they came. What
    must be too slow takes the whole deadline, which on a busy machine a healthy page must have.
    """
    chance = random.Random(11)
    hostile = [c for c in CASES if isinstance(c.expect, Reason) and c.expect is not Reason.TOO_SLOW]
    slow = [c for c in CASES if c.expect is Reason.TOO_SLOW]
    with hostile_server() as server:
        serve(server, CASES)
        healthy = {}
        for n in range(count * 7 // 10):
            body = PAGE + bytes(chance.choices(b"abcdefgh <>/p", k=200)) + b"%d" % n
            server.scripts[f"/well/{n}"] = answer(body)
            healthy[f"http://site{n % 50}.example/well/{n}"] = body
        bad = [*slow, *chance.choices(hostile, k=count * 3 // 10 - len(slow))]
        urls = [*healthy, *(case.url for case in bad)]
        chance.shuffle(urls)
        client = fetcher(server, quick(deadline=deadline, concurrency=64), Names(NAMES))
        results = list(client.fetch(Target(url=url) for url in urls))
    came = {(r.name if isinstance(r, Response) else r.url) or "": outcome(r) for r in results}
    return len(results), healthy, {url: came[url] for url in healthy}


def test_healthy_pages_are_untouched_among_hostile_ones() -> None:
    count, served, came = mixed(600, 15.0)
    assert (count, len(served)) == (600, 420)
    assert came == served


@pytest.mark.soak
def test_healthy_pages_are_untouched_among_1500_hostile_of_5000() -> None:
    count, served, came = mixed(5_000, 60.0)
    assert (count, len(served)) == (5_000, 3_500)
    assert came == served
