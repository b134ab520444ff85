"""The figures of a run as plots: quality against time, and quality by source.

The same figures give the same bytes. White ground, so that they read on a dark page too.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

from matplotlib import rc_context
from matplotlib.figure import Figure

from benchmarks.measures import Body
from benchmarks.peers.summary import ToolFigures
from benchmarks.peers.tools.all import OURS

_OURS, _PEER = "#1d4f91", "#8a8f98"
_COLOURS = ("#1d4f91", "#7ba3d6", "#b3541e", "#e39b62", "#4f7f3b", "#8a8f98", "#7a4d8f", "#c2a21d")
_SETTINGS = {
    "svg.fonttype": "none",
    "svg.hashsalt": "newsclean",
    "text.parse_math": False,
    "font.size": 10.0,
}


def plots(tools: Sequence[ToolFigures]) -> dict[str, str]:
    """Return SVG by file name; none without a body to compare."""
    judged = [tool for tool in tools if tool.body]
    if not judged:
        return {}
    with rc_context(_SETTINGS):
        return {
            "quality-and-time.svg": _quality_and_time(judged),
            "quality-by-source.svg": _quality_by_source(judged),
        }


def _quality_and_time(tools: Sequence[ToolFigures]) -> str:
    figure = Figure(figsize=(7.2, 3.8), layout="constrained")
    axes = figure.subplots()
    for tool in tools:
        ours = tool.name.startswith(OURS)
        place = (tool.cost.mean_ms, _f1(tool.body))
        axes.scatter(*place, color=_OURS if ours else _PEER, s=42, zorder=3)
        axes.annotate(tool.name, place, xytext=(6, 5), textcoords="offset points")
    axes.set_xscale("log")
    axes.set_xlabel("ms of processor a page, mean (log)")
    axes.set_ylabel("F1 of the text")
    axes.margins(0.22, 0.15)
    axes.grid(alpha=0.25)
    axes.spines[["top", "right"]].set_visible(False)
    return _svg(figure)


def _quality_by_source(tools: Sequence[ToolFigures]) -> str:
    sources = {name: body.pages for tool in tools for name, body in tool.by_source.items()}
    figure = Figure(figsize=(7.2, 1.2 + 0.14 * len(sources) * len(tools)), layout="constrained")
    axes = figure.subplots()
    height = 0.8 / len(tools)
    for number, tool in enumerate(tools):
        places = [place + number * height for place in range(len(sources))]
        values = [_f1(tool.by_source.get(name)) for name in sources]
        colour = _COLOURS[number % len(_COLOURS)]
        axes.barh(places, values, height * 0.92, color=colour, label=tool.name)
    ticks = [place + 0.4 - height / 2 for place in range(len(sources))]
    axes.set_yticks(ticks, [f"{name} ({pages:,})" for name, pages in sources.items()])
    axes.invert_yaxis()
    least = min(_f1(body) for tool in tools for body in tool.by_source.values())
    axes.set_xlim(max(0.0, least - 0.1), 1.0)
    axes.set_xlabel("F1 of the text")
    axes.grid(axis="x", alpha=0.25)
    axes.set_axisbelow(True)
    axes.spines[["top", "right"]].set_visible(False)
    figure.legend(loc="outside right upper", frameon=False, fontsize=9)
    return _svg(figure)


def _f1(body: Body | None) -> float:
    return body.f1 if body else 0.0


def _svg(figure: Figure) -> str:
    out = io.StringIO()
    figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"
