"""The report of a run: report.json, report.md and plots, made of rows alone and of the machine."""

from __future__ import annotations

import os
import platform
import re
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import msgspec

from benchmarks.peers.rows import Row
from benchmarks.peers.summary import ToolFigures, met_by_all, summarize
from benchmarks.peers.tables import markdown
from benchmarks.peers.tools.all import TOOLS

JSON, MARKDOWN = "report.json", "report.md"
_MODEL = re.compile(r"^model name\s*:\s*(.{1,200})$", re.MULTILINE)


class Made(msgspec.Struct, frozen=True):
    """When, where and of what a run was made."""

    on: str
    command: str
    machine: str
    python: str
    versions: dict[str, str]
    sources: dict[str, int]


class Report(msgspec.Struct, frozen=True):
    """All figures of a run."""

    made: Made
    tools: list[ToolFigures]


def write_report(rows: Sequence[Row], folder: Path, command: str) -> Report:
    """Write the JSON, the tables and, where matplotlib is there, the plots; return the figures."""
    whole = met_by_all(rows)
    tools = summarize(whole)
    report = Report(_made(whole, command, tools), tools)
    data = msgspec.json.format(msgspec.json.encode(report))
    (folder / JSON).write_bytes(data + b"\n")
    plots = _plots(tools)
    for name, svg in plots.items():
        (folder / name).write_text(svg, "utf-8")
    (folder / MARKDOWN).write_text(page(report, list(plots)), "utf-8")
    return report


def read_report(path: Path) -> Report:
    """Return the figures of a report.json."""
    return msgspec.json.decode(path.read_bytes(), type=Report)


def page(report: Report, plots: Sequence[str]) -> str:
    """Return the report as Markdown."""
    pictures = "\n".join(f"![{Path(name).stem.replace('-', ' ')}]({name})" for name in plots)
    parts = ["# newsclean and its peers\n", made_of(report.made), markdown(report.tools), pictures]
    return "\n".join(part for part in parts if part).rstrip("\n") + "\n"


def made_of(made: Made) -> str:
    """Return when, where and of what a run was made, as a paragraph."""
    sources = ", ".join(f"{name} {count:,}" for name, count in made.sources.items())
    versions = ", ".join(f"{name} {number}" for name, number in made.versions.items())
    return (
        f"{made.on}, `{made.command}`, {made.machine}, Python {made.python}. Pages: {sources}."
        f" Versions: {versions}.\n"
    )


def _plots(tools: Sequence[ToolFigures]) -> dict[str, str]:
    try:
        from benchmarks.peers.plots import plots
    except ImportError as error:
        print(f"no plots: {error}; pip install 'newsclean[bench]'")
        return {}
    return plots(tools)


def _made(rows: Sequence[Row], command: str, tools: Sequence[ToolFigures]) -> Made:
    pages = {(row.page.source, row.page.id) for row in rows}
    packages = {TOOLS[tool.name].package for tool in tools}
    return Made(
        on=datetime.now(UTC).date().isoformat(),
        command=command,
        machine=_machine(),
        python=platform.python_version(),
        versions={package: version(package) for package in sorted(packages)},
        sources=dict(sorted(Counter(source for source, _ in pages).items())),
    )


def _machine() -> str:
    cores = f"{os.cpu_count()} cores"
    try:
        told = _MODEL.search(Path("/proc/cpuinfo").read_text("utf-8"))
    except OSError:
        told = None
    return f"{told[1].strip()}, {cores}" if told else f"{platform.machine()}, {cores}"
