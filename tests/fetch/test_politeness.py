"""A host is spared: delay, Crawl-delay, Retry-After, slowing, giving up; over a turned clock."""

from __future__ import annotations

import asyncio
from email.utils import formatdate

import msgspec
import pytest

from newsclean.errors import Reason
from newsclean.fetch.politeness import HostPace, pause_before, retry_after
from newsclean.options import Politeness
from newsclean.records import Rejected, Response, Target
from tests.hostile.answers import answer, raw
from tests.hostile.server import Call, fetcher, hostile_server, quick

NOW = 1_795_000_000.0
OPTIONS = Politeness()


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        ("0", 0.0),
        ("3601", 3600.0),
        ("9" * 400, 3600.0),
        ("-5", None),
        ("1.5", None),
        ("soon", None),
        ("", None),
        (None, None),
        ("\u0663", None),
        (formatdate(NOW + 90, usegmt=True), 90.0),
        (formatdate(NOW - 90, usegmt=True), 0.0),
        (formatdate(NOW + 10**7, usegmt=True), 3600.0),
        ("Sunday, 06-Nov-94 08:49:37 GMT", 0.0),
        ("Sun Nov  6 08:49:37 1994", 0.0),
        ("Wed, 99 Foo 2026 99:99:99 GMT", None),
        ("Fri, 31 Dec 99999 23:59:59 GMT", None),
        ("x" * 10_000, None),
    ],
)
def test_retry_after(value: str | None, seconds: float | None) -> None:
    assert retry_after(value, NOW, OPTIONS.max_retry_after) == seconds


def good(pace: HostPace, now: float, latency: float = 0.1) -> None:
    pace.done(now, latency, None)


def test_the_delay_stands_between_two_requests() -> None:
    pace = HostPace(1.0, OPTIONS)
    assert pace.wait(0.0) <= 0
    good(pace, 10.0)
    assert pace.wait(10.0) == 1.0
    assert pace.wait(11.0) == 0.0


@pytest.mark.parametrize(("said", "kept"), [(5.0, 5.0), (30.0, 30.0), (900.0, 30.0), (-1.0, 1.0)])
def test_crawl_delay_is_honoured_up_to_its_limit(said: float, kept: float) -> None:
    pace = HostPace(1.0, OPTIONS)
    pace.crawl_delay(said)
    assert pace.interval == kept


def test_a_host_that_asks_for_a_pause_gets_it_and_half_the_pace() -> None:
    pace = HostPace(1.0, OPTIONS)
    pace.pause(0.0, 20.0)
    assert pace.wait(0.0) == 20.0
    assert pace.interval == 2.0
    assert pace.refusal(0.0) is None


def test_a_pause_longer_than_our_patience_leaves_the_urls_to_the_next_run() -> None:
    pace = HostPace(1.0, OPTIONS)
    pace.pause(0.0, 3600.0)
    refusal = pace.refusal(0.0)
    assert refusal
    assert refusal[0] is Reason.RATE_LIMITED
    assert pace.refusal(3571.0) is None


def test_rising_latency_slows_and_quick_answers_free_again() -> None:
    pace = HostPace(0.5, OPTIONS)
    for n in range(10):
        good(pace, float(n))
    assert pace.interval == 0.5
    good(pace, 20.0, latency=8.0)
    assert pace.interval == 8.0
    for n in range(40):
        good(pace, 30.0 + n)
    assert pace.interval == 0.5


def test_six_faults_in_a_row_break_the_circuit_and_a_good_answer_mends_it() -> None:
    pace = HostPace(0.0, OPTIONS)
    for n in range(5):
        pace.done(float(n), 0.1, Reason.CONNECT, "refused")
    assert pace.refusal(9.0) is None
    good(pace, 9.0)
    for n in range(6):
        pace.done(10.0 + n, 0.1, Reason.TOO_SLOW, "late")
    refusal = pace.refusal(99.0)
    assert refusal
    assert refusal[0] is Reason.HOST_FAILING
    assert "6 faults in a row, last: late" in refusal[1]


