"""One crawl a state: the second start says who is at it, and does nothing or waits."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from newsclean.run.lock import Busy, Holder, holder_of, locked

CHILD = """
import os, sys, time
from pathlib import Path
from newsclean.run.lock import Busy, locked
try:
    with locked(Path(sys.argv[1])):
        print("in", os.getpid(), flush=True)
        time.sleep(float(sys.argv[2]))
        print("out", flush=True)
except Busy as error:
    print("busy:", error, flush=True)
"""


def start(state: Path, seconds: float) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", CHILD, str(state), str(seconds)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def first_word(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    return process.stdout.readline().split()[0]


def test_the_second_start_says_who_and_since_when(tmp_path: Path) -> None:
    """The words name the process and its age."""
    state = tmp_path / "s.db"
    with locked(state), pytest.raises(Busy) as caught, locked(state):
        pass
    assert f"process {os.getpid()} on " in str(caught.value)
    assert "min" in str(caught.value)


def test_of_twenty_starts_together_one_runs_at_a_time(tmp_path: Path) -> None:
    """While one is in, all others say that it is, and end well."""
    first = start(tmp_path / "s.db", 3600)
    assert first_word(first) == "in"
    others = [start(tmp_path / "s.db", 0) for _ in range(19)]
    words = [other.communicate()[0] for other in others]
    assert all(f"process {first.pid} on " in word for word in words)
    assert {other.returncode for other in others} == {0}
    first.kill()
    first.communicate()


def test_twenty_starts_at_one_moment_never_overlap(tmp_path: Path) -> None:
    """Each either has the lock to itself or is refused; the first always gets it."""
    starts = [start(tmp_path / "s.db", 0.3) for _ in range(20)]
    words = [process.communicate()[0] for process in starts]
    ran = [word for word in words if word.startswith("in")]
    assert ran
    assert all(word.endswith("out\n") for word in ran)
    assert all(word.startswith("busy") for word in words if word not in ran)


def test_waiting_gets_the_lock_when_it_is_free(tmp_path: Path) -> None:
    """The option --wait."""
    other = start(tmp_path / "s.db", 0.5)
    assert first_word(other) == "in"
    with locked(tmp_path / "s.db", wait=60.0):
        assert other.stdout
        assert other.stdout.read() == "out\n"
    other.communicate()


def test_a_killed_holder_holds_nothing(tmp_path: Path) -> None:
    """No stale lock stops cron for days; its note is not believed."""
    state = tmp_path / "s.db"
    other = start(state, 3600)
    assert first_word(other) == "in"
    assert holder_of(state) is not None
    other.kill()
    other.communicate()
    assert holder_of(state) is None
    with locked(state):
        held = holder_of(state)
    assert isinstance(held, Holder)
    assert held.pid == os.getpid()
