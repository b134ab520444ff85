"""One worker process as its supervisor sees it: a document in, an answer or a broken limit out."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pickle
import select
import subprocess
import sys
import time

import msgspec

from newsclean.errors import Reason
from newsclean.options import WorkerOptions
from newsclean.records import Article, Examination, Listing, Rejected
from newsclean.run.jobs import Done, Job
from newsclean.run.procfs import Observed
from newsclean.run.worker_main import LENGTH, READY, frame

Result = Article | Rejected | Listing | Examination | Done
_PATIENCE = 10
_MOST_BYTES = 256 * 1024 * 1024  # of one answer; a page is 10 MiB at most
_PIPE_BYTES = 1 << 20  # the most that Linux lets everybody have
_START_SECONDS = 60.0  # the interpreter and its imports on a busy machine
_FIRST_SECONDS = 5.0  # the first document's own, on top: it loads models


class Task:
    """A document on its way: its place in the input and how many workers it has killed."""

    def __init__(self, number: int, job: Job) -> None:
        self.number = number
        self.job = job
        self.tries = 0


class Worker:
    """One process and the document it holds."""

    def __init__(self, work: str, options: WorkerOptions) -> None:
        self._options = options
        command = [sys.executable, "-m", "newsclean.run.worker_main", work]
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [*command, str(options.seconds), str(options.memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={
                "OPENBLAS_NUM_THREADS": "1",
                **os.environ,
                "PYTHONPATH": os.pathsep.join(p for p in sys.path if p),
            },
            bufsize=0,
            process_group=0,  # Ctrl-C at a terminal is for the parent, which ends its workers
        )
        assert self._process.stdin
        assert self._process.stdout
        self._in, self._out = self._process.stdin, self._process.stdout
        os.set_blocking(self._out.fileno(), False)
        os.set_blocking(self._in.fileno(), False)
        _widen(self._in.fileno())
        self._seen = Observed(self._process.pid)
        self._buffer = bytearray()
        self._ready = False
        self.task: Task | None = None
        self.served = 0
        self._deadline = 0.0
        self._resting = 0
        self._used = 0.0

    def fileno(self) -> int:
        """Return what to wait on for answers."""
        return self._out.fileno()

    def give(self, task: Task) -> None:
        """Send a document; its time runs from here, or from when a new process is ready."""
        self.task = task
        self._resting = self._seen.resident() if self.served else 0
        self._allow(self._options.seconds if self._ready else _START_SECONDS)
        self.served += 1
        view = memoryview(frame(pickle.dumps(task.job)))
        with contextlib.suppress(OSError):  # a dead worker is seen at the next read
            while view and self._listens():
                view = view[os.write(self._in.fileno(), view) :]

    def _allow(self, seconds: float) -> None:
        self._deadline = time.monotonic() + seconds
        self._used = self._seen.cpu()[1]

    def _listens(self) -> bool:
        """Wait for room in the pipe; False where the worker reads nothing until its deadline."""
        left = max(self._deadline - time.monotonic(), 0)
        return bool(select.select([], [self._in], [], left)[1])

    def receive(self) -> Done | None:
        """Return a whole answer, or None until there is one.

        EOFError where the process is gone, ValueError where what it says is no answer.
        """
        data = self._out.read(1 << 20)
        if data == b"":
            raise EOFError
        self._buffer += data or b""
        if not self._ready and self._buffer.startswith(READY):
            self._ready = True
            del self._buffer[: len(READY)]
            self._allow(self._options.seconds + _FIRST_SECONDS)
        if len(self._buffer) < LENGTH.size:
            return None
        (size,) = LENGTH.unpack_from(self._buffer)
        if size > _MOST_BYTES:
            raise ValueError(f"an answer of {size:,} bytes")
        if len(self._buffer) < LENGTH.size + size:
            return None
        done = msgspec.msgpack.decode(self._buffer[LENGTH.size : LENGTH.size + size], type=Done)
        self._buffer.clear()
        if told(done) is None:
            raise ValueError("an empty answer")
        return done

    def over_limit(self) -> tuple[Reason, str] | None:
        """Say which limit the document is over, if any."""
        late = time.monotonic() > self._deadline
        if late and not self._starved() and not self._answering():
            return Reason.WORKER_TIME, self._why_late()
        grown = self._seen.resident() - self._resting
        if grown > self._options.memory:
            return Reason.WORKER_MEMORY, f"{grown >> 20} MiB for one document"
        return None

    def _why_late(self) -> str:
        if self._ready:
            return f"more than {self._options.seconds:g} s for one document"
        return f"its worker was not ready in {_START_SECONDS:g} s"

    def _starved(self) -> bool:
        """Say whether a busy machine, not the document, is why the time is over.

        A process that wants to run, and has been let run for less than its seconds, gets more of
        them, up to `_PATIENCE` times; one that sleeps hangs.
        """
        if time.monotonic() > self._deadline + _PATIENCE * self._options.seconds:
            return False
        running, used = self._seen.cpu()
        return running and used - self._used < self._options.seconds

    def _answering(self) -> bool:
        """Say whether an answer has come since we last listened."""
        return bool(select.select([self._out], [], [], 0)[0])

    def end(self) -> None:
        """Stop the process at once."""
        self._process.kill()
        self._process.wait()
        self._in.close()
        self._out.close()
        self._seen.close()

    def status(self) -> int:
        """Return how a process that closed its pipe went."""
        try:
            return self._process.wait(5)
        except subprocess.TimeoutExpired:
            return 0


def _widen(pipe: int) -> None:
    """Let a whole page fit, so that nobody waits until a new worker is ready to read it.

    Linux lets a user do so up to a bound (pipe(7)); elsewhere, or beyond it, the pipe stays.
    """
    with contextlib.suppress(OSError, AttributeError):
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)


def told(done: Done) -> Result | None:
    """Return what came of a document, or None where nothing did."""
    return done.article or done.rejected or done.listing or done.examination
