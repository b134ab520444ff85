"""The figures of a run as Markdown tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from benchmarks.measures import Body
from benchmarks.peers.summary import Share, ToolFigures

_NONE = "–"


def markdown(tools: Sequence[ToolFigures]) -> str:
    """Return all tables that have something to say."""
    judged = [tool for tool in tools if tool.role == "extractor"]
    parts = [
        ("Text", _quality(judged)),
        ("F1 by source", _grouped(judged, lambda tool: tool.by_source)),
        ("F1 by language", _grouped(judged, lambda tool: tool.by_language)),
        ("F1 by kind of page", _grouped(judged, lambda tool: tool.by_kind)),
        ("Fields", _fields(judged)),
        ("Snippets", _snippets(judged)),
        ("Time and memory", _cost(tools)),
        ("Failures", _failures(judged)),
        ("Settings", _settings(tools)),
    ]
    return "\n".join(f"## {title}\n\n{table}" for title, table in parts if table)


def _quality(tools: Sequence[ToolFigures]) -> str:
    heads = ("", "pages", "F1", "precision", "recall", "F1 ≥ .95", "exact", "F1 < .5")
    rows = (
        (t.name, f"{b.pages:,}", *map(_share, (b.f1, b.precision, b.recall)), *_parts(b))
        for t in tools
        if (b := t.body)
    )
    return _table(heads, rows)


def _parts(body: Body) -> list[str]:
    return [_share(value) for value in (body.clean, body.exact, body.bad)]


def _grouped(tools: Sequence[ToolFigures], of: Callable[[ToolFigures], dict[str, Body]]) -> str:
    """Return a table with a column for each group, the number of pages in its head."""
    groups = {name: body.pages for tool in tools for name, body in of(tool).items()}
    if not groups:
        return ""
    heads = ("", *(f"{name} ({pages:,})" for name, pages in groups.items()))
    rows = ((t.name, *(_f1(of(t).get(name)) for name in groups)) for t in tools)
    return _table(heads, rows)


def _fields(tools: Sequence[ToolFigures]) -> str:
    """Return the shares of right fields, over all pages and by source."""
    heads = {
        (source, field): shares[field].of
        for tool in tools
        for source, shares in (("all", tool.fields), *tool.fields_by_source.items())
        for field in shares
    }
    if not heads:
        return ""
    fields = list(dict.fromkeys(field for _, field in heads))
    keys = sorted(heads, key=lambda key: fields.index(key[1]))
    rows = ((t.name, *(_right(t, *key) for key in keys)) for t in tools)
    return _table(("", *(f"{f}, {s} ({heads[s, f]:,})" for s, f in keys)), rows)


def _right(tool: ToolFigures, source: str, field: str) -> str:
    shares = tool.fields if source == "all" else tool.fields_by_source.get(source, {})
    share: Share | None = shares.get(field)
    return _share(share.right / share.of) if share else _NONE


def _snippets(tools: Sequence[ToolFigures]) -> str:
    rows = [
        (t.name, _share(s.kept / max(1, s.wanted)), _share(s.leaked / max(1, s.unwanted)))
        for t in tools
        if (s := t.snippets)
    ]
    return _table(("", "kept of those wanted", "leaked of those unwanted"), rows) if rows else ""


def _cost(tools: Sequence[ToolFigures]) -> str:
    heads = ("", "mean ms", "median ms", "× trafilatura", "× parse")
    memory = ("MiB above idle, mean", "most", "MiB in all")
    rows = (
        (
            tool.name,
            f"{c.mean_ms:.2f}",
            f"{c.median_ms:.2f}",
            _NONE if c.to_yardstick is None else f"{c.to_yardstick:.3f}",
            _NONE if c.to_parse is None else f"{c.to_parse:.1f}",
            f"{c.page_mean_mib:.1f}",
            f"{c.page_most_mib:.0f}",
            f"{c.peak_mib:.0f}",
        )
        for tool in tools
        for c in (tool.cost,)
    )
    return _table((*heads, *memory), rows)


def _failures(tools: Sequence[ToolFigures]) -> str:
    rows = (
        (t.name, f"{t.empty:,}", ", ".join(f"{k} {v:,}" for k, v in t.failures.items()) or "none")
        for t in tools
    )
    return _table(("", "no text", "failed"), rows)


def _settings(tools: Sequence[ToolFigures]) -> str:
    return _table(("", "settings"), ((tool.name, tool.settings) for tool in tools))


def _f1(body: Body | None) -> str:
    return _share(body.f1) if body else _NONE


def _share(value: float) -> str:
    """Return a share as the tables show it.

    >>> _share(0.9471), _share(1.0)
    ('.947', '1.000')
    """
    return f"{value:.3f}".removeprefix("0")


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
