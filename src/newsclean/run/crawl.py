"""One run of a crawl, for cron: only what is new, exactly once, whatever happens.

    lock -> state -> publish what waits -> sources -> pages -> publish -> tell

A kill at any moment loses nothing: what was committed is published by the next run, what was not
is read again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from newsclean.fetch.clock import rfc3339
from newsclean.run.articles import ArticleTable
from newsclean.run.crawl_options import DAY, Crawl
from newsclean.run.disk import is_disk_full
from newsclean.run.outbox import NamedSink, Outbox
from newsclean.run.pages_round import PagesRound
from newsclean.run.reader import Reader
from newsclean.run.sources_round import SourcesRound
from newsclean.run.state import DamagedState, State, is_damage, open_state, set_aside
from newsclean.run.stop import Stop
from newsclean.run.tally import Ended, SiteCounts, Summary, Tally
from newsclean.run.urls import UrlTable
from newsclean.stages import Clock

EXIT_DONE, EXIT_FAULTS, EXIT_DAMAGED, EXIT_DISK_FULL = 0, 1, 3, 75
_KEEP_RUNS = 90 * DAY
_FURTHEST = 8 * DAY  # no schedule looks further ahead
_BACK = 3600.0


class Parts(msgspec.Struct, frozen=True):
    """What a run works with; `reader` is made once the state is sound."""

    clock: Clock
    stop: Stop
    reader: Callable[[], Reader]
    sinks: Sequence[NamedSink]
    anew: bool = False


def run_crawl(crawl: Crawl, parts: Parts) -> Summary:
    """Run once over a state that the caller has locked; never raises for site, sink or disk.

    DamagedState is raised, after the database was set aside.
    """
    run = _Run(crawl, parts)
    ended: Ended = "disk_full"
    try:
        state = open_state(Path(crawl.state), anew=parts.anew)
    except (OSError, sqlite3.Error) as error:
        if not is_disk_full(error):
            raise
        return run.summary(ended, None)
    try:
        ended = run.through(state)
        summary = run.summary(ended, state)
        run.remember(state, summary)
        state.close()
    except (OSError, sqlite3.Error) as error:
        if is_disk_full(error):
            _let_go(state)
            return run.summary("disk_full", None)
        if isinstance(error, sqlite3.Error) and is_damage(error):
            raise set_aside(state, str(error)) from error
        _let_go(state)
        raise
    except BaseException:
        _let_go(state)
        raise
    return summary


def _let_go(state: State) -> None:
    try:
        state.abandon()
    except sqlite3.Error:
        state.database.close()


class _Run:
    """One run and its counters."""

    def __init__(self, crawl: Crawl, parts: Parts) -> None:
        self._crawl = crawl
        self._parts = parts
        self._tally = Tally()
        self._now = parts.clock.now()
        self._began = parts.clock.monotonic()
        self._latencies: dict[str, float] = {}
        self._outbox: Outbox | None = None

    def through(self, state: State) -> Ended:
        """Publish what waits, read sources, read pages."""
        self._outbox = outbox = Outbox(state, self._parts.sinks)
        reader = None
        try:
            outbox.open()
            reader = self._parts.reader()
            self._read(state, reader, outbox)
        finally:
            if reader is not None:
                self._latencies = reader.latencies()
                reader.close()
            outbox.close()
        why = self._parts.stop.why
        return "deadline" if why == "deadline" else "stopped" if why else "done"

    def _read(self, state: State, reader: Reader, outbox: Outbox) -> None:
        clock, stop = self._parts.clock, self._parts.stop
        sources = SourcesRound(state, reader, clock, self._tally)
        sources.trusting = not self._clock_went_back(state)
        sources.run(self._crawl.sites)
        if not stop():
            PagesRound(state, reader, outbox, self._crawl).run(clock, self._tally, stop)

    def _clock_went_back(self, state: State) -> bool:
        """Say whether an earlier run lies in the future; if so, undo what it put off too far."""
        last = state.database.execute("SELECT max(started) FROM runs").fetchone()[0]
        if last is None or self._now >= last - _BACK:
            return False
        with state.transaction():
            UrlTable(state).heal_clock(self._now, _FURTHEST)
        self._tally.problem("clock", "the clock was set back since the last run: all read anew")
        return True

    def remember(self, state: State, summary: Summary) -> None:
        """Keep the run and each site's yield, for `status`; drop what is old."""
        started = int(self._now)
        with state.transaction() as database:
            row = (started, int(self._parts.clock.now()), msgspec.json.encode(summary))
            database.execute("INSERT OR REPLACE INTO runs VALUES (?, ?, ?)", row)
            for name, counts in self._tally.sites.items():
                faults = counts.faults + len(counts.problems)
                values = (name, started, counts.pages, counts.new, faults)
                database.execute("INSERT OR REPLACE INTO site_runs VALUES (?, ?, ?, ?, ?)", values)
            oldest = int(self._now - _KEEP_RUNS)
            database.execute("DELETE FROM runs WHERE started < ?", (oldest,))
            database.execute("DELETE FROM site_runs WHERE started < ?", (oldest,))
            ArticleTable(state).forget_old_signatures(self._now)
            UrlTable(state).forget(self._now)

    def summary(self, ended: Ended, state: State | None) -> Summary:
        """Tell what the run did."""
        outbox = self._outbox
        slowest = sorted(self._latencies.items(), key=lambda pair: -pair[1])[:5]
        failures = dict(outbox.failures) if outbox else {}
        return Summary(
            started=rfc3339(self._now),
            seconds=round(self._parts.clock.monotonic() - self._began, 3),
            ended=ended,
            exit_code=self._exit_code(ended, failures),
            totals=self._tally.totals(),
            sites=dict(sorted(self._tally.sites.items())),
            slowest_hosts=[(host, round(seconds, 3)) for host, seconds in slowest],
            sinks={named.name: failures.get(named.name, "ok") for named in self._parts.sinks},
            published=outbox.published if outbox else 0,
            waiting=outbox.waiting() if outbox and state else 0,
            left_for_next_run=UrlTable(state).due_count(self._now) if state else 0,
        )

    def _exit_code(self, ended: Ended, failures: dict[str, str]) -> int:
        if ended == "disk_full":
            return EXIT_DISK_FULL
        sites = self._tally.sites
        dead = [name for name, counts in sites.items() if _dead(counts)]
        return EXIT_FAULTS if failures or (sites and len(dead) == len(sites)) else EXIT_DONE


def _dead(counts: SiteCounts) -> bool:
    """Say whether nothing at all of a site could be read."""
    return bool(counts.problems) and not (counts.found or counts.pages or counts.unchanged)


__all__ = ["EXIT_DAMAGED", "DamagedState", "Parts", "run_crawl"]
