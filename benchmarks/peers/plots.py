"""The figures of a run as plots: quality against time, and quality by source.

The same figures give the same bytes. White ground, so that they read on a dark page too.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

from matplotlib import rc_context
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator, StrMethodFormatter

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
        # A variant lies close to its tool: the names go to either side.
        shift, side = (-7, "right") if "," in tool.name else (7, "left")
        axes.annotate(tool.name, place, (shift, -4), textcoords="offset points", ha=side)
    axes.set_xscale("log")
    axes.xaxis.set_major_formatter(StrMethodFormatter("{x:g}"))
    axes.set_xlabel("ms of processor a page, mean (log)")
    axes.set_ylabel("F1 of the text")
    axes.margins(0.22, 0.15)
    axes.grid(alpha=0.25)
    axes.spines[["top", "right"]].set_visible(False)
    return _svg(figure)


def _quality_by_source(tools: Sequence[ToolFigures]) -> str:
    sources = {name: body.pages for tool in tools for name, body in tool.by_source.items()}
    figure = Figure(figsize=(7.2, 1.3 + 0.75 * len(sources)), layout="constrained")
    axes = figure.subplots()
    for number, tool in enumerate(tools):
        shift = 0.55 * (number / len(tools) - 0.5)  # so that equal ones do not hide each other
        places = [place + shift for place in range(len(sources))]
        values = [_f1(tool.by_source.get(name)) for name in sources]
        colour = _COLOURS[number % len(_COLOURS)]
        axes.scatter(values, places, color=colour, label=tool.name, s=36, zorder=3)
    axes.set_yticks(range(len(sources)), [f"{name} ({n:,})" for name, n in sources.items()])
    axes.invert_yaxis()
    axes.xaxis.set_major_locator(MaxNLocator(6))
    axes.set_xlabel("F1 of the text")
    axes.grid(alpha=0.25)
    axes.spines[["top", "right"]].set_visible(False)
    figure.legend(loc="outside right upper", frameon=False, fontsize=9)
    return _svg(figure)


def _f1(body: Body | None) -> float:
    return body.f1 if body else 0.0


def _svg(figure: Figure) -> str:
    out = io.StringIO()
    figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"
