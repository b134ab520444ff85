"""Only the guilty document is lost, whatever it does to its worker."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
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
        ("say nonsense", Reason.WORKER_CRASH),
        ("say empty", Reason.WORKER_CRASH),
        ("say much", Reason.WORKER_CRASH),
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


def test_a_new_worker_is_given_time_to_start_but_not_its_first_document(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One that hangs at once is ended soon; without the word that it is ready, after a minute."""
    monkeypatch.setattr("newsclean.run.worker._START_SECONDS", 600.0)
    monkeypatch.setattr("newsclean.run.worker._FIRST_SECONDS", 0.5)
    assert run(["hang"], WorkerOptions(seconds=0.7, count=1))["x:0"].reason is Reason.WORKER_TIME


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


WANTED = {
    "ok": Reason.NO_ARTICLE,
    "segv": Reason.WORKER_CRASH,
    "hang": Reason.WORKER_TIME,
    "grow": Reason.WORKER_MEMORY,
}


def mixed_orders(ok: int, each: int) -> list[str]:
    """Mix crashes, hangs and growth into healthy documents."""
    orders = ["ok"] * ok + ["segv"] * each + ["hang"] * each + ["grow"] * each
    random.Random(5).shuffle(orders)
    return orders


def test_six_deaths_lose_six_documents() -> None:
    """Each guilty document has its own reason, and all others come out."""
    orders = mixed_orders(60, 2)
    got = run(orders)
    assert [got[f"x:{n}"].reason for n in range(66)] == [WANTED[order] for order in orders]


@pytest.mark.soak
def test_two_hundred_deaths_lose_two_hundred_documents() -> None:
    orders = mixed_orders(600, 67)
    got = run(orders)
    assert [got[f"x:{n}"].reason for n in range(801)] == [WANTED[order] for order in orders]


def _crash(number: int) -> int:
    if number == 7:
        os.kill(os.getpid(), signal.SIGSEGV)
    time.sleep(0.02)  # so that some are still waiting when one dies
    return number


def test_control_a_pool_of_the_standard_library_loses_the_innocent() -> None:
    with ProcessPoolExecutor(2) as pool:
        jobs = [pool.submit(_crash, number) for number in range(60)]
        lost = sum(job.exception() is not None for job in jobs)
    assert lost > 1


@pytest.mark.parametrize(
    ("order", "off"),
    [
        ("hang a while", WorkerOptions(seconds=600.0)),
        ("grow a while", WorkerOptions(seconds=600.0, memory=1 << 40)),
    ],
)
def test_control_with_the_limit_off_the_document_takes_what_it_wants(
    order: str, off: WorkerOptions
) -> None:
    """The same document is ended by the limit and served without it."""
    assert run(["ok", "ok", "ok", order])["x:3"].reason in (
        Reason.WORKER_TIME,
        Reason.WORKER_MEMORY,
    )
    assert run(["ok", "ok", "ok", order], off)["x:3"].reason is Reason.NO_ARTICLE


def test_a_link_among_what_was_set_aside_is_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"precious")
    aside = tmp_path / "aside"
    aside.mkdir()
    name = hashlib.sha256(b"segv").hexdigest()
    (aside / f"{name}.bin").symlink_to(victim)
    run(["segv"], WorkerOptions(aside=str(aside)))
    assert victim.read_bytes() == b"precious"
    assert (aside / f"{name}.bin").read_bytes() == b"segv"
    assert sorted(path.suffix for path in aside.iterdir()) == [".bin", ".json"]


@pytest.mark.parametrize("name", ["../../etc/x", "a\0b", "/etc/x", "C:\\x", "-rf", "\u202e"])
def test_names_of_what_is_set_aside_come_from_its_bytes_alone(name: str, tmp_path: Path) -> None:
    with Workers(WorkerOptions(aside=str(tmp_path / "aside")), work=WORK) as workers:
        list(workers.clean([Response(body="segv", url=name, name=name)]))
    found = {path.name for path in tmp_path.rglob("*") if path.is_file()}
    digest = hashlib.sha256(b"segv").hexdigest()
    assert found == {f"{digest}.bin", f"{digest}.json"}


def test_a_document_on_a_busy_machine_is_not_guilty(monkeypatch: pytest.MonkeyPatch) -> None:
    """It needs a third of its seconds; sharing one processor with others it takes more than all."""
    every = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(every)})
    crowd = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(4)]
    options = WorkerOptions(seconds=1.0, count=1)
    orders = ["ok", "work a while", "ok"]
    try:
        monkeypatch.setattr("newsclean.run.worker._PATIENCE", 200)  # this machine may be busy, too
        assert run(orders, options)["x:1"].reason is Reason.NO_ARTICLE
        monkeypatch.setattr("newsclean.run.worker._PATIENCE", 0)
        assert run(orders, options)["x:1"].reason is Reason.WORKER_TIME
    finally:
        os.sched_setaffinity(0, every)
        for one in crowd:
            one.kill()
            one.wait()


ORPHAN = """
from newsclean.options import WorkerOptions
from newsclean.records import Response
from newsclean.run.workers import Workers
with Workers(WorkerOptions(seconds=0.4, count=1), work="tests.run.misbehave:work") as workers:
    orders = ["ok", "ok", "%s"]
    for result in workers.clean(Response(body=order, url=order) for order in orders):
        print(result.detail.split()[-1], flush=True)
"""


@pytest.mark.parametrize("order", ["hang", "spin", "ok"])
def test_workers_do_not_outlive_a_killed_parent(order: str) -> None:
    """Whether the document sleeps, spins or is done, its process ends by itself."""
    command = [sys.executable, "-c", ORPHAN % order]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        worker = [int(parent.stdout.readline()) for _ in range(2)][-1]
        parent.kill()
    for _ in range(1_200):
        if not _alive(worker):
            return
        time.sleep(0.1)
    raise AssertionError("the worker lives on")


def _alive(process: int) -> bool:
    try:
        return b") Z" not in Path(f"/proc/{process}/stat").read_bytes()
    except OSError:
        return False
