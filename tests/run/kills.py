"""kill -9 of a crawl, at chosen events or at random moments, until it is done; then the count.

    python -m tests.run.kills events FOLDER          how many events a whole crawl has
    python -m tests.run.kills at FOLDER N [N ...]    a kill at each of these events
    python -m tests.run.kills random FOLDER SEED COUNT
    python -m tests.run.kills without GUARD FOLDER N [N ...]    with a guard off: must fail

An event is a write, fsync, rename, unlink or truncation by Python, or an SQL statement (before
it runs; a write is killed half done). Prints a line for each kill that lost or doubled something.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from newsclean.records import Batch
from newsclean.run.outbox import Outbox
from newsclean.sinks.growing import GrowingFile
from tests.run import small_world

DIED, DONE = "died", "done"


class Events:
    """Counts events of this process, and kills it at one of them."""

    def __init__(self, kill_at: int) -> None:
        self.count = 0
        self._kill_at = kill_at

    def happen(self, half: Callable[[], object] | None = None) -> None:
        self.count += 1
        if self.count == self._kill_at:
            if half:
                half()
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(self) -> None:
        """Put a watch on everything that changes the disk."""
        write = os.write

        def half_written(descriptor: int, data: Any) -> int:
            self.happen(lambda: write(descriptor, bytes(data)[: len(data) // 2]))
            return write(descriptor, data)

        os.write = half_written
        for name in ("fsync", "replace", "rename", "unlink", "ftruncate"):
            setattr(os, name, self._watched(getattr(os, name)))
        connect = sqlite3.connect

        def connected(*args: Any, **options: Any) -> sqlite3.Connection:
            connection: sqlite3.Connection = connect(*args, **options)
            connection.set_trace_callback(lambda _: self.happen())
            return connection

        sqlite3.connect = connected  # type: ignore[assignment]

    def _watched(self, function: Callable[..., object]) -> Callable[..., object]:
        def watched(*args: Any, **options: Any) -> object:
            self.happen()
            return function(*args, **options)

        return watched


def crawl_on(folder: Path) -> None:
    """Do the runs that are not done yet."""
    progress = folder / "progress"
    done = progress.stat().st_size if progress.exists() else 0
    for number in range(done, small_world.RUNS):
        summary = small_world.run(folder, number)
        assert summary.exit_code == 0, summary
        with progress.open("ab") as file:
            file.write(b".")


def in_child(action: Callable[[], None]) -> int:
    """Run in a forked child; return its pid."""
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        action()
        status = 0
    except BaseException as error:  # noqa: BLE001 - a child must not run on into the parent's code
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
    finally:
        os._exit(status)


def ended(pid: int) -> str:
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    if status > 0:
        raise RuntimeError(f"a crawl failed with status {status}")
    return DIED if status < 0 else DONE


def without_cut() -> None:
    """Let a growing file keep what was written and not committed."""
    GrowingFile._committed = lambda self, place: None  # type: ignore[method-assign]


def without_names() -> None:
    """Give a batch that is published again another name."""
    read = Outbox._read

    def renamed(self: Outbox, number: int) -> Batch:
        return Batch(f"{time.time_ns():x}", read(self, number).articles)

    Outbox._read = renamed  # type: ignore[method-assign]


def without_outbox() -> None:
    """Commit that pages are done, and forget what was to be published of them."""
    opened = Outbox.open

    def forgetful(self: Outbox) -> None:
        self._state.database.execute("DELETE FROM outbox")
        opened(self)

    Outbox.open = forgetful  # type: ignore[method-assign]


GUARDS = {"cut": without_cut, "names": without_names, "outbox": without_outbox}


def count_events(folder: Path) -> int:
    events = Events(0)
    events.watch()
    crawl_on(folder)
    return events.count


def kill_at(folder: Path, number: int) -> list[str]:
    """Kill at one event, let the next crawl finish, return what is wrong."""

    def child() -> None:
        Events(number).watch()
        crawl_on(folder)

    assert ended(in_child(child)) == DIED, f"event {number} never came"
    assert ended(in_child(lambda: crawl_on(folder))) == DONE
    return small_world.faults(folder)


def kill_randomly(folder: Path, chance: random.Random) -> tuple[int, list[str]]:
    """Kill again and again at random moments, until a crawl comes through."""
    kills = 0
    while True:
        pid = in_child(lambda: crawl_on(folder))
        time.sleep(chance.uniform(0.0, 0.12))
        os.kill(pid, signal.SIGKILL)
        if ended(pid) == DONE:
            return kills, small_world.faults(folder)
        kills += 1
        if kills % 25 == 0:  # a kill may always come before the first commit
            assert ended(in_child(lambda: crawl_on(folder))) == DONE


def fresh(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def main(arguments: list[str]) -> int:
    mode, folder = arguments[0], Path(arguments[1])
    if mode == "events":
        print(count_events(fresh(folder)))
        return 0
    bad = kills = 0
    enough = 10**9
    if mode == "without":
        enough = 1
        GUARDS[arguments[1]]()
        mode, folder, arguments = "at", Path(arguments[2]), arguments[1:]
    if mode == "at":
        for number in map(int, arguments[2:]):
            kills += 1
            wrong = kill_at(fresh(folder), number)
            bad += bool(wrong)
            if wrong:
                print(f"event {number}: {wrong}")
            if bad >= enough:
                break
    else:
        chance, most = random.Random(int(arguments[2])), int(arguments[3])
        while kills < most:
            more, wrong = kill_randomly(fresh(folder), chance)
            kills += more
            bad += bool(wrong)
            if wrong:
                print(f"after {kills} kills: {wrong}")
    print(f"{kills} kills, {bad} with something lost or doubled")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