def test_what_is_no_fault_of_the_host_breaks_nothing() -> None:
    pace = HostPace(0.0, OPTIONS)
    for n in range(50):
        pace.done(float(n), 0.1, Reason.GONE, "HTTP 404")
    assert pace.refusal(99.0) is None


# over sockets


def reasons(got: list[Response | Rejected]) -> list[Reason | None]:
    return [g.reason if isinstance(g, Rejected) else None for g in got]


def manners(**changes: object) -> object:
    options = quick()
    politeness = msgspec.structs.replace(options.politeness, **changes)
    return msgspec.structs.replace(options, politeness=politeness)


def ask(script: object, count: int, options: object) -> tuple[list[Reason | None], int]:
    with hostile_server() as server:
        server.scripts["/p"] = script  # type: ignore[assignment]
        targets = [Target(url=f"http://a.example/p?{n}") for n in range(count)]
        got = list(fetcher(server, options).fetch(targets))  # type: ignore[arg-type]
        return reasons(got), len(server.hits)


@pytest.mark.parametrize("status", [429, 503])
def test_a_long_retry_after_spares_the_host_for_this_run(status: int) -> None:
    said = answer(b"", "retry-after: 600", status=f"{status} X")
    got, hits = ask(said, 8, manners())
    assert got == [Reason.RATE_LIMITED] * 8
    assert hits == 1


def test_control_without_retry_after_the_host_is_asked_each_time() -> None:
    said = answer(b"", "retry-after: 600", status="429 X")
    got, hits = ask(said, 8, manners(max_retry_after=0.0, max_slowing=0.0))
    assert got == [Reason.RATE_LIMITED] * 8
    assert hits == 8


def test_a_failing_host_is_left_alone_and_without_the_breaker_it_is_not() -> None:
    broken = raw(b"", close=True)
    got, hits = ask(broken, 20, manners(breaker=6))
    assert got == [Reason.PROTOCOL] * 6 + [Reason.HOST_FAILING] * 14
    assert hits == 6
    assert ask(broken, 20, manners(breaker=10**9))[1] == 20


def test_a_passing_fault_is_tried_again_and_a_lasting_answer_is_not() -> None:
    faults = 2

    async def mending(call: Call) -> None:
        nonlocal faults
        faults -= 1
        await (raw(b"", close=True) if faults >= 0 else answer())(call)

    again = manners(retries=2, backoff=0.01)
    assert ask(mending, 1, again) == ([None], 3)
    assert ask(answer(status="500 X"), 1, again) == ([Reason.SERVER_ERROR], 3)
    assert ask(answer(status="404 X"), 1, again) == ([Reason.GONE], 1)
    faults = 2
    assert ask(mending, 1, manners(retries=0)) == ([Reason.PROTOCOL], 1)


@pytest.mark.parametrize(
    ("attempt", "chance", "seconds"),
    [(0, 0.0, 0.25), (0, 1.0, 0.75), (1, 0.5, 1.0), (2, 0.0, 1.0), (2, 1.0, 3.0)],
)
def test_further_tries_wait_ever_longer_and_by_chance(
    attempt: int, chance: float, seconds: float
) -> None:
    """Half to one and a half of 0.5, 1, 2 s: those that failed together do not come together."""
    assert pause_before(attempt, chance, OPTIONS) == seconds


def interval_after(**changes: object) -> float:
    """Let a host answer three times at once and then after 2 s; return its pace from then on."""
    answers = 0

    async def tiring(call: Call) -> None:
        nonlocal answers
        answers += 1
        await asyncio.sleep(2.0 if answers > 3 else 0)
        await answer()(call)

    with hostile_server() as server:
        server.scripts["/p"] = tiring
        client = fetcher(server, manners(**changes))  # type: ignore[arg-type]
        got = list(client.fetch([Target(url=f"http://a.example/p?{n}") for n in range(4)]))
        assert reasons(got) == [None] * 4
    return client._hosts.pace("a.example").interval


def test_a_host_that_answers_ever_later_is_asked_more_slowly_and_without_slowing_it_is_not() -> (
    None
):
    assert interval_after() >= 2.0
    assert interval_after(max_slowing=0.0) == 0.0
