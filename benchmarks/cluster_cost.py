"""What a month of news archives costs on a cluster, from the processor time of a shard here.

python -m benchmarks.cluster_cost [PAGES]

Pages of ../shared/corpus are put into one WARC file, which is cleaned into Parquet as a task of
`--engine ray` cleans it: reader, supervised worker and writer together. What counts is their
processor time, which other work on the machine changes little. All else is assumed, and printed.
"""

from __future__ import annotations

import gzip
import os
import resource
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec

from benchmarks.corpus import golds
from newsclean.options import WorkerOptions
from newsclean.run.engines.shard_job import Job, clean_shard
from newsclean.run.engines.shards import Shard
from newsclean.run.workers import Workers

BATCH = 100  # pages of the first shard, which loads the model and is not counted


class Month(msgspec.Struct, frozen=True):
    """A month of CC-NEWS and the price of a core, by general knowledge; change them here."""

    files: int = 500
    gib_a_file: float = 1.0
    records_a_file: int = 30_000
    dollars_a_core_hour: float = 0.04
    dollars_spot: float = 0.015


def main(arguments: list[str]) -> None:
    """Measure, and tell what a month would cost."""
    pages = int(arguments[0]) if arguments else 600
    seconds, articles = measured(pages)
    month = Month()
    records = month.files * month.records_a_file
    hours = records * seconds / pages / 3600
    print(f"measured: {pages} pages, {articles} articles, {1000 * seconds / pages:.1f} ms of")
    print(f"processor time a page from WARC to Parquet: {pages / seconds:.0f} pages a core second")
    print(f"assumed: {month}")
    print(f"a file: {month.records_a_file * seconds / pages / 60:.0f} minutes of one core")
    print(f"a month: {records:,} records, {hours:,.0f} core hours,")
    print(
        f"${hours * month.dollars_a_core_hour:,.2f} on demand, ${hours * month.dollars_spot:,.2f}"
    )
    print(f"on spot machines; {hours / 64:.1f} hours on 64 cores")
    print(f"most memory of a process: {most_memory() >> 20} MiB")


def measured(pages: int) -> tuple[float, int]:
    """Return the processor seconds of a shard of so many pages, and the articles in it."""
    with tempfile.TemporaryDirectory(prefix="cluster-cost-") as name:
        folder = Path(name)
        found = list(records(BATCH + pages))
        (folder / "first.warc.gz").write_bytes(b"".join(found[:BATCH]))
        (folder / "second.warc.gz").write_bytes(b"".join(found[BATCH:]))
        job = Job(output=str(folder / "out"))
        limits = WorkerOptions(count=1, recycle=1 << 30)
        with Workers(limits) as workers:
            clean_shard(Shard((str(folder / "first.warc.gz"),)), job, workers)
            before = used()
            summary = clean_shard(Shard((str(folder / "second.warc.gz"),)), job, workers)
            return used() - before, summary.articles


def used() -> float:
    """Return the processor seconds of this process and of its children that run."""
    seconds = 0.0
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:  # a process that has ended meanwhile
            continue
        if os.getpid() in (int(path.parent.name), int(fields[1])):
            seconds += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return seconds


def most_memory() -> int:
    """Return the most bytes that this process or one of its ended workers has held."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(kind).ru_maxrss for kind in kinds) * 1024


def records(most: int) -> Iterator[bytes]:
    """Yield records of the corpus' pages, every n-th, a gzip member each."""
    every = list(golds())
    for number, gold in enumerate(every[:: max(1, len(every) // most)][:most]):
        block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + gold.raw()
        url = gold.url if "://" in gold.url else f"https://x.example/{number}"
        head = (
            "WARC/1.1\r\nWARC-Type: response\r\n"
            f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012d}>\r\n"
            f"WARC-Target-URI: {url}\r\nWARC-Date: 2026-11-24T10:00:00Z\r\n"
            "Content-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(block)}\r\n\r\n"
        )
        yield gzip.compress(head.encode() + block + b"\r\n\r\n", 6)


if __name__ == "__main__":
    main(sys.argv[1:])
