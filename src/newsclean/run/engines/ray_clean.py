"""Cleaning on Ray Data (extra `ray`): an actor holds a supervised process, which holds the model.

A page that kills or stalls its process becomes a row; an actor that is killed is started anew by
Ray, and its task is run again.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable
from typing import TYPE_CHECKING, Any

import msgspec

from newsclean.options import Columns, RunOptions
from newsclean.run.engines.rows import Rows
from newsclean.run.engines.shard_job import Job, Summary, clean_shard, summary_of
from newsclean.run.engines.shards import Shard
from newsclean.run.workers import WORK, Workers

try:
    import ray
    import ray.data
except ImportError as error:
    raise ImportError("clusters need the extra: pip install 'newsclean[ray]'") from error

if TYPE_CHECKING:
    import pyarrow as pa

_MOST_BLOCKS = 10_000
_OPTIONS = RunOptions()
_COLUMNS = Columns()


def clean_dataset(
    pages: ray.data.Dataset,
    options: RunOptions = _OPTIONS,
    columns: Columns = _COLUMNS,
    *,
    actors: int | None = None,
    batch_size: int = 64,
    work: str = WORK,
) -> ray.data.Dataset:
    """Clean a data set of pages; lazily, one row out for each row in.

    The rows have the columns of an article's Parquet, and `record`, `crawl_date`, `name`, `reason`
    and `detail`; a page that gave no article has a `reason`, an article has none. At most so many
    `actors` of one CPU each, by default one for each CPU of the cluster.
    """
    return pages.map_batches(
        PageCleaner,
        fn_constructor_args=(msgspec.json.encode(options), columns, work),
        batch_format="pyarrow",
        batch_size=batch_size,
        num_cpus=1,
        compute=ray.data.ActorPoolStrategy(min_size=1, max_size=actors or _cpus()),
    )


def clean_shards(
    shards: Iterable[Shard], job: Job, actors: int | None = None
) -> Generator[tuple[Shard, Summary], None, None]:
    """Clean shards into the job's output; yield each when it is done, those done before first."""
    waiting: dict[str, Shard] = {}
    for shard in shards:
        done = summary_of(shard, job) if shard.key not in waiting else None
        if done:
            yield shard, done
        else:
            waiting[shard.key] = shard
    if not waiting:
        return
    rows = [{"shard": msgspec.json.encode(shard)} for shard in waiting.values()]
    found = ray.data.from_items(rows, override_num_blocks=min(len(rows), _MOST_BLOCKS)).map_batches(
        ShardCleaner,
        fn_constructor_args=(msgspec.json.encode(job),),
        batch_size=1,
        num_cpus=1,
        compute=ray.data.ActorPoolStrategy(
            size=min(len(rows), actors or _cpus()), max_tasks_in_flight_per_actor=1
        ),
    )
    for row in found.iter_rows():
        yield (
            msgspec.json.decode(row["shard"], type=Shard),
            msgspec.json.decode(row["summary"], type=Summary),
        )


def failure_of(error: BaseException) -> str | None:
    """Return what the output's file system said where that ended the job; None for other errors."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, OSError):
            return cause.strerror or str(cause).splitlines()[-1]
        cause = getattr(cause, "cause", None) or cause.__cause__
    return None


class PageCleaner:
    """An actor that cleans batches of rows."""

    def __init__(self, options: bytes, columns: Columns, work: str) -> None:
        known = msgspec.json.decode(options, type=RunOptions)
        limits = msgspec.structs.replace(known.workers, count=1, order="input")
        self._columns = columns
        self._workers = Workers(limits, known.extract, work)

    def __call__(self, batch: pa.Table) -> pa.Table:
        """Clean one batch."""
        rows = Rows(batch, self._columns)
        return rows.table(self._workers.clean(rows.pages))


class ShardCleaner:
    """An actor that cleans one shard after the other."""

    def __init__(self, job: bytes) -> None:
        self._job = msgspec.json.decode(job, type=Job)
        limits = msgspec.structs.replace(self._job.workers, count=1, order="input")
        self._workers = Workers(limits, self._job.extract, self._job.work)

    def __call__(self, batch: dict[str, Any]) -> dict[str, Any]:
        """Clean the shards of a batch."""
        shards = [bytes(data) for data in batch["shard"]]
        summaries = [
            clean_shard(msgspec.json.decode(data, type=Shard), self._job, self._workers)
            for data in shards
        ]
        return {"shard": shards, "summary": [msgspec.json.encode(one) for one in summaries]}


def _cpus() -> int:
    return max(1, int(ray.cluster_resources().get("CPU", 1)))
