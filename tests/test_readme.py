"""The README begins with the two commands, and all targets of the Makefile are there."""

from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_it_starts_with_the_two_commands() -> None:
    """Its code blocks are run by tests/docs."""
    top = (ROOT / "README.md").read_text("utf-8").splitlines()[:5]
    assert top[3].split()[:2] == ["make", "demo"]
    assert top[4].split()[:2] == ["make", "test"]
    for target in ("demo", "test", "docs", "lint", "types", "soak", "bench", "train"):
        done = subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
