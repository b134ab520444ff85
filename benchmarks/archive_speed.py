"""Speed from a web archive to Parquet, on one core, with workers, and as archives grow.

python -m benchmarks.archive_speed core [PAGES]        beside trafilatura and the bare parse
python -m benchmarks.archive_speed workers [RECORDS]   the command with 1 and with 2 workers
python -m benchmarks.archive_speed growth [RECORDS…]   time a page and memory at each size
python -m benchmarks.archive_speed reading [RECORDS…]  the same of the reader alone

`core` reads every n-th page of ../shared/corpus, or made pages where there is none, all in the
same reader and to Parquet; what counts is processor time, since a machine does other things too.
`workers` and `growth` take made pages. The gain of two workers is in time on the clock, so it
means something only where two cores are idle: the load is printed. The processor
time beside it does not count waiting for a core.
The promises: at least 5 times trafilatura's pages a second, a gain of 1.8, growth that is flat.
"""

from __future__ import annotations

import io
import logging
import os
import pickle
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
from selectolax.lexbor import LexborHTMLParser

from benchmarks.archives import corpus_pages, has_corpus, made_pages, write_archive
from benchmarks.on_demand import load_on_demand
from newsclean.document.charset import decode
from newsclean.options import SourceOptions
from newsclean.records import Article, Rejected, Response
from newsclean.run.pipeline import clean_response
from newsclean.sinks.parquet import ParquetFile
from newsclean.sources.warc import read_archive

_MIB = 1 << 20


def main(arguments: list[str]) -> int:
    """Run one of the four; exit 1 where a promise is broken."""
    logging.disable(logging.CRITICAL)
    task, sizes = (arguments or ["core"])[0], [int(size) for size in arguments[1:]]
    with tempfile.TemporaryDirectory(prefix="archive-speed-") as folder:
        if task == "workers":
            return workers(Path(folder), *sizes[:1])
        if task == "reading":
            return reading(Path(folder), sizes or [1_000, 10_000, 100_000])
        if task == "growth":
            return growth(Path(folder), sizes or [1_000, 10_000, 100_000])
        return core(Path(folder), *sizes[:1])


def core(folder: Path, pages: int = 300) -> int:
    """Print pages a second on one core, and where newsclean's time goes."""
    path = folder / "core.warc.gz"
    source = corpus_pages(pages) if has_corpus() else islice(made_pages(), pages)
    count = write_archive(path, source)
    read = [item for item in _read(path) if isinstance(item, Response)]
    kind = "corpus" if has_corpus() else "made"
    print(f"{count} {kind} pages, {sum(len(r.body) for r in read) / count / 1e3:.0f} kB each")
    ways: dict[str, Callable[[Path, Path], object]] = {
        "read": lambda source, _: sum(1 for _ in _read(source)),
        "read and parse": _bare,
        "newsclean": _newsclean,
        "trafilatura": _trafilatura,
    }
    load_on_demand()
    warm = folder / "warm.warc.gz"
    write_archive(warm, islice(made_pages(), 5))
    spent = {}
    for name, way in ways.items():
        way(warm, folder / "warm.parquet")  # models and imports
        spent[name] = _cpu(lambda way=way: way(path, folder / "out.parquet"))  # type: ignore[misc]
        each = 1e3 * spent[name] / count
        print(f"{name:16s} {each:8.2f} ms a page {count / spent[name]:9.1f} pages a second a core")
    ratio = spent["trafilatura"] / spent["newsclean"]
    print(f"newsclean is {ratio:.2f} times as fast as trafilatura")
    _parts(path, read)
    return int(ratio < 5)


def _parts(path: Path, read: list[Response]) -> None:
    """Print the processor time of each step between archive and file."""
    results = [clean_response(response) for response in read]
    articles = [result for result in results if isinstance(result, Article)]
    packed = [pickle.dumps(response) for response in read]
    told = [msgspec.msgpack.encode(article) for article in articles]
    steps: dict[str, Callable[[], object]] = {
        "read the archive": lambda: list(_read(path)),
        "to the worker": lambda: [pickle.loads(pickle.dumps(r)) for r in read],
        "clean": lambda: [clean_response(response) for response in read],
        "from the worker": lambda: [
            msgspec.msgpack.decode(msgspec.msgpack.encode(a), type=Article) for a in articles
        ],
        "write JSON Lines": lambda: [msgspec.json.encode(article) for article in articles],
        "write Parquet": lambda: _write(articles, path.with_name("parts.parquet")),
    }
    spent = {name: _cpu(step) for name, step in steps.items()}
    whole = sum(spent.values())
    for name, seconds in spent.items():
        print(f"  {name:16s} {1e3 * seconds / len(read):8.3f} ms a page {seconds / whole:6.1%}")
    sent, back = sum(map(len, packed)), sum(map(len, told))
    print(
        f"  {sent / len(read) / 1e3:.0f} kB a page to a worker, {back / len(read) / 1e3:.1f} back"
    )


def workers(folder: Path, records: int = 8_000) -> int:
    """Print the gain of two workers over one, from archive to Parquet by the command."""
    path = folder / "workers.warc.gz"
    write_archive(path, islice(made_pages(), records))
    clock = {}
    for count in (1, 2):
        run = _command(path, folder / f"out{count}", count)
        clock[count] = run.seconds
        print(f"{count} workers: {records / run.seconds:8.1f} pages a second, {run.line(records)}")
    gain = clock[1] / clock[2]
    load = os.getloadavg()[0]
    print(f"a gain of {gain:.2f} at a load of {load:.1f} on {os.cpu_count()} cores")
    return int(gain < 1.8)


