"""Only the guilty document is lost, whatever it does to its worker."""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from pathlib import Path

import pytest

from newsclean.errors import Reason
from newsclean.options import WorkerOptions
from newsclean.records import Article, Rejected, Response
from newsclean.run.pipeline import clean_response
from newsclean.run.workers import Workers

WORK = "tests.run.misbehave:work"
QUICK = WorkerOptions(seconds=0.7, memory=128 << 20)


def documents(orders: list[str]) -> list[Response]:
    return [Response(body=order, url=f"x:{number}") for number, order in enumerate(orders)]


def run(orders: list[str], options: WorkerOptions = QUICK) -> dict[str, Rejected]:
    with Workers(options, work=WORK) as workers:
        got = list(workers.clean(documents(orders)))
    assert all(isinstance(result, Rejected) for result in got)
    by_url = {r.url: r for r in got if isinstance(r, Rejected) and r.url}
    assert len(by_url) == len(got) == len(orders)
    return by_url


@pytest.mark.parametrize(
    ("order", "reason"),
    [
        ("segv", Reason.WORKER_CRASH),
        ("exit", Reason.WORKER_CRASH),
        ("grow", Reason.WORKER_MEMORY),
        ("raise", Reason.INTERNAL),
        ("print", Reason.NO_ARTICLE),
    ],
)
def test_the_guilty_document_alone_gets_its_reason(order: str, reason: Reason) -> None:
    """A worker's death takes one document; those before and after it come out."""
    got = run(["ok", order, "ok", "ok"])
    assert got["x:1"].reason is reason
    assert {got[url].reason for url in ("x:0", "x:2", "x:3")} == {Reason.NO_ARTICLE}


@pytest.mark.parametrize("order", ["hang", "spin"])
def test_a_document_over_its_time_is_ended(order: str) -> None:
    """The clock starts anew for each document of a warm worker."""
    got = run(["ok", "ok", "ok", "ok", order, "ok"], WorkerOptions(seconds=0.7, count=1))
    assert got["x:4"].reason is Reason.WORKER_TIME
    assert got["x:5"].reason is Reason.NO_ARTICLE


def test_a_document_is_not_blamed_for_a_busy_machine() -> None:
    """Time in which the process did not run counts a quarter."""
    got = run(["ok", "nap", "nap"], WorkerOptions(seconds=0.7, count=1))
    assert {result.reason for result in got.values()} == {Reason.NO_ARTICLE}


def test_the_bytes_of_a_guilty_document_are_set_aside(tmp_path: Path) -> None:
    """What killed a worker can be looked at later."""
    run(["ok", "segv"], WorkerOptions(aside=str(tmp_path)))
    name = hashlib.sha256(b"segv").hexdigest()
    assert (tmp_path / f"{name}.bin").read_bytes() == b"segv"
    assert b"worker_crash" in (tmp_path / f"{name}.json").read_bytes()


def test_workers_are_recycled_and_both_used() -> None:
    """A worker serves so many documents and no more; two share the work."""
    got = run(["ok"] * 40, WorkerOptions(recycle=8))
    served = Counter(result.detail for result in got.values())
    assert max(served.values()) <= 8
    assert len(served) >= 5


def test_results_come_in_the_order_of_the_input_where_asked() -> None:
    """A slow document holds its place."""
    with Workers(WorkerOptions(order="input"), work=WORK) as workers:
        got = [result.url for result in workers.clean(documents(["ok", "segv", *["ok"] * 30]))]
    assert got == [f"x:{number}" for number in range(32)]


def test_an_article_is_the_same_from_a_worker_as_without_one() -> None:
    """The trip between processes changes nothing."""
    words = " ".join(["The ferry left the harbour at nine, and the choir sang on deck."] * 8)
    body = f"<html><title>Ferry</title><article><h1>Ferry</h1><p>{words}<p>{words}</article>"
    page = Response(body=body.encode(), url="https://a.example/ferry")
    with Workers(WorkerOptions(count=1)) as workers:
        [got] = workers.clean([page])
    assert isinstance(got, Article)
    assert got == clean_response(page)


def test_rejections_pass_through_and_leaving_early_ends_the_processes() -> None:
    """A fetch that failed needs no worker."""
    gone = Rejected(url="x:g", reason=Reason.GONE, detail="HTTP 404")
    with Workers(work=WORK) as workers:
        stream = workers.clean([gone, *documents(["hang", "hang", "ok"])])
        assert next(stream) == gone
        stream.close()
        assert not workers.busy


@pytest.mark.soak
def test_two_hundred_deaths_lose_two_hundred_documents() -> None:
    """Crashes, hangs and growth mixed into healthy documents."""
    orders = ["ok"] * 600 + ["segv"] * 80 + ["hang"] * 60 + ["grow"] * 60
    random.Random(5).shuffle(orders)
    got = run(orders)
    wanted = {
        "ok": Reason.NO_ARTICLE,
        "segv": Reason.WORKER_CRASH,
        "hang": Reason.WORKER_TIME,
        "grow": Reason.WORKER_MEMORY,
    }
    assert {url: r.reason for url, r in got.items()} == {
        f"x:{number}": wanted[order] for number, order in enumerate(orders)
    }
