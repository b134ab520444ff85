"""Numbers -> plots as SVG, by matplotlib (its only importer; the extra `report`).

Only numbers and days are drawn: no word of a page reaches the plotting library. The same numbers
give the same bytes.
"""

from __future__ import annotations

import io
import math
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from newsclean.report.svg import fit

try:
    from matplotlib import rc_context
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.ticker import MaxNLocator
except ImportError as error:
    raise ImportError("reports need matplotlib: pip install 'newsclean[report]'") from error

_BAR = "#1d4f91"
_MOST_BARS = 90
_SETTINGS = {"svg.fonttype": "none", "text.parse_math": False, "font.size": 10.0}


def over_time(days: Mapping[str, int]) -> str:
    """Return the plot of articles by day, week or month of publication; empty without any."""
    bars = binned(days)
    if not bars:
        return ""
    figure, axes = _figure()
    axes.bar(range(len(bars)), [count for _, count in bars], width=0.85, color=_BAR)
    step = max(1, math.ceil(len(bars) / 6))
    places = range(0, len(bars), step)
    axes.set_xticks(list(places), [bars[place][0] for place in places])
    axes.set_xlim(-0.6, max(len(bars) - 0.4, 6.4))
    return _svg(figure, f"Articles by time of publication, {bars[0][0]} to {bars[-1][0]}")


def binned(days: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return counts by day; by week or month where there would be too many bars; gaps are 0.

    >>> binned({"2026-11-02": 3, "2026-11-04": 1})
    [('2026-11-02', 3), ('2026-11-03', 0), ('2026-11-04', 1)]
    """
    known = {date.fromisoformat(day): count for day, count in days.items()}
    if not known:
        return []
    first, last = min(known), max(known)
    span = (last - first).days + 1
    if span <= _MOST_BARS:
        return [(str(d), known.get(d, 0)) for d in (first + timedelta(i) for i in range(span))]
    if span <= 7 * _MOST_BARS:
        start = first - timedelta(first.weekday())
        weeks = {start + timedelta(7 * i): 0 for i in range((last - start).days // 7 + 1)}
        for day, count in known.items():
            weeks[day - timedelta(day.weekday())] += count
        return [(str(week), count) for week, count in weeks.items()]
    return _by_month(known, first, last)


def _by_month(known: Mapping[date, int], first: date, last: date) -> list[tuple[str, int]]:
    """Count by month, or by year where even months are too many."""
    months = {f"{y}-{m:02}": 0 for y in range(first.year, last.year + 1) for m in range(1, 13)}
    for day, count in known.items():
        months[f"{day.year}-{day.month:02}"] += count
    held = [(m, n) for m, n in months.items() if str(first)[:7] <= m <= str(last)[:7]]
    if len(held) <= 2 * _MOST_BARS:
        return held
    years: dict[str, int] = {}
    for month, count in held:
        years[month[:4]] = years.get(month[:4], 0) + count
    return list(years.items())


def lengths(words: Sequence[int]) -> str:
    """Return the plot of how long articles are, in words on a log scale; empty without any."""
    sizes = [count for count in words if count > 0]
    if not sizes:
        return ""
    edges = [10 * 2 ** (i / 2) for i in range(29)]  # 10 words to 160,000
    counts = [0] * (len(edges) - 1)
    for size in sizes:
        place = int(2 * math.log2(max(size, 10) / 10))
        counts[min(place, len(counts) - 1)] += 1
    used = [i for i, count in enumerate(counts) if count]
    low, high = max(0, used[0] - 1), min(len(counts), used[-1] + 2)
    figure, axes = _figure()
    axes.bar(range(low, high), counts[low:high], width=0.95, align="edge", color=_BAR)
    places = [i for i in range(low, high + 1) if i % 2 == 0]
    axes.set_xticks(places, [f"{edges[i]:,.0f}" for i in places])
    axes.set_xlabel("words")
    return _svg(figure, f"Articles by length, {min(sizes):,} to {max(sizes):,} words")


def outcomes(counts: Mapping[str, int]) -> str:
    """Return the plot of what a run did, a bar a count; empty where all are 0.

    The names are drawn too: they must be our own, never a page's.
    """
    if not any(counts.values()):
        return ""
    figure, axes = _figure()
    axes.bar(range(len(counts)), list(counts.values()), width=0.8, color=_BAR)
    axes.set_xticks(range(len(counts)), [name.replace(" as ", "\nas ") for name in counts])
    return _svg(figure, "What the run did: " + ", ".join(f"{n:,} {k}" for k, n in counts.items()))


def _figure() -> tuple[Figure, Axes]:
    with rc_context(_SETTINGS):
        figure = Figure(figsize=(6.4, 2.6), layout="constrained")
        axes = figure.subplots()
    axes.spines[["top", "right"]].set_visible(False)
    axes.yaxis.set_major_locator(MaxNLocator(5, integer=True))
    axes.grid(axis="y", alpha=0.25, color="#000000", linewidth=0.6)
    axes.set_axisbelow(True)
    return figure, axes


def _svg(figure: Figure, label: str) -> str:
    out = io.StringIO()
    with rc_context({**_SETTINGS, "svg.hashsalt": label}):
        figure.savefig(
            out, format="svg", transparent=True, metadata={"Date": None, "Creator": None}
        )
    return fit(out.getvalue(), label, {_BAR: "bar"})