def growth(folder: Path, sizes: list[int]) -> int:
    """Print time and memory of the command over archives of more and more records."""
    each: list[float] = []
    memory: list[int] = []
    for size in sizes:
        path = folder / "growth.warc.gz"
        write_archive(path, islice(made_pages(), size))
        run = _command(path, folder / f"out{size}", 2)
        each.append(run.cpu / size)
        memory.append(run.parent_peak)
        megabytes = path.stat().st_size / 1e6
        print(f"{size:8,d} records, {megabytes:7.1f} MB: {run.line(size)}", flush=True)
        path.unlink()
    return int(each[-1] > 1.5 * each[0] or memory[-1] > memory[0] + 64 * _MIB)


def reading(folder: Path, sizes: list[int]) -> int:
    """Print time a record and memory of the reader alone over larger and larger archives."""
    each: list[float] = []
    memory: list[int] = []
    for size in sizes:
        path = folder / "reading.warc.gz"
        write_archive(path, islice(made_pages(), size))
        each.append(_cpu(lambda path=path: sum(1 for _ in _read(path))) / size)  # type: ignore[misc]
        memory.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)
        told = f"{1e3 * each[-1]:.3f} ms of processor a record"
        print(f"{size:8,d} records: {told}, at most {memory[-1] / _MIB:.0f} MiB", flush=True)
        path.unlink()
    return int(each[-1] > 1.5 * each[0] or memory[-1] > memory[0] + 16 * _MIB)


class Spent(msgspec.Struct, frozen=True):
    """What a run of the command took: the clock, processor seconds, most memory in bytes."""

    seconds: float
    cpu: float
    parent_cpu: float
    parent_peak: int
    worker_peak: int

    def line(self, records: int) -> str:
        """Say it by record."""
        return (
            f"{1e3 * self.seconds / records:.2f} ms a page on the clock, "
            f"{1e3 * self.cpu / records:.2f} of processors "
            f"({1e3 * self.parent_cpu / records:.2f} the parent's), "
            f"at most {self.parent_peak / _MIB:.0f} MiB, a worker {self.worker_peak / _MIB:.0f}"
        )


_TELL = """
import resource, sys
from newsclean.cli.app import app
try:
    app(prog_name="newsclean")
finally:
    mine = resource.getrusage(resource.RUSAGE_SELF)
    theirs = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = mine.ru_utime + mine.ru_stime
    both = cpu + theirs.ru_utime + theirs.ru_stime
    print("SPENT", cpu, both, mine.ru_maxrss, theirs.ru_maxrss, file=sys.stderr)
"""


def _command(path: Path, out: Path, count: int) -> Spent:
    arguments = ["clean", str(path), "--shards", str(out), "--format", "parquet"]
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", _TELL, *arguments, "--workers", str(count)],
        check=False,  # some of the pages are errors and bot walls: 1 is the status for that
        capture_output=True,
        text=True,
    )
    seconds = time.monotonic() - started
    told = re.search(r"SPENT (\S+) (\S+) (\d+) (\d+)", done.stderr)
    assert told, done.stderr
    return Spent(seconds, float(told[2]), float(told[1]), int(told[3]) * 1024, int(told[4]) * 1024)


def _read(path: Path) -> Iterator[Response | Rejected]:
    return read_archive(path, path.name, SourceOptions())


def _bare(source: Path, _: Path) -> None:
    for item in _read(source):
        if isinstance(item, Response) and isinstance(item.body, bytes):
            LexborHTMLParser(decode(item.body, None)[0])


def _newsclean(source: Path, out: Path) -> None:
    sink = ParquetFile(out)
    for item in _read(source):
        sink.write(clean_response(item) if isinstance(item, Response) else item)
    sink.close()


def _write(articles: list[Article], out: Path) -> None:
    sink = ParquetFile(out)
    for article in articles:
        sink.write(article)
    sink.close()


def _trafilatura(source: Path, out: Path) -> None:
    from trafilatura import bare_extraction

    rows: list[dict[str, Any]] = []
    for item in _read(source):
        if isinstance(item, Response):
            found = bare_extraction(item.body, url=item.url, with_metadata=True)
            rows.append({"url": item.url, "title": None, "text": None} | _fields(found))
    table = pa.Table.from_pylist(rows)
    buffer = io.BytesIO()
    pq.write_table(table, buffer, compression="zstd")
    out.write_bytes(buffer.getvalue())


def _fields(found: Any) -> dict[str, Any]:
    names = ("title", "author", "date", "sitename", "description", "text")
    return {name: getattr(found, name, None) for name in names}


def _cpu(run: Callable[[], object]) -> float:
    before = resource.getrusage(resource.RUSAGE_SELF)
    run()
    after = resource.getrusage(resource.RUSAGE_SELF)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    if os.environ.get("OPENBLAS_NUM_THREADS") != "1":  # as workers have it; read when numpy loads
        os.environ["OPENBLAS_NUM_THREADS"] = "1"
        os.execv(sys.executable, [sys.executable, "-m", "benchmarks.archive_speed", *sys.argv[1:]])
    sys.exit(main(sys.argv[1:]))
