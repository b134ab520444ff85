"""Rows -> the figures of the report: by tool, and within it by source, language and kind."""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

import msgspec

from benchmarks import measures
from benchmarks.measures import Body
from benchmarks.peers.rows import Facts, Row, Snippets
from benchmarks.peers.tools.all import PARSE, TOOLS, YARDSTICK

_LEAST = 10  # pages of a language for a column of its own
OTHERS = "others"


class Share(msgspec.Struct, frozen=True):
    """How many answers are right, of how many that could be."""

    right: int
    of: int


class Cost(msgspec.Struct, frozen=True):
    """Milliseconds of processor and MiB of memory a page; what the process held at its peak.

    The ratios are of the means; None where the other tool did not run.
    """

    mean_ms: float
    median_ms: float
    to_yardstick: float | None
    to_parse: float | None
    page_mean_mib: float
    page_most_mib: float
    peak_mib: float


class ToolFigures(msgspec.Struct, frozen=True, kw_only=True):
    """All that is said of one tool."""

    name: str
    role: str
    settings: str
    pages: int
    cost: Cost
    body: Body | None = None
    by_source: dict[str, Body] = {}
    by_language: dict[str, Body] = {}
    by_kind: dict[str, Body] = {}
    fields: dict[str, Share] = {}
    fields_by_source: dict[str, dict[str, Share]] = {}
    snippets: Snippets | None = None
    empty: int = 0
    failures: dict[str, int] = {}


def summarize(rows: Sequence[Row]) -> list[ToolFigures]:
    """Return the figures of each tool, in the order of the tools."""
    by_tool = defaultdict(list)
    for row in rows:
        by_tool[row.tool].append(row)
    languages = _spoken(rows)
    mean = {name: statistics.fmean(r.seconds for r in mine) for name, mine in by_tool.items()}
    return [_figures(name, by_tool[name], mean, languages) for name in TOOLS if name in by_tool]


def met_by_all(rows: Sequence[Row]) -> list[Row]:
    """Return the rows of pages that went to every tool: a run that was cut short ends amid one."""
    seen: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in rows:
        seen[row.tool].add(_key(row))
    everywhere = set.intersection(*seen.values()) if seen else set()
    return [row for row in rows if _key(row) in everywhere]


def _key(row: Row) -> tuple[str, str]:
    return row.page.source, row.page.id


def _spoken(rows: Iterable[Row]) -> set[str]:
    """Return the languages that enough pages are in."""
    pages = {row.page.id: row.page.lang for row in rows if row.body}
    counts = Counter(lang for lang in pages.values() if lang)
    return {lang for lang, count in counts.items() if count >= _LEAST}


def _figures(
    name: str, rows: list[Row], mean: dict[str, float], languages: set[str]
) -> ToolFigures:
    tool = TOOLS[name]
    cost = _cost(rows, mean)
    if tool.role == "yardstick":
        return ToolFigures(
            name=name, role=tool.role, settings=tool.settings, pages=len(rows), cost=cost
        )
    return ToolFigures(
        name=name,
        role=tool.role,
        settings=tool.settings,
        pages=len(rows),
        cost=cost,
        body=_body(rows),
        by_source=_bodies(rows, lambda page: page.source),
        by_language=_bodies(rows, lambda p: p.lang if p.lang in languages else OTHERS),
        by_kind=_bodies(rows, lambda page: page.kind),
        fields=_shares(rows),
        fields_by_source={
            source: shares
            for source, mine in _groups(rows, lambda page: page.source).items()
            if (shares := _shares(mine))
        },
        snippets=_snippets(rows),
        empty=sum(row.empty and row.failure is None for row in rows),
        failures=dict(Counter(row.failure for row in rows if row.failure).most_common()),
    )


def _body(rows: Iterable[Row]) -> Body | None:
    return measures.body([row.body for row in rows if row.body])


def _bodies(rows: Sequence[Row], of: Callable[[Facts], str | None]) -> dict[str, Body]:
    groups = _groups(rows, of).items()
    return {name: found for name, mine in groups if (found := _body(mine))}


def _groups(rows: Sequence[Row], of: Callable[[Facts], str | None]) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        name = of(row.page)
        if name:
            groups[name].append(row)
    return {name: groups[name] for name in sorted(groups, key=lambda n: (n == OTHERS, n))}


def _shares(rows: Iterable[Row]) -> dict[str, Share]:
    right: Counter[str] = Counter()
    of: Counter[str] = Counter()
    for row in rows:
        of.update(row.fields.keys())
        right.update(name for name, hit in row.fields.items() if hit)
    return {name: Share(right[name], of[name]) for name in ("title", "date", "authors") if of[name]}


def _snippets(rows: Iterable[Row]) -> Snippets | None:
    found = [row.snippets for row in rows if row.snippets]
    if not found:
        return None
    return Snippets(
        kept=sum(s.kept for s in found),
        wanted=sum(s.wanted for s in found),
        leaked=sum(s.leaked for s in found),
        unwanted=sum(s.unwanted for s in found),
    )


def _cost(rows: Sequence[Row], mean: dict[str, float]) -> Cost:
    seconds = [row.seconds for row in rows]
    own = statistics.fmean(seconds)
    grown = [row.grown / 2**20 for row in rows]
    return Cost(
        mean_ms=1e3 * own,
        median_ms=1e3 * statistics.median(seconds),
        to_yardstick=_ratio(own, mean.get(YARDSTICK)),
        to_parse=_ratio(own, mean.get(PARSE)),
        page_mean_mib=statistics.fmean(grown),
        page_most_mib=max(grown),
        peak_mib=max(row.peak for row in rows) / 2**20,
    )


def _ratio(value: float, other: float | None) -> float | None:
    return value / other if other else None
