"""kill -9: nothing is lost and nothing comes twice, in three sinks, whenever it strikes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.run import small_world

SAMPLE = 45
FAULTLESS = "kills, 0 with something lost or doubled"


def kills(*arguments: str) -> str:
    """Run the killer in a process of its own, which forks: pytest's may have threads."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.run.kills", *arguments], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_three_runs_without_a_kill_are_exact(memory: Path) -> None:
    """Every article once, every change once, in each sink."""
    for number in range(small_world.RUNS):
        small_world.run(memory, number)
    assert small_world.faults(memory) == []
    assert len(small_world.expected()) == 2 * (11 + 3)


def test_a_check_that_can_fail(memory: Path) -> None:
    """The count sees a doubled line and a lost row."""
    for number in range(small_world.RUNS):
        small_world.run(memory, number)
    file = memory / "all.jsonl"
    file.write_bytes(file.read_bytes() + file.read_bytes().splitlines(keepends=True)[0])
    next((memory / "parts").glob("part-*")).unlink()
    assert [fault.partition(":")[0] for fault in small_world.faults(memory)] == ["parts", "all"]


def test_a_kill_at_a_sample_of_all_events(memory: Path) -> None:
    """Half-written files, SQL about to run, renames about to happen."""
    events = int(kills("events", str(memory / "count")))
    step = max(events // SAMPLE, 1)
    assert FAULTLESS in kills("at", str(memory / "kill"), *map(str, range(1, events, step)))


def test_kills_at_random_moments(memory: Path) -> None:
    """A few here; a thousand under the marker soak."""
    assert FAULTLESS in kills("random", str(memory), "7", "25")


@pytest.mark.parametrize("guard", ["cut", "names", "outbox"])
def test_with_a_guard_off_kills_lose_or_double(guard: str, memory: Path) -> None:
    """The harness sees what each guard is for."""
    events = int(kills("events", str(memory / "count")))
    places = map(str, range(events // 5, events // 5 + 120, 3))
    done = subprocess.run(
        [sys.executable, "-m", "tests.run.kills", "without", guard, str(memory / "kill"), *places],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert "lost" in done.stdout


@pytest.mark.soak
def test_a_kill_at_every_event(memory: Path) -> None:
    """Each write, fsync, rename, truncation and SQL statement of three runs over three sinks."""
    events = int(kills("events", str(memory / "count")))
    told = kills("at", str(memory / "kill"), *map(str, range(1, events)))
    print(told)
    assert FAULTLESS in told


@pytest.mark.soak
def test_a_thousand_random_kills(memory: Path) -> None:
    """Wherever the clock puts them."""
    told = kills("random", str(memory), "11", "1000")
    print(told)
    assert FAULTLESS in told
