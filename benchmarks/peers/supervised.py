"""The parent's side of a tool: its process is started anew whenever a page has ended it.

A page's limit is one of processor time, read from outside: a timer of the kernel (ITIMER_PROF,
RLIMIT_CPU) would make the worker's own clock coarse. What sleeps is ended after ten times that.
"""

from __future__ import annotations

import multiprocessing
import os
import time
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from types import TracebackType

from benchmarks.peers.records import Outcome, Page, Tool
from benchmarks.peers.worker import serve

TIME, CRASH = "time", "crash"
_PATIENCE = 10  # times its limit that a page may take by the clock, on a busy machine
_START_SECONDS = 300.0
_LOOK_SECONDS = 0.2
_TICKS = os.sysconf("SC_CLK_TCK")
_SPAWN = multiprocessing.get_context("spawn")


class NotInstalledError(Exception):
    """The tool's package is missing."""


class Supervised:
    """A tool in its own process, with a limit of processor seconds a page."""

    def __init__(self, tool: Tool, seconds: float) -> None:
        """Start the process; NotInstalledError where the package is missing."""
        self.tool = tool
        self._seconds = seconds
        self._pipe, self._process = self._started()

    def __enter__(self) -> Supervised:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._end()

    def ask(self, page: Page) -> Outcome:
        """Return what the tool makes of a page, or how the page ended it."""
        try:
            self._pipe.send(page)
            if self._answers():
                outcome: Outcome = self._pipe.recv()
                return outcome
            failed = Outcome(seconds=self._seconds, failure=TIME)
        except (EOFError, OSError):
            failed = Outcome(failure=CRASH)
        self._end()
        self._pipe, self._process = self._started()
        return failed

    def _answers(self) -> bool:
        """Wait; False when the page has used up its time."""
        used, deadline = self._used(), time.monotonic() + self._seconds * _PATIENCE
        while not self._pipe.poll(_LOOK_SECONDS):
            if time.monotonic() > deadline or self._used() - used > self._seconds:
                return False
        return True

    def _used(self) -> float:
        """Return the processor seconds of the process; 0 where the system does not tell."""
        try:
            stat = Path(f"/proc/{self._process.pid}/stat").read_text()
        except OSError:
            return 0.0
        fields = stat.rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def _started(self) -> tuple[Connection, SpawnProcess]:
        # A thread for each core would wait by spinning, which counts as processor time.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        ours, theirs = _SPAWN.Pipe()
        process = _SPAWN.Process(target=serve, args=(theirs, self.tool.make), daemon=True)
        process.start()
        theirs.close()
        if not ours.poll(_START_SECONDS):
            process.kill()
            raise TimeoutError(f"{self.tool.name} did not start in {_START_SECONDS:g} s")
        missing = ours.recv()
        if missing is not None:
            process.join()
            raise NotInstalledError(missing)
        return ours, process

    def _end(self) -> None:
        self._process.kill()
        self._process.join()
        self._pipe.close()
