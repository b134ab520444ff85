"""A crawl started from a command line: lock, signals, deadline, the real network."""

from __future__ import annotations

from pathlib import Path

from newsclean.fetch.clock import SystemClock
from newsclean.options import FetchOptions, WorkerOptions
from newsclean.run.crawl import Parts, run_crawl
from newsclean.run.crawl_options import Crawl
from newsclean.run.lock import locked
from newsclean.run.outputs import sinks_for
from newsclean.run.reader import NetReader
from newsclean.run.stop import Stop
from newsclean.run.tally import Summary


def start_crawl(crawl: Crawl, fetch: FetchOptions, wait: float, *, anew: bool) -> Summary:
    """Run a crawl once under its lock.

    Busy where another run holds the lock after `wait` seconds, DamagedState where the state
    cannot be trusted, ImportError where an output needs an extra.
    """
    clock = SystemClock()
    with locked(Path(crawl.state), wait):
        stop = Stop(clock, crawl.deadline)
        parts = Parts(
            clock=clock,
            stop=stop,
            reader=lambda: NetReader(fetch, WorkerOptions(), clock, stop),
            sinks=sinks_for(crawl.outputs),
            anew=anew,
        )
        with stop.on_signals():
            return run_crawl(crawl, parts)
