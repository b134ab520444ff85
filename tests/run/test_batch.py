"""A batch: everything found comes out once, counted, in order, whatever some of it does."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

import newsclean
from newsclean.errors import Reason
from newsclean.options import FetchOptions, RunOptions, WorkerOptions
from newsclean.records import Article, Rejected, Response, Target
from newsclean.run.batch import Outputs, Tally, fetched, results, run_batch
from newsclean.run.workers import Workers
from newsclean.stages import Found, Result
from tests.command import PAGE, SENTENCE


class Kept:
    """A sink that keeps what it gets."""

    def __init__(self, room: int = 10**6) -> None:
        self.results: list[Result] = []
        self.closed = False
        self._room = room

    def write(self, result: Result) -> None:
        if len(self.results) == self._room:
            raise OSError(28, "No space left on device")
        self.results.append(result)

    def close(self) -> None:
        self.closed = True


class Echo:
    """A fetcher that answers each target with its URL, and counts its calls."""

    def __init__(self) -> None:
        self.calls = 0

    def fetch(self, targets: Iterable[Target]) -> Iterator[Response | Rejected]:
        self.calls += 1
        for target in targets:
            yield Response(body=b"", url=target.url)


class Watcher:
    """An observer that remembers the order of what it heard."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def found(self, item: Found) -> None:
        self.heard.append(f"found {item.url}")

    def done(self, result: Result) -> None:
        self.heard.append(f"done {result.url}")


MISSING = Rejected(url="x:m", reason=Reason.MISSING_FILE, detail="gone")


def page(url: str, body: str = PAGE) -> Response:
    return Response(body=body, url=url)


def test_articles_and_rejections_go_to_their_sinks_and_are_counted() -> None:
    articles, rejects, watcher = Kept(), Kept(), Watcher()
    found: list[Found] = [page("x:1"), MISSING, page("x:2", "<p>Little."), page("x:3")]
    tally = run_batch(found, RunOptions(), Outputs(articles, rejects), watcher)
    assert [result.url for result in articles.results] == ["x:1", "x:3"]
    assert [result.url for result in rejects.results] == ["x:m", "x:2"]
    assert articles.closed
    assert rejects.closed
    assert str(tally) == "2 articles, 2 rejected (1 missing_file, 1 no_article)"
    assert (tally.total, tally.faults) == (4, 1)
    urls = ["x:1", "x:m", "x:2", "x:3"]
    assert sorted(watcher.heard) == sorted([f"{e} {u}" for u in urls for e in ("found", "done")])
    assert [h for h in watcher.heard if h.startswith("done")] == [f"done {u}" for u in urls]


def test_a_full_disk_ends_the_batch_and_leaves_the_outputs_open() -> None:
    """What is not whole is never closed, which would give it its name."""
    articles = Kept(room=1)
    with pytest.raises(OSError, match="No space"):
        run_batch([page("x:1"), page("x:2")], RunOptions(), Outputs(articles))
    assert len(articles.results) == 1
    assert not articles.closed


def test_only_targets_are_fetched_row_by_row_and_order_is_kept() -> None:
    fetcher = Echo()
    a, b, c = (Target(url=f"http://{n}.example") for n in "abc")
    got = list(fetched([a, b, MISSING, page("x:1"), c], lambda: fetcher))
    assert [item.url for item in got] == [a.url, b.url, "x:m", "x:1", c.url]
    assert fetcher.calls == 2


def test_no_fetcher_is_opened_where_nothing_is_to_fetch() -> None:
    def opener() -> Echo:
        raise AssertionError("opened")

    assert list(fetched([MISSING, page("x:1")], opener)) == [MISSING, page("x:1")]


def test_a_long_input_is_taken_as_results_are_taken() -> None:
    taken = 0

    def endless() -> Iterator[Found]:
        nonlocal taken
        while True:
            taken += 1
            yield MISSING

    stream = results(endless(), RunOptions())
    assert next(stream) == MISSING
    stream.close()
    assert taken < 1000


def test_a_result_does_not_wait_for_a_source_that_is_slow() -> None:
    """A page that was fetched comes out before the next has arrived."""
    arrived: list[str] = []

    def network() -> Iterator[Response]:
        for n in range(3):
            time.sleep(0.2)
            arrived.append(f"x:{n}")
            yield page(f"x:{n}")

    with Workers(WorkerOptions(order="input")) as workers:
        for result in workers.clean(network()):
            assert arrived[-1] == result.url


def test_a_slow_reader_is_not_blamed_on_the_document() -> None:
    """An article larger than a pipe, fetched late: its worker waits, over its time, to be heard."""
    large = PAGE.replace("</article>", f"<p>{SENTENCE * 5}</p>" * 600 + "</article>")
    with Workers(WorkerOptions(count=2, seconds=1)) as workers:
        assert len(list(workers.clean(page(f"x:warm{n}") for n in range(8)))) == 8
        for result in workers.clean([page("x:1"), page("x:2", large)]):
            assert isinstance(result, Article), result
            time.sleep(4.5)


def test_the_library_cleans_files_and_folders_and_never_raises(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE)
    (tmp_path / "b.html").write_bytes(b"%PDF-1.7 \x00")
    got = list(newsclean.clean([tmp_path, "none.html", "ftp://x.example/"]))
    assert [r.reason if isinstance(r, Rejected) else r.title for r in got] == [
        "Pier to be rebuilt",
        Reason.NOT_HTML,
        Reason.MISSING_FILE,
        Reason.UNKNOWN_SCHEME,
    ]
    [alone] = newsclean.clean(tmp_path / "a.html", RunOptions(workers=WorkerOptions(count=1)))
    assert alone == got[0]


def test_loopback_is_refused_to_the_library_too() -> None:
    options = RunOptions(fetch=FetchOptions(delay=0.0))
    [got] = newsclean.clean("http://127.0.0.1:9/", options)
    assert isinstance(got, Rejected)
    assert got.reason is Reason.REFUSED_ADDRESS


def test_a_tally_of_nothing_can_be_said() -> None:
    assert str(Tally()) == "0 articles, 0 rejected"
