"""What `newsclean status` does once its options are read."""

from __future__ import annotations

import sqlite3
import sys
import time
from io import StringIO
from pathlib import Path
from typing import Literal

import msgspec
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from newsclean.cli.logs import escaped
from newsclean.cli.sites_file import ConfigError, read_sites
from newsclean.run.health import Health, health
from newsclean.run.lock import holder_of
from newsclean.run.state import read_state


def status_command(path: Path, tell: Literal["table", "json"] = "table") -> int:
    """Print the health of a crawl; nothing is written."""
    try:
        state = Path(read_sites(path).crawl.state)
    except ConfigError as error:
        sys.stderr.write(f"newsclean status: {escaped(str(error))}\n")
        return 2
    if not state.exists():
        sys.stderr.write(f"newsclean status: there is no state {state}; no crawl has run\n")
        return 1
    try:
        database = read_state(state)
        told = health(database, time.time())
        database.close()
    except sqlite3.Error as error:
        sys.stderr.write(f"newsclean status: {state}: {error}\n")
        return 1
    if tell == "json":
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(told), indent=2).decode() + "\n")
    else:
        sys.stdout.write(status_table(told))
        _running(state)
    return 1 if any(site.condition in ("silent", "failing") for site in told.sites) else 0


def status_table(told: Health, width: int = 120) -> str:
    """Return the health as text."""
    last = told.last_run or "never"
    table = Table(title=f"last run {last}, exit code {told.last_exit_code}", title_justify="left")
    for name in ("site", "condition", "last article"):
        table.add_column(name)
    for name in ("articles", "a day before", "a day now", "due", "failures"):
        table.add_column(name, justify="right")
    for site in told.sites:
        numbers = (site.articles, site.usual, site.recent, site.due, site.failures)
        row = [escape(escaped(site.site)), site.condition, site.last_article or "none"]
        table.add_row(*row, *(f"{number:,}" for number in numbers))
    out = StringIO()
    console = Console(file=out, width=width, highlight=False)
    console.print(table)
    for line in _notes(told):
        console.print(line, markup=False, soft_wrap=True)
    return out.getvalue()


def _notes(told: Health) -> list[str]:
    urls = ", ".join(f"{count:,} {life}" for life, count in told.urls.items())
    lines = [f"{told.articles:,} articles; URLs: {urls or 'none'}"]
    if told.waiting:
        lines.append(f"{told.waiting:,} articles wait for an output")
    for site in told.sites:
        if site.condition in ("silent", "failing"):
            lines.append(f"{escaped(site.site)}: {site.why}")
        lines += [f"{escaped(site.site)}: {escaped(problem)}" for problem in site.problems[:5]]
    return lines


def _running(state: Path) -> None:
    holder = holder_of(state)
    if holder is not None:
        sys.stdout.write(f"a crawl is running: {holder.words(time.time())}\n")
