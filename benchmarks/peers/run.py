"""The run: every page goes to every tool in turn, so that all see the machine in the same mood."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec
from training.sites import fold_never_seeing

from benchmarks.corpus import Gold
from benchmarks.peers.records import Outcome, Page, Tool
from benchmarks.peers.rows import Row, facts, judge
from benchmarks.peers.supervised import NotInstalledError, Supervised
from newsclean.document.charset import decode

_EVERY = 50


def run(
    golds: Sequence[Gold], tools: Iterable[Tool], seconds: float, kept: Path | None = None
) -> Iterator[Row]:
    """Yield a row for each page and tool; a tool that is not installed is left out, aloud.

    What each tool found goes to a file of its name in the folder `kept`, if one is named, in the
    schema of ../shared/bench/score.py.
    """
    with contextlib.ExitStack() as stack:
        workers = [stack.enter_context(worker) for worker in _started(tools, seconds)]
        for number, gold in enumerate(golds):
            page = page_of(gold)
            about = facts(gold, len(page.raw))
            for worker in workers:
                outcome = worker.ask(page)
                if kept:
                    _keep(kept / f"{worker.tool.name}.jsonl", gold.id, outcome)
                yield judge(worker.tool, gold, about, outcome)
            if number % _EVERY == 0:
                print(f"{number:,} of {len(golds):,} pages", file=sys.stderr, flush=True)


def _started(tools: Iterable[Tool], seconds: float) -> Iterator[Supervised]:
    for tool in tools:
        try:
            yield Supervised(tool, seconds)
        except NotInstalledError as error:
            print(f"{tool.name} is left out: {error}; pip install 'newsclean[bench]'")


def page_of(gold: Gold) -> Page:
    """Return what the tools are given of a page."""
    raw = gold.raw()
    return Page(raw, decode(raw, None)[0], gold.url, fold_never_seeing(gold))


def _keep(path: Path, key: str, outcome: Outcome) -> None:
    found = msgspec.structs.asdict(outcome.extraction)
    with path.open("ab") as file:
        file.write(msgspec.json.encode({"id": key, "seconds": outcome.seconds, **found}) + b"\n")
