"""Supervised workers: a process each, one document in flight, killed at the time or memory limit.

A pool of the standard library loses its whole queue when one process dies; here only the guilty
document is lost, and its bytes are set aside for a report.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import resource
import select
import selectors
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable
from pathlib import Path

import msgspec

from newsclean.errors import Reason
from newsclean.options import ExtractOptions, WorkerOptions
from newsclean.records import Article, Examination, Listing, Rejected, Response
from newsclean.run.jobs import Done, Job
from newsclean.run.worker_main import LENGTH, frame

Result = Article | Rejected | Listing | Examination | Done
WORK = "newsclean.run.pipeline:clean_response"
_LOOK_SECONDS = 0.1
_SLOW_SECONDS = 0.02  # a source that takes longer is behind the network, not behind a disk
_PATIENCE = 10
_TICKS = os.sysconf("SC_CLK_TCK")
_MOST_BYTES = 256 * 1024 * 1024  # of one answer; a page is 10 MiB at most
_START_SECONDS = 60.0  # a worker's first imports on a busy machine are not the document's fault


class _Task:
    """A document on its way: its place in the input and how many workers it has killed."""

    def __init__(self, number: int, job: Job) -> None:
        self.number = number
        self.job = job
        self.tries = 0


class _Worker:
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
        self._buffer = bytearray()
        self.task: _Task | None = None
        self.served = 0
        self._deadline = 0.0
        self._resting = 0
        self._used = 0.0

    def fileno(self) -> int:
        return self._out.fileno()

    def give(self, task: _Task) -> None:
        self.task = task
        grace = 0.0 if self.served else _START_SECONDS
        self._deadline = time.monotonic() + self._options.seconds + grace
        self._resting = self._resident() if self.served else 0
        self._used = self._cpu()[1]
        self.served += 1
        view = memoryview(frame(pickle.dumps(task.job)))
        with contextlib.suppress(OSError):  # a dead worker is seen at the next read
            while view and self._listens():
                view = view[os.write(self._in.fileno(), view) :]

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
        if len(self._buffer) < LENGTH.size:
            return None
        (size,) = LENGTH.unpack_from(self._buffer)
        if size > _MOST_BYTES:
            raise ValueError(f"an answer of {size:,} bytes")
        if len(self._buffer) < LENGTH.size + size:
            return None
        done = msgspec.msgpack.decode(self._buffer[LENGTH.size : LENGTH.size + size], type=Done)
        self._buffer.clear()
        if _told(done) is None:
            raise ValueError("an empty answer")
        return done

    def over_limit(self) -> tuple[Reason, str] | None:
        """Say which limit the document is over, if any."""
        late = time.monotonic() > self._deadline
        if late and not self._starved() and not self._answering():
            return Reason.WORKER_TIME, f"more than {self._options.seconds:g} s for one document"
        grown = self._resident() - self._resting
        if grown > self._options.memory:
            return Reason.WORKER_MEMORY, f"{grown >> 20} MiB for one document"
        return None

    def _starved(self) -> bool:
        """Say whether a busy machine, not the document, is why the time is over.

        A process that wants to run, and has been let run for less than its seconds, gets more of
        them, up to `_PATIENCE` times; one that sleeps hangs.
        """
        if time.monotonic() > self._deadline + _PATIENCE * self._options.seconds:
            return False
        running, used = self._cpu()
        return running and used - self._used < self._options.seconds

    def _answering(self) -> bool:
        """Say whether an answer has come since we last listened."""
        return bool(select.select([self._out], [], [], 0)[0])

    def _cpu(self) -> tuple[bool, float]:
        """Return whether the process wants to run, and the CPU seconds it has had."""
        fields = self._proc("stat").rpartition(")")[2].split()
        if len(fields) < 13:
            return False, 0.0
        return fields[0] in "RD", (int(fields[11]) + int(fields[12])) / _TICKS

    def end(self) -> int:
        """Stop the process at once; return its exit status."""
        self._process.kill()
        status = self._process.wait()
        self._in.close()
        self._out.close()
        return status

    def status(self) -> int:
        """Return how a process that closed its pipe went."""
        try:
            return self._process.wait(5)
        except subprocess.TimeoutExpired:
            return 0

    def _resident(self) -> int:
        fields = self._proc("statm").split()
        return int(fields[1]) * resource.getpagesize() if len(fields) > 1 else 0

    def _proc(self, name: str) -> str:
        try:
            return Path(f"/proc/{self._process.pid}/{name}").read_text()
        except OSError:
            return ""  # gone, or a system without /proc: the process's own limits hold alone


def _told(done: Done) -> Result | None:
    return done.article or done.rejected or done.listing or done.examination


class Workers:
    """Runs `clean_response` in worker processes; `clean` may be called again and again."""

    def __init__(
        self,
        options: WorkerOptions | None = None,
        extract: ExtractOptions | None = None,
        work: str = WORK,
        stop: Callable[[], bool] = lambda: False,
    ) -> None:
        self.stop = stop
        self._options = options or WorkerOptions()
        self._extract = extract or ExtractOptions()
        self._work = work
        self._workers: list[_Worker] = []

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End all processes."""
        for worker in self._workers:
            worker.end()
        self._workers.clear()

    def clean(
        self, found: Iterable[Response | Rejected]
    ) -> Generator[Article | Rejected, None, None]:
        """Yield one result for each input; rejections pass through; input is taken lazily."""
        for result in self.run(found):
            assert isinstance(result, Article | Rejected)
            yield result

    def examine(
        self, found: Iterable[Response | Rejected]
    ) -> Generator[Examination | Rejected, None, None]:
        """Do as `clean` for workers whose work is `newsclean.run.examine:examined`."""
        for result in self.run(found):
            assert isinstance(result, Examination | Rejected)
            yield result

    def run(self, found: Iterable[Response | Rejected | Job]) -> Generator[Result, None, None]:
        """Do the same with jobs that bring options or work of their own; ended by `stop`."""
        return _Run(self, iter(found)).results()

    def worker(self) -> _Worker:
        """Start a worker."""
        worker = _Worker(self._work, self._options)
        self._workers.append(worker)
        return worker

    def drop(self, worker: _Worker) -> None:
        """End a worker and forget it."""
        worker.end()
        self._workers.remove(worker)

    @property
    def idle(self) -> _Worker | None:
        """A worker without a document, started where there is still room for one."""
        free = next((w for w in self._workers if w.task is None), None)
        if free or len(self._workers) >= self._options.count:
            return free
        return self.worker()

    @property
    def busy(self) -> list[_Worker]:
        """The workers that hold a document."""
        return [worker for worker in self._workers if worker.task]

    @property
    def options(self) -> WorkerOptions:
        """The limits."""
        return self._options

    @property
    def extract(self) -> ExtractOptions:
        """How documents become articles."""
        return self._extract


