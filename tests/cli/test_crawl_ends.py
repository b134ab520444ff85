"""How a crawl ends before its time, and what it says of files and disks that are wrong."""

from __future__ import annotations

import resource
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import msgspec
import pytest

from tests.cli.crawling import canonicals, config, start, summary
from tests.command import COMMAND, environment, newsclean


def wait_for(condition: Path) -> None:
    for _ in range(600):
        if condition.exists() and condition.stat().st_size:
            return
        time.sleep(0.05)
    raise AssertionError(f"{condition} never came")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_a_run_cleanly_and_the_next_goes_on(
    tmp_path: Path, home: str, number: signal.Signals
) -> None:
    """What was read is published, what was not is due; nothing comes twice."""
    path = config(tmp_path, home, delay=0.7)
    run = start(path)
    wait_for(tmp_path / "newsclean.db.holder")
    time.sleep(4)
    run.send_signal(number)
    signalled = time.monotonic()
    _, err = run.communicate(timeout=60)
    print(f"ended {time.monotonic() - signalled:.1f} s after the signal")
    assert run.returncode == 0, err
    assert summary(tmp_path)["ended"] == "stopped"
    assert b"the next run goes on" in err
    assert not (tmp_path / "newsclean.db.holder").exists()
    config(tmp_path, home)
    assert newsclean("crawl", path).status == 0
    found = canonicals(tmp_path)
    assert len(found) == 13
    assert set(found.values()) == {1}


class Hanging(BaseHTTPRequestHandler):
    """Sends the head of an answer and then nothing, until the test is over."""

    over = threading.Event()

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        if self.path != "/robots.txt":
            self.wfile.write(b"<rss version='2.0'><channel>")
            self.wfile.flush()
            Hanging.over.wait(300)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def test_a_signal_ends_a_run_whose_server_hangs(tmp_path: Path, home: str) -> None:
    """Without waiting for an answer; what another site gave before is published."""
    server = ThreadingHTTPServer(("127.0.0.2", 0), Hanging)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    path = config(tmp_path, home)
    hanging = f"http://127.0.0.2:{server.server_port}/feed"
    path.write_text(path.read_text() + f'[[sites]]\nname = "hanging"\nfeeds = ["{hanging}"]\n')
    try:
        run = start(path)
        wait_for(tmp_path / "newsclean.db.holder")
        time.sleep(4)
        assert run.poll() is None
        run.send_signal(signal.SIGTERM)
        signalled = time.monotonic()
        _, err = run.communicate(timeout=120)
    finally:
        Hanging.over.set()
        server.shutdown()
        server.server_close()
    print(f"ended {time.monotonic() - signalled:.1f} s after the signal")
    assert run.returncode == 0, err
    assert summary(tmp_path)["ended"] == "stopped"


@pytest.mark.soak
def test_of_twenty_real_starts_at_one_moment_one_crawls(tmp_path: Path, home: str) -> None:
    """All others say who does and end with 0; each article comes once."""
    path = config(tmp_path, home, delay=0.5)
    runs = [start(path) for _ in range(20)]
    errors = [run.communicate()[1] for run in runs]
    assert {run.returncode for run in runs} == {0}
    busy = [error for error in errors if b"nothing was done" in error]
    print(f"{len(busy)} of 20 were refused")
    assert busy
    assert set(canonicals(tmp_path).values()) == {1}
    assert len(canonicals(tmp_path)) == 13


def test_a_deadline_ends_a_run_and_the_next_goes_on(tmp_path: Path, home: str) -> None:
    """So that cron's next start finds the way free."""
    path = config(tmp_path, home, delay=0.7, crawl='deadline = "3s"')
    run = newsclean("crawl", path)
    assert run.status == 0
    assert summary(tmp_path)["ended"] == "deadline"
    config(tmp_path, home)
    newsclean("crawl", path)
    assert len(canonicals(tmp_path)) == 13
    assert set(canonicals(tmp_path).values()) == {1}


