"""The processes of a run: so many at the most, each started when there is a document for it."""

from __future__ import annotations

from newsclean.options import WorkerOptions
from newsclean.run.worker import Worker


class Pool:
    """Starts, lends and ends worker processes."""

    def __init__(self, work: str, options: WorkerOptions) -> None:
        self.options = options
        self._work = work
        self._workers: list[Worker] = []

    @property
    def idle(self) -> Worker | None:
        """A worker without a document, started where there is still room for one."""
        free = next((w for w in self._workers if w.task is None), None)
        if free or len(self._workers) >= self.options.count:
            return free
        worker = Worker(self._work, self.options)
        self._workers.append(worker)
        return worker

    @property
    def busy(self) -> list[Worker]:
        """The workers that hold a document."""
        return [worker for worker in self._workers if worker.task]

    def drop(self, worker: Worker) -> None:
        """End a worker and forget it."""
        worker.end()
        self._workers.remove(worker)

    def close(self) -> None:
        """End all processes."""
        for worker in self._workers:
            worker.end()
        self._workers.clear()
