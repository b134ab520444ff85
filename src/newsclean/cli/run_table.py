"""A crawl's summary as a table for people."""

from __future__ import annotations

from io import StringIO

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from newsclean.cli.logs import escaped
from newsclean.run.tally import ENDS, SiteCounts, Summary

_COLUMNS = ("found", "new", "changed", "skipped as seen", "too old", "unchanged", "rejected")


def run_table(summary: Summary, width: int = 110) -> str:
    """Return the summary as text: a row a site, then what a person must know."""
    table = Table(title=f"newsclean crawl, {summary.started}", title_justify="left")
    table.add_column("site")
    for name in _COLUMNS:
        table.add_column(name, justify="right")
    for name, counts in summary.sites.items():
        table.add_row(escape(escaped(name)), *_cells(counts))
    table.add_section()
    table.add_row("all", *_cells(summary.totals))
    out = StringIO()
    console = Console(file=out, width=width, highlight=False)
    console.print(table)
    for line in _notes(summary):
        console.print(line, markup=False, soft_wrap=True)
    return out.getvalue()


def _cells(counts: SiteCounts) -> list[str]:
    rejected = sum(counts.rejected.values())
    numbers = (
        counts.found,
        counts.new,
        counts.changed,
        counts.seen,
        counts.old,
        counts.unchanged,
        rejected,
    )
    return [f"{number:,}" for number in numbers]


def _notes(summary: Summary) -> list[str]:
    lines = [f"{ENDS[summary.ended]}; {summary.seconds:.1f} s, {summary.totals.requests} requests"]
    if summary.totals.rejected:
        told = ", ".join(f"{name} {n}" for name, n in summary.totals.rejected.items())
        lines.append(f"rejected: {told}")
    if summary.totals.moved or summary.totals.duplicates:
        moved, copies = summary.totals.moved, summary.totals.duplicates
        lines.append(f"under another address: {moved}, near-copies dropped: {copies}")
    if summary.slowest_hosts:
        told = ", ".join(f"{escaped(host)} {s:.2f} s" for host, s in summary.slowest_hosts)
        lines.append(f"slowest hosts: {told}")
    if summary.left_for_next_run:
        lines.append(f"left for the next run: {summary.left_for_next_run:,} pages")
    for name, state in summary.sinks.items():
        if state != "ok":
            lines.append(f"output {escaped(name)} failed: {escaped(state)}")
    if summary.waiting:
        lines.append(f"{summary.waiting:,} articles wait in the state for an output")
    for name, counts in summary.sites.items():
        lines += [f"{escaped(name)}: {escaped(problem)}" for problem in counts.problems]
    return lines