class _Run:
    """One pass over an input."""

    def __init__(self, workers: Workers, source: Iterable[Response | Rejected | Job]) -> None:
        self._workers = workers
        self._source = iter(source)
        self._again: deque[_Task] = deque()
        self._ready: dict[int, Result] = {}
        self._taken = 0
        self._given = 0
        self._more = True
        self._slow = False

    def results(self) -> Generator[Result, None, None]:
        try:
            while self._more or self._again or self._workers.busy or self._ready:
                yield from self._finished()
                if self._workers.stop():
                    return
                self._feed()
                self._wait()
        finally:
            for worker in self._workers.busy:
                self._workers.drop(worker)

    def _feed(self) -> None:
        room = 64 * self._workers.options.count
        while (self._more or self._again) and len(self._ready) < room:
            if self._slow and (self._workers.busy or self._ready):
                return  # results would wait for the source; give them out first
            worker = self._workers.idle
            if worker is None:
                return
            task = self._again.popleft() if self._again else self._next()
            if task is not None:
                worker.give(task)

    def _next(self) -> _Task | None:
        started = time.monotonic()
        item = next(self._source, None)
        self._slow = time.monotonic() - started > _SLOW_SECONDS
        if item is None:
            self._more = False
            return None
        self._taken += 1
        if isinstance(item, Response):
            item = Job(item, self._workers.extract)
        if isinstance(item, Job):
            return _Task(self._taken - 1, item)
        self._ready[self._taken - 1] = item
        return None

    def _finished(self) -> Generator[Result, None, None]:
        if self._workers.options.order == "finished":
            while self._ready:
                yield self._ready.pop(next(iter(self._ready)))
        while self._given in self._ready:
            yield self._ready.pop(self._given)
            self._given += 1

    def _wait(self) -> None:
        busy = self._workers.busy
        if not busy:
            return
        with selectors.DefaultSelector() as selector:
            for worker in busy:
                selector.register(worker, selectors.EVENT_READ, worker)
            heard = [key.data for key, _ in selector.select(_LOOK_SECONDS)]
        for worker in heard:
            self._hear(worker)
        for worker in self._workers.busy:
            if worker in heard:
                continue  # amid its answer, which a slow reader must not be blamed on
            over = worker.over_limit()
            if over:
                self._condemn(worker, *over)

    def _hear(self, worker: _Worker) -> None:
        try:
            done = worker.receive()
        except EOFError:
            self._died(worker)
            return
        except msgspec.DecodeError as error:
            detail = f"the worker's answer cannot be read: {error}"
            self._condemn(worker, Reason.WORKER_CRASH, detail)
            return
        except ValueError as error:  # msgspec's errors are such
            self._condemn(worker, Reason.WORKER_CRASH, f"the worker's answer is none: {error}")
            return
        if done is None or worker.task is None:
            return
        result = done if done.prints else _told(done)
        assert result is not None
        spent = isinstance(result, Rejected) and result.reason is Reason.WORKER_MEMORY
        if spent and isinstance(result, Rejected):
            self._set_aside(worker.task, result)
        self._ready[worker.task.number] = result
        worker.task = None
        if spent or worker.served >= self._workers.options.recycle:
            self._workers.drop(worker)

    def _died(self, worker: _Worker) -> None:
        task, status = worker.task, worker.status()
        if task is not None and task.tries + 1 < self._workers.options.tries:
            task.tries += 1
            self._again.append(task)
            self._workers.drop(worker)
            return
        how = f"signal {-status}" if status < 0 else f"exit status {status}"
        detail = f"the worker died with {how}, in {self._workers.options.tries} tries"
        self._condemn(worker, Reason.WORKER_CRASH, detail)

    def _condemn(self, worker: _Worker, reason: Reason, detail: str) -> None:
        task = worker.task
        self._workers.drop(worker)
        if task is None:
            return
        page = task.job.response
        rejected = Rejected(
            url=page.url,
            name=page.name,
            reason=reason,
            detail=detail,
            http_status=page.status,
            fetched_at=page.fetched_at,
        )
        self._ready[task.number] = rejected
        self._set_aside(task, rejected)

    def _set_aside(self, task: _Task, rejected: Rejected) -> None:
        if self._workers.options.aside is None:
            return
        body = task.job.response.body
        data = body.encode("utf-8", "surrogatepass") if isinstance(body, str) else body
        folder = Path(self._workers.options.aside)
        folder.mkdir(parents=True, exist_ok=True)
        name = hashlib.sha256(data).hexdigest()
        facts = {"rejected": rejected, "headers": task.job.response.headers}
        _replace(folder / f"{name}.bin", data)
        _replace(folder / f"{name}.json", msgspec.json.encode(facts))


def _replace(path: Path, data: bytes) -> None:
    """Write a whole file under a name, through no link that may lie there."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    with os.fdopen(os.open(draft, flags, 0o644), "wb") as file:
        file.write(data)
    draft.replace(path)
