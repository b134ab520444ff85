"""One pass over an input with a pool of workers: who gets what, who has died, what came of it."""

from __future__ import annotations

import selectors
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable
from pathlib import Path

import msgspec

from newsclean.errors import Reason
from newsclean.records import Rejected
from newsclean.run.aside import set_aside
from newsclean.run.jobs import Job, failed
from newsclean.run.pool import Pool
from newsclean.run.worker import Result, Task, Worker, told

_LOOK_SECONDS = 0.1
_SLOW_SECONDS = 0.02  # a source that takes longer is behind the network, not behind a disk


class Supervision:
    """One pass over an input."""

    def __init__(
        self, pool: Pool, source: Iterable[Rejected | Job], stop: Callable[[], bool]
    ) -> None:
        self._pool = pool
        self._options = pool.options
        self._source = iter(source)
        self._stop = stop
        self._again: deque[Task] = deque()
        self._ready: dict[int, Result] = {}
        self._taken = 0
        self._given = 0
        self._more = True
        self._slow = False
        self._look_at = 0.0

    def results(self) -> Generator[Result, None, None]:
        """Yield one result for each input, in the order that the options name."""
        try:
            while self._more or self._again or self._pool.busy or self._ready:
                yield from self._finished()
                if self._stop():
                    return
                self._feed()
                self._wait()
        finally:
            for worker in self._pool.busy:
                self._pool.drop(worker)

    def _feed(self) -> None:
        room = 64 * self._options.count
        while (self._more or self._again) and len(self._ready) < room:
            if self._slow and (self._pool.busy or self._ready):
                return  # results would wait for the source; give them out first
            worker = self._pool.idle
            if worker is None:
                return
            task = self._again.popleft() if self._again else self._next()
            if task is not None:
                worker.give(task)

    def _next(self) -> Task | None:
        started = time.monotonic()
        item = next(self._source, None)
        self._slow = time.monotonic() - started > _SLOW_SECONDS
        if item is None:
            self._more = False
            return None
        self._taken += 1
        if isinstance(item, Job):
            return Task(self._taken - 1, item)
        self._ready[self._taken - 1] = item
        return None

    def _finished(self) -> Generator[Result, None, None]:
        if self._options.order == "finished":
            while self._ready:
                yield self._ready.pop(next(iter(self._ready)))
        while self._given in self._ready:
            yield self._ready.pop(self._given)
            self._given += 1

    def _wait(self) -> None:
        busy = self._pool.busy
        if not busy:
            return
        with selectors.PollSelector() as selector:
            for worker in busy:
                selector.register(worker, selectors.EVENT_READ, worker)
            heard = [key.data for key, _ in selector.select(_LOOK_SECONDS)]
        for worker in heard:
            self._hear(worker)
        if heard and time.monotonic() < self._look_at:
            return
        self._look_at = time.monotonic() + _LOOK_SECONDS
        for worker in self._pool.busy:
            if worker in heard:
                continue  # amid its answer, which a slow reader must not be blamed on
            over = worker.over_limit()
            if over:
                self._condemn(worker, *over)

    def _hear(self, worker: Worker) -> None:
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
        result = done if done.prints else told(done)
        assert result is not None
        spent = isinstance(result, Rejected) and result.reason is Reason.WORKER_MEMORY
        if spent and isinstance(result, Rejected):
            self._set_aside(worker.task, result)
        self._ready[worker.task.number] = result
        worker.task = None
        if spent or worker.served >= self._options.recycle:
            self._pool.drop(worker)

    def _died(self, worker: Worker) -> None:
        task, status = worker.task, worker.status()
        if task is not None and task.tries + 1 < self._options.tries:
            task.tries += 1
            self._again.append(task)
            self._pool.drop(worker)
            return
        how = f"signal {-status}" if status < 0 else f"exit status {status}"
        detail = f"the worker died with {how}, in {self._options.tries} tries"
        self._condemn(worker, Reason.WORKER_CRASH, detail)

    def _condemn(self, worker: Worker, reason: Reason, detail: str) -> None:
        task = worker.task
        self._pool.drop(worker)
        if task is None:
            return
        rejected = failed(task.job, reason, detail)
        self._ready[task.number] = rejected
        self._set_aside(task, rejected)

    def _set_aside(self, task: Task, rejected: Rejected) -> None:
        if self._options.aside is not None:
            set_aside(Path(self._options.aside), task.job.response, rejected)
