"""Work for processes on an engine: pages that hang, die, or wait at a gate while a test strikes.

The body `gate PATH` writes the process that holds the worker, an actor, to PATH, and waits until
PATH.open is there.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path

from newsclean.options import ExtractOptions
from newsclean.records import Article, Rejected, Response
from tests.adapters import trap

WORK = "tests.run.engines.gate:work"


def work(response: Response, options: ExtractOptions) -> Article | Rejected:
    """Wait at a gate, hang, die or clean, as the body says."""
    body = response.body if isinstance(response.body, str) else response.body.decode()
    if body.startswith("gate "):
        _wait(Path(body.split()[1]))
    return trap.work(response, options)


def _wait(path: Path) -> None:
    with path.open("a") as file:
        file.write(f"{os.getppid()}\n")
    while not path.with_suffix(".open").exists():
        time.sleep(0.02)


class Strike(threading.Thread):
    """Kills the first holder of a gate with signal 9, then opens the gate."""

    def __init__(self, folder: Path) -> None:
        super().__init__(daemon=True)
        self.path = folder / "gate"
        self.start()

    @property
    def page(self) -> str:
        """The body of the page to put into the job."""
        return f"gate {self.path}"

    @property
    def holders(self) -> list[int]:
        """The processes that came to the gate, in turn."""
        return [int(line) for line in self.path.read_text().split()]

    def run(self) -> None:
        while not (self.path.exists() and self.path.read_text().endswith("\n")):
            time.sleep(0.02)
        os.kill(self.holders[0], signal.SIGKILL)
        self.path.with_suffix(".open").touch()
