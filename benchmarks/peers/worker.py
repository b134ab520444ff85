"""The worker's side: one tool in a process of its own, one page at a time, measured."""

from __future__ import annotations

import logging
import signal
import time
import warnings
from collections.abc import Callable
from multiprocessing.connection import Connection

from benchmarks.peers.memory import forget_peak, memory
from benchmarks.peers.records import Extract, Extraction, Outcome, Page

_WARM = (
    "<!doctype html><html lang=en><head><title>Pier</title></head><body><article><h1>Pier</h1>"
    + "<p>The harbour council met on Monday and spoke of the old pier at some length.</p>" * 9
    + "</article></body></html>"
)


def serve(pipe: Connection, make: Callable[[], Extract]) -> None:
    """Make the tool, say None (or the ImportError's words), then answer each page."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends its workers
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    try:
        extract = make()
    except ImportError as error:
        pipe.send(str(error))
        return
    for fold in (None, 0):  # imports, tables and weights cost the first page nothing
        measured(extract, Page(_WARM.encode(), _WARM, "https://news.example/pier", fold))
    resting = memory("VmRSS")
    pipe.send(None)
    try:
        while True:
            page: Page = pipe.recv()
            pipe.send(measured(extract, page, resting))
    except EOFError:
        return


def measured(extract: Extract, page: Page, resting: int = 0) -> Outcome:
    """Run a tool over a page; what it raises is its failure. `resting` is its memory when idle."""
    failure = None
    found = Extraction()
    forget_peak()
    started = time.process_time()
    try:
        found = extract(page)
    except Exception as error:  # noqa: BLE001 - peers raise whatever they like; it is counted
        failure = type(error).__name__
    seconds = time.process_time() - started
    peak = memory("VmHWM")
    return Outcome(found, seconds, max(0, peak - resting), peak, failure)
