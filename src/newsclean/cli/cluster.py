"""`newsclean clean --engine ray`: the shards of the inputs over the cores of a Ray cluster."""

from __future__ import annotations

import logging
import os
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

import msgspec
import typer

from newsclean.cli.exits import Exit, OutputError
from newsclean.cli.logs import start_logs
from newsclean.errors import Reason
from newsclean.options import RunOptions
from newsclean.run.engines.shard_job import Job, OtherJob, Summary, claim
from newsclean.run.engines.shards import Shard, shards

Duplicates = Literal["mark", "drop", "keep"]


class Counts:
    """What came of all shards so far."""

    def __init__(self) -> None:
        self.articles = 0
        self.rejected: Counter[str] = Counter()
        self.shards = 0

    def add(self, summary: Summary) -> None:
        """Count a shard."""
        self.shards += 1
        self.articles += summary.articles
        self.rejected.update(summary.rejected)

    @property
    def faults(self) -> int:
        """The number of rejections that a run should not pass over in silence."""
        return sum(n for reason, n in self.rejected.items() if Reason(reason).is_fault)

    def __str__(self) -> str:
        parts = ", ".join(f"{count} {reason}" for reason, count in self.rejected.most_common())
        told = f"{self.articles} articles, {self.rejected.total()} rejected"
        return told + (f" ({parts})" if parts else "") + f" in {self.shards} shards"


class OnRay(msgspec.Struct, frozen=True):
    """What to clean, the folder to write it to, on how many actors, and what of near-copies."""

    inputs: tuple[str, ...]
    output: str
    actors: int | None = None
    duplicates: Duplicates = "mark"


def run_on_ray(task: OnRay, options: RunOptions, verbose: int = 0, quiet: bool = False) -> Exit:
    """Clean all inputs into the folder; what was done by an earlier run is not done again."""
    log = start_logs(verbose, quiet)
    started = time.monotonic()
    job = Job(
        output=task.output,
        extract=options.extract,
        sources=options.sources,
        workers=options.workers,
    )
    with _told(task.output):
        claim(job)
    counts = Counts()
    with _ray(verbose), _told(task.output):
        from newsclean.run.engines.ray_clean import clean_shards
        from newsclean.run.engines.ray_output import mark_output

        for shard, summary in clean_shards(_once(task.inputs), job, task.actors):
            counts.add(summary)
            log.debug("%s: %d articles", shard.name, summary.articles)
        copies = 0 if task.duplicates == "keep" else mark_output(task.output, task.duplicates)
    log.info("%s, %d near-copies, %.1f s", counts, copies, time.monotonic() - started)
    return Exit.FAULTS if counts.faults else Exit.DONE


def _once(inputs: tuple[str, ...]) -> Iterator[Shard]:
    """Yield each shard of the inputs once, however often it is named."""
    seen: set[tuple[str, ...]] = set()
    for shard in shards(inputs):
        if shard.inputs not in seen:
            seen.add(shard.inputs)
            yield shard


@contextmanager
def _ray(verbose: int) -> Iterator[None]:
    """Be connected to the cluster of RAY_ADDRESS, or start one on this machine."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # no word to anyone of what is run
    try:
        import ray
        import ray.data
    except ImportError as error:
        raise typer.BadParameter("ray needs the extra: pip install 'newsclean[ray]'") from error
    ours = not ray.is_initialized()
    if ours:
        level = logging.INFO if verbose else logging.ERROR
        ray.init(log_to_driver=bool(verbose), logging_level=level, include_dashboard=False)
    ray.data.DataContext.get_current().enable_progress_bars = bool(verbose)
    logging.getLogger("ray.data").setLevel(logging.INFO if verbose else logging.ERROR)
    try:
        yield
    finally:
        if ours:
            ray.shutdown()


@contextmanager
def _told(output: str) -> Iterator[None]:
    try:
        yield
    except OtherJob as error:
        raise OutputError(f"{error}; name another folder") from error
    except OSError as error:
        raise OutputError(f"{output}: {error.strerror or error}") from error
