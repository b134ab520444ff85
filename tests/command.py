"""Runs the command line as a user does: a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import msgspec

COMMAND = (sys.executable, "-m", "newsclean")
SENTENCE = "The council of the harbour town voted on Monday to rebuild the old eastern pier. "
PAGE = (
    "<html lang=en><head><title>Pier to be rebuilt</title></head><body>"
    "<nav><a href=/>Home</a> <a href=/sport>Sport</a></nav>"
    f"<article><h1>Pier to be rebuilt</h1><p>{SENTENCE * 3}</p><p>{SENTENCE * 4}</p></article>"
    "<footer>All rights reserved</footer></body></html>"
)
TEXT = f"Home\nSport\nPier to be rebuilt\n{SENTENCE * 3}\n{SENTENCE * 4}\nFollow us\n"


class Ended(msgspec.Struct, frozen=True):
    """How a run ended and what it wrote."""

    status: int
    out: bytes
    err: str

    @property
    def articles(self) -> list[dict[str, object]]:
        """The lines of standard output."""
        return [msgspec.json.decode(line) for line in self.out.splitlines()]


def newsclean(*arguments: str | Path, stdin: bytes = b"", cwd: Path | None = None) -> Ended:
    """Run `newsclean` with these arguments to its end."""
    done = subprocess.run(
        [*COMMAND, *map(str, arguments)],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env=environment(),
        timeout=900,
        check=False,
    )
    return Ended(done.returncode, done.stdout, done.stderr.decode())


def environment() -> dict[str, str]:
    """Return an environment in which a child finds the same packages, wherever it runs."""
    path = os.pathsep.join(str(Path(p or ".").resolve()) for p in sys.path)
    return {**os.environ, "PYTHONPATH": path, "COLUMNS": "100", "NO_COLOR": "1"}


def lines_of(path: Path) -> list[dict[str, object]]:
    """Return the lines of a JSON Lines file."""
    return [msgspec.json.decode(line) for line in path.read_bytes().splitlines()]
