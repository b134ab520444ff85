"""What is told of a process follows it, and ends with it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from newsclean.run.procfs import Observed

pytestmark = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="no /proc here")


def test_a_process_that_grows_is_seen_to_grow() -> None:
    seen = Observed(os.getpid())
    before = seen.resident()
    held = bytearray(os.urandom(1 << 10) * (64 << 10))
    assert seen.resident() - before > len(held) // 2
    seen.close()


def test_a_process_that_works_wants_to_run_and_its_seconds_add_up() -> None:
    seen = Observed(os.getpid())
    running, before = seen.cpu()
    while (used := seen.cpu()[1]) <= before:
        pass  # ticks are hundredths of a second
    assert running
    assert used > before
    seen.close()


def test_of_a_process_that_is_gone_nothing_is_told() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        seen = Observed(process.pid)
        assert seen.resident() > 0
        process.communicate(b"\n")
    assert (seen.resident(), seen.cpu()) == (0, (False, 0.0))
    seen.close()
    assert (seen.resident(), seen.cpu()) == (0, (False, 0.0))
    assert Observed(process.pid).resident() == 0
