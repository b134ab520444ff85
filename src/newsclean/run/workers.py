"""Supervised workers: a process each, one document in flight, killed at the time or memory limit.

A pool of the standard library loses its whole queue when one process dies; here only the guilty
document is lost, and its bytes are set aside for a report.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable

from newsclean.options import ExtractOptions, WorkerOptions
from newsclean.records import Article, Examination, Rejected, Response
from newsclean.run.jobs import Job
from newsclean.run.pool import Pool
from newsclean.run.supervision import Supervision
from newsclean.run.worker import Result, Worker

WORK = "newsclean.run.pipeline:clean_response"


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
        self._extract = extract or ExtractOptions()
        self._pool = Pool(work, options or WorkerOptions())

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End all processes."""
        self._pool.close()

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
        jobs = (Job(f, self._extract) if isinstance(f, Response) else f for f in found)
        return Supervision(self._pool, jobs, lambda: self.stop()).results()

    @property
    def busy(self) -> list[Worker]:
        """The workers that hold a document."""
        return self._pool.busy
