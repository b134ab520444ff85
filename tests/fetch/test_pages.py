"""Pages are remembered with their validators, within a size, and survive a kill."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from newsclean.errors import Reason
from newsclean.fetch.pages import PageCache, open_pages
from newsclean.records import Rejected, Response, Target
from tests.hostile.answers import PAGE, answer
from tests.hostile.server import Call, fetcher, hostile_server, quick


def page(url: str, body: bytes = PAGE, reached: str | None = None) -> Response:
    headers = (("etag", '"v1"'), ("last-modified", "Tue, 24 Nov 2026 10:00:00 GMT"))
    return Response(body=body, url=reached or url, name=url, status=200, headers=headers)


def noise(seed: int, size: int = 10_000) -> bytes:
    return random.Random(seed).randbytes(size)


def test_a_page_comes_back_as_it_was(tmp_path: Path) -> None:
    kept = page("http://a.example/x")
    open_pages(tmp_path / "pages.db").keep(kept)
    again = open_pages(tmp_path / "pages.db")
    assert again.get("http://a.example/x") == kept
    assert again.get("http://a.example/y") is None


def test_a_known_page_is_asked_for_with_its_validators(tmp_path: Path) -> None:
    pages = open_pages(tmp_path / "pages.db")
    pages.keep(page("http://a.example/x"))
    known = pages.with_validators(Target(url="http://a.example/x"))
    assert (known.etag, known.last_modified) == ('"v1"', "Tue, 24 Nov 2026 10:00:00 GMT")
    own = Target(url="http://a.example/x", etag='"mine"')
    assert pages.with_validators(own) == own


def test_validators_of_a_page_moved_to_are_not_those_of_the_address(tmp_path: Path) -> None:
    """The first hop would compare them with another resource."""
    pages = open_pages(tmp_path / "pages.db")
    pages.keep(page("http://a.example/x", reached="https://a.example/x"))
    assert pages.get("http://a.example/x")
    assert pages.with_validators(Target(url="http://a.example/x")).etag is None


def test_a_page_without_validators_or_already_text_is_not_kept(tmp_path: Path) -> None:
    pages = open_pages(tmp_path / "pages.db")
    pages.keep(Response(body=PAGE, url="http://a.example/x"))
    pages.keep(Response(body="text", url="http://a.example/y", headers=(("etag", "x"),)))
    assert pages.size == 0


def test_the_least_recently_used_go_first_and_the_cap_holds(tmp_path: Path) -> None:
    pages = open_pages(tmp_path / "pages.db", max_bytes=50_000)
    for number in range(4):
        pages.keep(page(f"http://a.example/{number}", noise(number)))
    pages.with_validators(Target(url="http://a.example/0"))
    for number in range(4, 7):
        pages.keep(page(f"http://a.example/{number}", noise(number)))
        assert pages.size <= 50_000
    kept = [n for n in range(7) if pages.get(f"http://a.example/{n}")]
    assert kept == [0, 4, 5, 6]
    assert open_pages(tmp_path / "pages.db", max_bytes=50_000).size == pages.size


def test_control_without_the_cap_all_are_kept(tmp_path: Path) -> None:
    pages = open_pages(tmp_path / "pages.db", max_bytes=1 << 40)
    for number in range(20):
        pages.keep(page(f"http://a.example/{number}", noise(number)))
    assert pages.size > 200_000


def test_in_a_state_database_pages_fall_with_the_transaction(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "state.db")
    pages = PageCache(connection)
    pages.keep(page("http://a.example/x"))
    connection.rollback()
    assert pages.get("http://a.example/x") is None


WRITER = """
import sys, pathlib, random
from newsclean.fetch.pages import open_pages
from newsclean.records import Response
pages = open_pages(pathlib.Path(sys.argv[1]), 200_000)
for n in range(10**6):
    body = random.Random(n).randbytes(5000)
    pages.keep(Response(body=body, url=f"http://a.example/{n}", headers=(("etag", f'"{n}"'),)))
    print(n, flush=True)
"""


@pytest.mark.parametrize("after", [1, 20, 60])
def test_a_kill_leaves_whole_pages(tmp_path: Path, after: int) -> None:
    """What was said to be kept is there, and each page is its own bytes."""
    path = tmp_path / "pages.db"
    command = [sys.executable, "-c", WRITER, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        said = [process.stdout.readline() for _ in range(after)]
        os.kill(process.pid, signal.SIGKILL)
        said += process.stdout  # on a busy machine it was far ahead of what had been read
        last = int(said[-1])
    pages = open_pages(path, 200_000)
    for number in range(max(0, last - 30), last + 1):
        got = pages.get(f"http://a.example/{number}")
        assert got
        assert got.body == random.Random(number).randbytes(5000)


async def conditional(call: Call) -> None:
    if call.headers.get("if-none-match") == '"v1"':
        await call.send(b"HTTP/1.1 304 Not Modified\r\n\r\n")
    else:
        await answer(PAGE, 'etag: "v1"')(call)


def test_a_second_fetch_is_unchanged_and_keeps_its_connection(tmp_path: Path) -> None:
    urls = [f"http://a.example/p?{n}" for n in range(5)]
    with hostile_server() as server:
        server.scripts["/p"] = conditional
        pages = open_pages(tmp_path / "pages.db")
        first = list(fetcher(server, quick(), pages=pages).fetch(Target(url=u) for u in urls))
        before = server.connections
        second = list(fetcher(server, quick(), pages=pages).fetch(Target(url=u) for u in urls))
        assert server.connections - before == 1
    assert all(isinstance(got, Response) for got in first)
    assert [g.reason for g in second if isinstance(g, Rejected)] == [Reason.UNCHANGED] * 5
    assert [pages.get(url) is not None for url in urls] == [True] * 5


def test_validators_are_not_sent_beyond_a_redirect() -> None:
    with hostile_server() as server:
        server.scripts["/old"] = answer(b"", "location: http://b.example/new", status="301 M")
        server.scripts["/new"] = conditional
        known = Target(url="http://a.example/old", etag='"v1"')
        [got] = fetcher(server, quick()).fetch([known])
        sent = ["if-none-match" in call.headers for call in server.calls]
    assert isinstance(got, Response)
    assert sent == [True, False]


@pytest.mark.parametrize("value", ["a\r\nx: y", "\u00e9", "x" * 2000, "a\0b"])
def test_an_unsound_validator_is_not_sent(value: str) -> None:
    with hostile_server() as server:
        server.scripts["/p"] = answer()
        [got] = fetcher(server, quick()).fetch([Target(url="http://a.example/p", etag=value)])
        assert isinstance(got, Response)
        assert "if-none-match" not in server.calls[0].headers
