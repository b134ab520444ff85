"""Speed and memory of reading Parquet files of pages, beside the same pages as a web archive.

python -m benchmarks.parquet_speed [PAGES…]

Each file is read by a process of its own, five times; the least processor time counts. `one group`
is what pandas and pyarrow write without being asked otherwise, `groups of 256` what
docs/archives.md advises. `large` pages are 40 of the made ones each, some 130 kB; there are a tenth
as many.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.archives import Page, made_pages, write_archive
from newsclean.sources.inputs import find

_TIMES = 5
_GROUPS = {"one group": 1 << 20, "groups of 256": 256}


def main(arguments: list[str]) -> int:
    """Print processor time a page and most memory of each way to keep the same pages."""
    if arguments[:1] == ["read"]:
        return _read(arguments[1])
    for count in [int(size) for size in arguments] or [2_000, 20_000]:
        with tempfile.TemporaryDirectory(prefix="parquet-speed-") as folder:
            _compare(Path(folder), f"{count:,} pages", list(islice(made_pages(), count)))
            _compare(Path(folder), f"{count // 10:,} large", list(_large(count // 10)))
    return 0


def write_parquet(path: Path, pages: Iterable[Page], group: int, compression: str) -> None:
    """Write pages with what the archive says of them."""
    rows = [
        {
            "html": page.body,
            "url": page.url,
            "status": 200,
            "content_type": "text/html",
            "fetched_at": "2026-11-24T10:00:00Z",
        }
        for page in pages
    ]
    table = pa.Table.from_pylist(rows)
    pq.write_table(table, path, row_group_size=group, compression=compression)


def _large(count: int) -> Iterator[Page]:
    some = [page.body for page in islice(made_pages(), 400)]
    chance = random.Random(count)
    for number in range(count):
        body = b"".join(chance.choices(some, k=40))
        yield Page(f"https://a.example/{number}", b"%d" % number + body)


def _compare(folder: Path, what: str, pages: list[Page]) -> None:
    archive = folder / "pages.warc.gz"
    write_archive(archive, pages)
    _tell(what, "warc.gz", archive)
    for coding in ("snappy", "zstd"):
        for name, group in _GROUPS.items():
            path = folder / "pages.parquet"
            write_parquet(path, pages, group, coding)
            _tell(what, f"{coding}, {name}", path)


def _tell(what: str, kind: str, path: Path) -> None:
    command = [sys.executable, "-m", "benchmarks.parquet_speed", "read", str(path)]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
    print(f"{what:14s} {kind:22s} {path.stat().st_size / 1e6:7.1f} MB: {told}", flush=True)


def _read(path: str) -> int:
    spent = []
    for _ in range(_TIMES):
        before = _cpu()
        count = sum(1 for _ in find([path]))
        spent.append(_cpu() - before)
    least = min(spent)
    told = f"{1e3 * least / count:.4f} ms a page, {count / least:,.0f} a second"
    print(f"{told}, at most {_most_memory():.0f} MiB")
    return 0


def _most_memory() -> float:
    """Return the most memory of this process in MiB; getrusage would count its parent's too."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
