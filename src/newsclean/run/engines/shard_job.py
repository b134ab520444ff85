"""One shard cleaned whole: read, cleaned in a supervised process, written, marked as done.

A task may die at any moment and be run again, on this machine or another: the names of its files
come from the shard alone, so that the second run replaces what the first one left.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import msgspec

from newsclean._version import __version__
from newsclean.errors import Reason
from newsclean.options import ExtractOptions, SourceOptions, WorkerOptions
from newsclean.records import Rejected, Response, Target
from newsclean.run.engines.place import Place, Staging
from newsclean.run.engines.shards import Shard
from newsclean.run.workers import WORK, Workers
from newsclean.sinks.partitions import Partitions
from newsclean.sources.inputs import find

TRIES = 5  # of a shard that kills its reader
_LOST = (Reason.MISSING_FILE, Reason.UNREADABLE, Reason.INTERNAL, Reason.WORKER_CRASH)
_JOB = "_shards/job.json"


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """What all shards of a job have in common; `output` is a folder or a URL of fsspec's."""

    output: str
    extract: ExtractOptions = ExtractOptions()
    sources: SourceOptions = SourceOptions()
    workers: WorkerOptions = WorkerOptions()
    work: str = WORK


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a shard: counts, and its files below the output; `whole` where all was read."""

    shard: str
    articles: int
    rejected: dict[str, int]
    files: tuple[str, ...]
    whole: bool


class OtherJob(Exception):  # noqa: N818 - of the user, who named the folder
    """The folder holds what was made by another version or with other options."""


def claim(job: Job) -> None:
    """Note in the output what its articles are made with; OtherJob where that differs."""
    place = Place(job.output)
    mine = msgspec.json.encode([__version__, job.extract, job.sources])
    there = place.read(_JOB)
    if there is None:
        place.write(_JOB, mine)
    elif there != mine:
        raise OtherJob(f"{job.output} holds articles of another version or of other options")


def summary_of(shard: Shard, job: Job) -> Summary | None:
    """Return what is noted of a shard that is done; None where it is still to be cleaned."""
    noted = Place(job.output).read(f"_shards/{shard.key}.json")
    return msgspec.json.decode(noted, type=Summary) if noted else None


def clean_shard(shard: Shard, job: Job, workers: Workers) -> Summary:
    """Clean a shard with these workers, whose results come in the order of the input.

    OSError where the output fails; whatever is wrong with the input is a row with a reason.
    """
    place = Place(job.output)
    tried = f"_shards/{shard.key}.tries"
    noted = place.read(tried)
    before = int(noted or 0)
    place.write(tried, str(before + 1).encode())
    if before >= TRIES:
        detail = f"reading it ended its process {before} times"
        found: Iterator[Response | Rejected] = iter([_lost(shard, Reason.WORKER_CRASH, detail)])
    else:
        found = _pages(shard, job)
    summary = _written(shard, place, found, workers)
    if noted is not None:
        _forget_earlier(shard, place, summary)
    if summary.whole:
        place.write(f"_shards/{shard.key}.json", msgspec.json.encode(summary))
        place.remove(tried)
    else:
        place.write(tried, b"0")  # what it has left is forgotten when another run reads more
    return summary


def _written(
    shard: Shard, place: Place, found: Iterator[Response | Rejected], workers: Workers
) -> Summary:
    rejected: Counter[str] = Counter()
    count, whole = 0, True
    with Staging(place) as staging:
        out = Partitions(staging.folder, shard.key, shard.name)
        for result in workers.clean(found):
            out.write(result)
            if isinstance(result, Rejected):
                rejected[str(result.reason)] += 1
                whole = whole and not _is_lost(result, shard)
            else:
                count += 1
        files = out.close()
        for name in files:
            place.put(staging.folder / name, name)
    return Summary(
        shard=shard.name,
        articles=count,
        rejected=dict(rejected),
        files=tuple(files),
        whole=whole,
    )


def _pages(shard: Shard, job: Job) -> Iterator[Response | Rejected]:
    try:
        for item in find(shard.inputs, job.sources):
            assert not isinstance(item, Target)  # URLs to fetch are refused before
            yield item
    except Exception as error:  # noqa: BLE001 - a bug met by one shard must not stop the job
        yield _lost(shard, Reason.INTERNAL, f"{type(error).__name__}: {error}"[:1000])


def _lost(shard: Shard, reason: Reason, detail: str) -> Rejected:
    return Rejected(url=None, name=shard.name, reason=reason, detail=detail)


def _is_lost(result: Rejected, shard: Shard) -> bool:
    """Say whether an input as a whole is missing, so that another run should try it again."""
    named = result.name == shard.name or result.name in shard.inputs
    return named and result.url is None and result.reason in _LOST


def _forget_earlier(shard: Shard, place: Place, summary: Summary) -> None:
    """Remove what a run that did not end has left in partitions that this one did not fill."""
    for name in place.glob(f"*/**/{shard.key}.parquet"):
        if name not in summary.files:
            place.remove(name)
