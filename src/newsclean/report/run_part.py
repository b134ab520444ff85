"""Summaries of runs -> what the report's page says of the latest."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from newsclean.report.collection import is_fault
from newsclean.report.page import drawing
from newsclean.report.plots import outcomes
from newsclean.report.tables import Cell, Table, number, ordered, table
from newsclean.run.tally import ENDS, SiteCounts, Summary


class RunPart(msgspec.Struct, frozen=True):
    """When it began and how it ended, its figures, a plot of them, its tables."""

    started: str
    ended: str
    tiles: list[tuple[str, str]]
    plot: str
    tables: list[Table]


def run_part(runs: Sequence[Summary]) -> RunPart:
    """Return the part of the latest run; the yields of its sites are held against the others'."""
    *earlier, run = sorted(runs, key=lambda one: one.started)
    tables = [
        _sites(run, earlier),
        _reasons(run),
        _failing(run),
        _problems(run),
        _hosts(run),
        _outputs(run),
    ]
    return RunPart(
        started=run.started,
        ended=f"{ENDS[run.ended]}; exit status {run.exit_code}",
        tiles=[
            ("seconds", f"{run.seconds:,.1f}"),
            ("exit status", str(run.exit_code)),
            *((name, f"{count:,}") for name, count in _counts(run.totals).items()),
            ("requests", f"{run.totals.requests:,}"),
            ("published", f"{run.published:,}"),
            ("wait for an output", f"{run.waiting:,}"),
            ("left for the next run", f"{run.left_for_next_run:,}"),
        ],
        plot=drawing(outcomes(_counts(run.totals))),
        tables=[found for found in tables if found.rows],
    )


def _counts(counts: SiteCounts) -> dict[str, int]:
    return {
        "found": counts.found,
        "new": counts.new,
        "changed": counts.changed,
        "skipped as seen": counts.seen,
        "too old": counts.old,
        "unchanged": counts.unchanged,
        "rejected": sum(counts.rejected.values()),
    }


def _sites(run: Summary, earlier: Sequence[Summary]) -> Table:
    rows = [
        (
            Cell(name, name),
            *(number(count) for count in _counts(counts).values()),
            *_yield_cells(name, counts.new, earlier),
        )
        for name, counts in sorted(run.sites.items(), key=lambda item: (-item[1].new, item[0]))
    ]
    compared = ("new before, mean", "change") if earlier else ()
    columns = ("site", *_counts(run.totals), *compared)
    return table("run-sites", "The run, by site", columns, rows)


def _yield_cells(site: str, new: int, earlier: Sequence[Summary]) -> tuple[Cell, ...]:
    """Hold a site's new articles against the mean of the earlier runs that had the site."""
    if not earlier:
        return ()
    before = [run.sites[site].new for run in earlier if site in run.sites]
    if not before:
        return Cell("–", -1), Cell("first run", 0)
    mean = sum(before) / len(before)
    return Cell(f"{mean:,.1f}", mean), Cell(f"{new - mean:+,.1f}", new - mean)


def _reasons(run: Summary) -> Table:
    most = max(run.totals.rejected.values(), default=1)
    rows = [
        (
            Cell(reason, reason),
            Cell(f"{count:,}", count, count / max(most, 1)),
            Cell("failure" if is_fault(reason) else "no article", str(is_fault(reason))),
        )
        for reason, count in ordered(run.totals.rejected)
    ]
    return table("run-rejects", "Rejected in the run, by reason", ("reason", "pages", "is"), rows)


def _failing(run: Summary) -> Table:
    rows = []
    for name, counts in run.sites.items():
        faults = {reason: n for reason, n in counts.rejected.items() if is_fault(reason)}
        if faults:
            told = ", ".join(f"{reason} ({n:,})" for reason, n in ordered(faults))
            rows.append((Cell(name, name), number(sum(faults.values())),
                         number(counts.pages), Cell(told, told)))  # fmt: skip
    rows.sort(key=lambda row: (-float(row[1].sort or 0), row[0].text))
    columns = ("site", "failed", "pages asked for", "why")
    return table("run-failing", "Sites whose pages failed", columns, rows)


def _problems(run: Summary) -> Table:
    rows = [
        (Cell(name, name), Cell(problem, problem))
        for name, counts in sorted(run.sites.items())
        for problem in counts.problems
    ]
    return table("run-problems", "Problems with sources", ("site", "problem"), rows)


def _hosts(run: Summary) -> Table:
    rows = [
        (Cell(host, host), Cell(f"{seconds:,.2f}", seconds)) for host, seconds in run.slowest_hosts
    ]
    return table("run-hosts", "Slowest hosts", ("host", "seconds a request"), rows)


def _outputs(run: Summary) -> Table:
    rows = [(Cell(name, name), Cell(state, state)) for name, state in sorted(run.sinks.items())]
    return table("run-outputs", "Outputs", ("output", "state"), rows)