def test_kill_9_of_a_real_run_and_a_second_start_beside_it(tmp_path: Path, home: str) -> None:
    """The second says who is at it and ends with 0; after the kill a third finishes."""
    path = config(tmp_path, home, delay=0.3)
    run = start(path)
    wait_for(tmp_path / "newsclean.db.holder")
    second = newsclean("crawl", path)
    assert second.status == 0
    assert f"process {run.pid} on " in second.err
    time.sleep(3)
    run.kill()
    run.communicate()
    config(tmp_path, home)
    third = newsclean("crawl", path)
    assert third.status == 0, third.err
    assert len(canonicals(tmp_path)) == 13
    assert set(canonicals(tmp_path).values()) == {1}


def test_a_mistake_in_the_file_ends_with_2(tmp_path: Path, home: str) -> None:
    """File, line, key, advice; nothing is made."""
    path = config(tmp_path, home, crawl='deadlin = "3s"')
    run = newsclean("crawl", path)
    assert run.status == 2
    assert (
        f"{path}:4: crawl.deadlin: there is no key `deadlin` (did you mean `deadline`?)" in run.err
    )
    assert list(tmp_path.iterdir()) == [path]
    assert newsclean("status", path).status == 2


def test_a_damaged_state_ends_with_3_and_is_not_started_over(tmp_path: Path, home: str) -> None:
    """Until --new-state."""
    path = config(tmp_path, home)
    newsclean("crawl", path)
    state = tmp_path / "newsclean.db"
    with state.open("r+b") as file:
        file.seek(9000)
        file.write(b"\xff\xff")
    for _ in range(2):
        run = newsclean("crawl", path)
        assert run.status == 3
        assert "newsclean.db.damaged-1" in run.err
    assert len(canonicals(tmp_path)) == 13
    assert newsclean("crawl", path, "--new-state").status == 0


def test_a_full_disk_ends_with_75_and_the_next_run_finishes(tmp_path: Path, home: str) -> None:
    """By a limit on the size of files, as `ulimit -f` sets it."""
    path = config(tmp_path, home)

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.RLIM_INFINITY))

    run = subprocess.run(
        [*COMMAND, "crawl", str(path)], env=environment(), capture_output=True, preexec_fn=limit
    )
    assert run.returncode == 75, run.stderr
    assert b"the disk is full" in run.stderr
    assert newsclean("crawl", path).status == 0
    assert len(canonicals(tmp_path)) == 13
    assert set(canonicals(tmp_path).values()) == {1}


class Endless(BaseHTTPRequestHandler):
    """Sends a feed of 200 MB, as fast as it is taken; keeps what is posted."""

    sent = 0
    posted: ClassVar[list[bytes]] = []

    def do_GET(self) -> None:
        if self.path == "/robots.txt":
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Type", "application/rss+xml")
        self.end_headers()
        item = b"<item><title>x</title><link>http://127.0.0.1/x</link></item>" * 1000
        self.wfile.write(b"<rss version='2.0'><channel>")
        try:
            while Endless.sent < 200_000_000:
                self.wfile.write(item)
                Endless.sent += len(item)
        except OSError:
            self.close_connection = True

    def do_POST(self) -> None:
        Endless.posted.append(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(204)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def endless() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Endless)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_feed_of_200_mb_is_said_to_be_too_large(tmp_path: Path, home: str) -> None:
    """It is left after 10 MiB; the other site's articles come; the webhook hears of trouble."""
    with endless() as huge:
        path = config(tmp_path, home, notify=f'webhook = "{huge}/hook"\nwebhook_on = "always"')
        text = path.read_text()
        path.write_text(text + f'[[sites]]\nname = "huge"\nfeeds = ["{huge}/feed"]\n')
        run = newsclean("crawl", path)
        posted = msgspec.json.decode(Endless.posted[-1])
    assert run.status == 0
    assert f"huge: {huge}/feed: too_large" in run.err
    assert Endless.sent < 40_000_000
    assert len(canonicals(tmp_path)) == 13
    assert "trouble with huge" in posted["text"]
    assert posted["summary"]["totals"]["new"] == 13
    again = newsclean("crawl", path)
    assert "(2 times in a row)" in again.err
