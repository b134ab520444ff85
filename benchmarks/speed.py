"""Time of the whole of newsclean beside the bare lexbor parse and its peers, in one run.

python -m benchmarks.speed [CORPUS] [--pages 300] [--tries 1] [--growth 1000,5000,20000]

Every n-th page goes to all in turn, in this process, on one thread; what counts is processor time,
since a machine does other things too, and of several tries the least. newsclean is the whole of
`newsclean.extract` with all fields. The promise: at most 6 times the bare parse and 0.2 times
trafilatura, as means; exit 1 where it is broken. Last, how time and memory grow with the size of
a page and the number of pages (benchmarks/growth.py; `--growth 0` leaves it out).
"""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy reads it once, when it is imported

import argparse
import logging
import statistics
import sys
import time
import warnings
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks.corpus import CORPUS, Gold
from benchmarks.formats.detect import read
from benchmarks.growth import COUNTS, KILOBYTES, numbers, page_of, print_growth
from benchmarks.on_demand import load_on_demand
from benchmarks.peers.records import Extract, Page
from benchmarks.peers.tools.all import OURS, PARSE, TOOLS, YARDSTICK
from newsclean.document.charset import decode

Times = dict[str, list[float]]
SIDES = (PARSE, OURS, YARDSTICK, "resiliparse", "readability-lxml", "newspaper4k")
MOST_PARSES, MOST_YARDSTICKS = 6.0, 0.2


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables; exit 1 where a promise is broken."""
    asked = _parser().parse_args(arguments)
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    every = list(read(asked.corpus))
    pages = every[:: max(1, len(every) // asked.pages)]
    times, failed = measure(pages, _installed(), asked.tries)
    print_table(times, failed)
    if any(asked.growth):
        print_growth(asked.corpus, asked.growth, KILOBYTES)
    return 0 if kept(times) else 1


def measure(
    pages: Sequence[Gold], tools: dict[str, Extract], tries: int
) -> tuple[Times, Counter[str]]:
    """Return the seconds of each page by tool, and how many pages failed in each."""
    times: Times = {name: [] for name in tools}
    failed: Counter[str] = Counter()
    load_on_demand()
    warm = page_of(10)
    for extract in tools.values():  # imports and tables
        extract(Page(warm, warm.decode(), "https://news.example/pier"))
    for gold in pages:
        raw = gold.raw()
        page = Page(raw, decode(raw, None)[0], gold.url)
        for name, extract in tools.items():
            tried = [_once(extract, page) for _ in range(tries)]
            times[name].append(min(seconds for seconds, _ in tried))
            failed[name] += tried[0][1]
    return times, failed


def _once(extract: Extract, page: Page) -> tuple[float, bool]:
    """Return the seconds of one call, and whether it failed: that has taken its time too."""
    start = time.process_time()
    try:
        extract(page)
    except Exception:  # noqa: BLE001 - peers raise whatever they like; it is counted
        return time.process_time() - start, True
    return time.process_time() - start, False


def kept(times: Times) -> bool:
    """Return whether the promise is kept; what is not installed breaks none."""
    ours = sum(times[OURS])
    yardstick = sum(times.get(YARDSTICK, ())) or float("inf")
    return ours <= MOST_PARSES * sum(times[PARSE]) and ours <= MOST_YARDSTICKS * yardstick


def print_table(times: Times, failed: Counter[str]) -> None:
    """Print mean and median, and the ratios of the means."""
    bare = sum(times[PARSE])
    yardstick = sum(times.get(YARDSTICK, ())) or float("nan")
    print(f"{'':18s} {'mean ms':>8s} {'median':>8s} {'x parse':>8s} {'x trafilatura':>14s} failed")
    for name, spent in times.items():
        mean, median = 1e3 * statistics.mean(spent), 1e3 * statistics.median(spent)
        ratios = f"{sum(spent) / bare:8.2f} {sum(spent) / yardstick:14.3f}"
        print(f"{name:18s} {mean:8.3f} {median:8.3f} {ratios} {failed[name]:6d}")
    print(f"{len(times[PARSE])} pages; processor time; ratios are of the means")


def _installed() -> dict[str, Extract]:
    found: dict[str, Extract] = {}
    for name in SIDES:
        try:
            found[name] = TOOLS[name].make()
        except ImportError as error:
            print(f"{name} is left out: {error}; pip install 'newsclean[bench]'")
    return found


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("corpus", nargs="?", type=Path, default=CORPUS)
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--tries", type=int, default=1)
    parser.add_argument("--growth", type=numbers, default=COUNTS)
    return parser


if __name__ == "__main__":
    sys.exit(main())
