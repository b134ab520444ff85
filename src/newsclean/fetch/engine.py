"""The bridge between a plain generator and the event loop: one thread while anyone fetches.

Targets go in from the caller's thread, at most `window` ahead of what the caller has taken; a
finished page keeps its place among the open requests until the caller takes it, so a slow
reader holds the network back instead of filling memory.
"""

from __future__ import annotations

import asyncio
import contextlib
import queue
import threading
from collections.abc import Callable, Generator, Iterable
from typing import Protocol

from newsclean.errors import Reason
from newsclean.records import Rejected, Response, Target

Outcome = Response | Rejected
_JOIN_SECONDS = 10.0
_LOOK_SECONDS = 0.2
_STOPPED = Rejected(url=None, reason=Reason.RUN_DEADLINE, detail="stopped")


class Visits(Protocol):
    """What the loop's thread runs."""

    async def visit(self, target: Target) -> Outcome:
        """Fetch one target with all manners."""
        ...

    def taken(self, outcome: Outcome) -> None:
        """Hear that the caller has taken an outcome."""
        ...

    async def aclose(self) -> None:
        """Close all connections."""
        ...


class Engine:
    """Runs visits in a thread of its own that lives while at least one `run` is open."""

    def __init__(self, opener: Callable[[], Visits]) -> None:
        self._opener = opener
        self._lock = threading.Lock()
        self._users = 0
        self._thread: _LoopThread | None = None

    def run(
        self,
        targets: Iterable[Target],
        window: int,
        stop: Callable[[], bool] | None = None,
    ) -> Generator[Outcome, None, None]:
        """Yield outcomes as they finish; leaving early, or `stop`, cancels what is open."""
        thread = self._enter()
        results: queue.SimpleQueue[Outcome | None] = queue.SimpleQueue()
        batch = _Batch(thread, results)
        source = iter(targets)
        more, pending = True, 0
        try:
            while more or pending:
                while more and pending < window and (results.empty() or not pending):
                    target = next(source, None)
                    more = target is not None
                    if target is not None:
                        batch.submit(target)
                        pending += 1
                if not pending:
                    break
                outcome = _next(results, stop)
                if outcome is _STOPPED:
                    return
                if outcome is None:
                    raise RuntimeError("the fetch thread died") from thread.failure
                pending -= 1
                batch.taken(outcome)
                yield outcome
        finally:
            batch.cancel()
            self._leave()

    def _enter(self) -> _LoopThread:
        with self._lock:
            if self._thread is None:
                self._thread = _LoopThread(self._opener)
            self._users += 1
            return self._thread

    def _leave(self) -> None:
        with self._lock:
            self._users -= 1
            if self._users or self._thread is None:
                return
            thread, self._thread = self._thread, None
        thread.stop()


def _next(
    results: queue.SimpleQueue[Outcome | None], stop: Callable[[], bool] | None
) -> Outcome | None:
    """Wait for an outcome, looking up now and then whether to stop."""
    while stop is not None:
        if stop():
            return _STOPPED
        with contextlib.suppress(queue.Empty):
            return results.get(timeout=_LOOK_SECONDS)
    return results.get()


class _LoopThread:
    """An event loop in a thread, with the visits that live on it."""

    def __init__(self, opener: Callable[[], Visits]) -> None:
        self.failure: BaseException | None = None
        self._ready = threading.Event()
        self._opener = opener
        self.listeners: set[queue.SimpleQueue[Outcome | None]] = set()
        self._thread = threading.Thread(target=self._run, name="newsclean-fetch", daemon=True)
        self._thread.start()
        self._ready.wait()
        if self.failure:
            raise self.failure

    def _run(self) -> None:
        try:
            asyncio.run(self._main())
        except BaseException as error:  # noqa: BLE001 - handed to the caller's thread whole
            self.failure = error
            self._ready.set()
            for listener in list(self.listeners):
                listener.put(None)

    async def _main(self) -> None:
        self.loop = asyncio.get_running_loop()
        self._stopped = asyncio.Event()
        self.visits = self._opener()
        self._ready.set()
        try:
            await self._stopped.wait()
        finally:
            await self.visits.aclose()

    def call(self, function: Callable[..., object], *args: object) -> None:
        if self.failure is None and self._thread.is_alive():
            self.loop.call_soon_threadsafe(function, *args)

    def stop(self) -> None:
        self.call(self._stopped.set)
        self._thread.join(_JOIN_SECONDS)


class _Batch:
    """The targets of one `run`: their tasks, and where their outcomes go."""

    def __init__(self, thread: _LoopThread, results: queue.SimpleQueue[Outcome | None]) -> None:
        self._thread = thread
        self._results = results
        self._tasks: set[asyncio.Task[None]] = set()
        thread.listeners.add(results)

    def submit(self, target: Target) -> None:
        self._thread.call(self._spawn, target)

    def _spawn(self, target: Target) -> None:
        task = self._thread.loop.create_task(self._one(target))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _one(self, target: Target) -> None:
        try:
            outcome = await self._thread.visits.visit(target)
        except Exception as error:  # noqa: BLE001 - a bug met by one target must not stop the run
            detail = f"{type(error).__name__}: {error}"
            outcome = Rejected(url=target.url, reason=Reason.INTERNAL, detail=detail)
        self._results.put(outcome)

    def taken(self, outcome: Outcome) -> None:
        self._thread.call(self._thread.visits.taken, outcome)

    def cancel(self) -> None:
        self._thread.listeners.discard(self._results)
        self._thread.call(self._cancel)

    def _cancel(self) -> None:
        for task in list(self._tasks):
            task.cancel()
        while not self._results.empty():
            if (outcome := self._results.get()) is not None:
                self._thread.visits.taken(outcome)
