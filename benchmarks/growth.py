"""Does newsclean's time or memory grow? With the size of a page, and with the number of pages.

python -m benchmarks.growth [CORPUS] [--pages 1000,5000,20000] [--kilobytes 10,100,1000,10000]

By size: ms and the memory that one invented page of that size takes at its worst, a fresh process
each. By number: resident memory and ms a page after more and more pages of the corpus, in one
process; pages come round again when the corpus is through.
"""

from __future__ import annotations

import argparse
import contextlib
import multiprocessing
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle, islice
from multiprocessing.connection import Connection
from pathlib import Path

import msgspec

from benchmarks.corpus import CORPUS
from benchmarks.formats.detect import read
from benchmarks.peers.memory import forget_peak, memory
from newsclean.records import Response
from newsclean.run.pipeline import clean_response

COUNTS = (1_000, 5_000, 20_000)
KILOBYTES = (10, 100, 1_000, 10_000)
_SAYS = "The harbour council met on Monday and spoke of the old eastern pier at some length. "


class Mark(msgspec.Struct, frozen=True):
    """A point of the growth: how much, ms a page so far (or of the page), MiB resident."""

    at: int
    ms: float
    mib: float


def main() -> int:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", nargs="?", type=Path, default=CORPUS)
    parser.add_argument("--pages", type=numbers, default=COUNTS)
    parser.add_argument("--kilobytes", type=numbers, default=KILOBYTES)
    asked = parser.parse_args()
    print_growth(asked.corpus, asked.pages, asked.kilobytes)
    return 0


def numbers(text: str) -> tuple[int, ...]:
    """Return the numbers of a list.

    >>> numbers("1000,5000")
    (1000, 5000)
    """
    return tuple(int(part) for part in text.split(","))


def print_growth(corpus: Path, counts: Sequence[int], kilobytes: Sequence[int]) -> None:
    """Print time and memory by size of page and by number of pages."""
    for mark in (mark for size in kilobytes for mark in apart(by_size, size)):
        rate = mark.ms / mark.at * 100
        print(f"{mark.at:>6,} KB: {mark.ms:8.1f} ms, {rate:5.1f} a 100 KB, {mark.mib:6.0f} MiB")
    for mark in apart(by_number, corpus, tuple(counts)):
        print(
            f"after {mark.at:>6,} pages: {mark.ms:5.2f} ms a page, {mark.mib:.0f} MiB resident",
            flush=True,
        )


def by_size(kilobytes: int) -> Iterator[Mark]:
    """Clean one page of a size; the MiB of the one mark are what it took at its worst."""
    _clean(page_of(4), None)  # imports and weights
    page = page_of(kilobytes)
    before = memory("VmRSS")
    forget_peak()
    started = time.process_time()
    _clean(page, None)
    seconds = time.process_time() - started
    yield Mark(kilobytes, 1e3 * seconds, (memory("VmHWM") - before) / 2**20)


def by_number(corpus: Path, counts: Sequence[int]) -> Iterator[Mark]:
    """Clean pages of a corpus; a mark at each count, with the ms a page since the one before."""
    since, spent = 0, 0.0
    for number, gold in enumerate(islice(cycle(list(read(corpus))), max(counts)), 1):
        raw = gold.raw()
        started = time.process_time()
        _clean(raw, gold.url)
        spent += time.process_time() - started
        if number in counts:
            yield Mark(number, 1e3 * spent / (number - since), memory("VmRSS") / 2**20)
            since, spent = number, 0.0


def page_of(kilobytes: int) -> bytes:
    """Return an invented page of a size: an article with menu and footer, one paragraph a line."""
    head = "<!doctype html><html lang=en><head><title>Pier</title></head><body><ul>"
    head += "<li><a href=/x>News</a></li>" * 20 + "</ul><article><h1>The pier</h1>"
    line = f"<p class=text>{_SAYS * 4}</p>\n"
    lines = line * max(1, (kilobytes * 1000 - len(head)) // len(line))
    return f"{head}{lines}</article><footer>About us</footer></body></html>".encode()


def apart(work: Callable[..., Iterator[Mark]], *arguments: object) -> Iterator[Mark]:
    """Yield what a function of this module yields in a fresh process, with one thread."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, work, arguments))
    process.start()
    theirs.close()
    with contextlib.suppress(EOFError):  # the end of the marks
        while True:
            yield ours.recv()
    process.join()
    if process.exitcode:
        raise RuntimeError(f"{work.__name__} ended with {process.exitcode}")


def _serve(
    pipe: Connection, work: Callable[..., Iterator[Mark]], arguments: tuple[object, ...]
) -> None:
    for mark in work(*arguments):
        pipe.send(mark)


def _clean(raw: bytes, url: str | None) -> None:
    clean_response(Response(body=raw, url=url))


if __name__ == "__main__":
    sys.exit(main())
