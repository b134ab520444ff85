"""`newsclean clean --engine ray`: the shards of the inputs over the cores of a Ray cluster."""

from __future__ import annotations

import logging
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

import msgspec
import typer

from newsclean.cli.batch import Job
from newsclean.cli.exits import Exit, OutputError
from newsclean.cli.logs import start_logs
from newsclean.errors import Reason
from newsclean.options import RunOptions
from newsclean.run.batch import Tally
from newsclean.run.engines.shards import Shard, shards

Duplicates = Literal["mark", "drop", "keep"]
_ARTICLES_A_PART = 100_000  # of the shuffle, some 50 MB of buckets
_WEB = re.compile(r"https?://", re.I)
_SCHEME = re.compile(r"^([a-z][a-z0-9+]+):/(?!/)")  # of s3:/bucket, which a Path has shortened


class Cluster(msgspec.Struct, frozen=True):
    """On how many actors (None for all cores of the cluster), and what to do with near-copies."""

    actors: int | None = None
    duplicates: Duplicates = "mark"


def run_on_ray(
    job: Job, options: RunOptions, cluster: Cluster, verbose: int = 0, quiet: bool = False
) -> Exit:
    """Clean all inputs into a folder; what was done by an earlier run is not done again."""
    output = _checked(job)
    log = start_logs(verbose, quiet)
    started = time.monotonic()
    with _ray(verbose), _told(output):
        tally, copies = _cleaned(job.inputs, output, options, cluster, log)
    log.info("%s, %d near-copies, %.1f s", tally, copies, time.monotonic() - started)
    return Exit.FAULTS if tally.faults else Exit.DONE


def _cleaned(
    inputs: tuple[str, ...],
    output: str,
    options: RunOptions,
    cluster: Cluster,
    log: logging.Logger,
) -> tuple[Tally, int]:
    from newsclean.run.engines.ray_clean import clean_shards
    from newsclean.run.engines.ray_output import mark_output
    from newsclean.run.engines.shard_job import Job as ShardJob
    from newsclean.run.engines.shard_job import claim

    job = ShardJob(
        output=output, extract=options.extract, sources=options.sources, workers=options.workers
    )
    claim(job)
    tally = Tally()
    for shard, summary in clean_shards(_once(inputs, output), job, cluster.actors):
        tally.articles += summary.articles
        tally.rejected.update({Reason(name): n for name, n in summary.rejected.items()})
        log.debug("%s: %d articles", shard.name, summary.articles)
    if cluster.duplicates == "keep":
        return tally, 0
    parts = 1 + tally.articles // _ARTICLES_A_PART
    return tally, mark_output(output, cluster.duplicates, parts)


def _checked(job: Job) -> str:
    """Return the output, having refused what does not go together."""
    if job.output is None:
        raise typer.BadParameter("--engine ray writes to a folder: name it with -o")
    if job.lists or job.rejects or job.shards:
        raise typer.BadParameter("--engine ray takes no --urls-from, --rejects and --shards")
    for name in job.inputs:
        if name == "-" or _WEB.match(name):
            raise typer.BadParameter(f"--engine ray reads archives and saved pages, not {name}")
    output = _SCHEME.sub(r"\1://", str(job.output))
    return (
        output if "://" in output else os.path.abspath(output)
    )  # actors have folders of their own


def _once(inputs: tuple[str, ...], output: str) -> Iterator[Shard]:
    """Yield each shard of the inputs once, however often it is named, but what a run has written.

    The output may lie in a folder of the inputs.
    """
    seen: set[tuple[str, ...]] = set()
    written = tuple(f"{output.rstrip('/')}/{part}/" for part in ("articles", "rejected"))
    names = (name if "://" in name else os.path.abspath(name) for name in inputs)
    for shard in shards(names):
        if shard.inputs not in seen and not shard.name.startswith(written):
            seen.add(shard.inputs)
            yield shard


@contextmanager
def _ray(verbose: int) -> Iterator[None]:
    """Be connected to the cluster of RAY_ADDRESS, or start one on this machine."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # no word to anyone of what is run
    try:
        import ray
        import ray.data

        import newsclean.run.engines.ray_output  # noqa: F401 - whatever is missing is told here
    except ImportError as error:
        raise typer.BadParameter(f"--engine ray: {error}") from error
    level = logging.INFO if verbose else logging.ERROR
    try:
        ray.init(log_to_driver=bool(verbose), logging_level=level, include_dashboard=False)
    except Exception as error:  # Ray raises a plain one where a node takes too long
        raise OutputError(f"Ray cannot be started or reached: {error}") from error
    ray.data.DataContext.get_current().enable_progress_bars = bool(verbose)
    for name in ("ray.data", "ray"):
        logging.getLogger(name).setLevel(level)
    try:
        yield
    finally:
        ray.shutdown()


@contextmanager
def _told(output: str) -> Iterator[None]:
    from newsclean.run.engines.ray_clean import failure_of
    from newsclean.run.engines.shard_job import OtherJob

    try:
        yield
    except OtherJob as error:
        raise OutputError(f"{error}; name another folder") from error
    except OSError as error:
        raise OutputError(f"{output}: {error.strerror or error}") from error
    except Exception as error:
        failed = failure_of(error)
        if failed is None:
            raise
        raise OutputError(f"{output}: {failed}") from error
