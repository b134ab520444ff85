"""The report: a page on a run or a collection."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

import msgspec

from newsclean.report.collection import FIELDS, Collection, Site, is_fault
from newsclean.report.page import drawing, render
from newsclean.report.plots import binned, lengths, over_time

_MOST_ROWS = 200


class Cell(msgspec.Struct, frozen=True):
    """A cell of a table: what it shows, what it is sorted by, and its bar as a share."""

    text: str
    sort: float | str | None = None
    bar: float | None = None


class Table(msgspec.Struct, frozen=True):
    """A table that sorts: a name, its columns, its rows, and how many rows were left out."""

    id: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    left_out: int = 0


def report_html(collection: Collection, name: str) -> str:
    """Return the page; self-contained, and a pure function of what was counted."""
    return render(
        "report.html",
        "report.js",
        {
            "name": name,
            "tiles": _tiles(collection),
            "unread": collection.unread,
            "plots": [
                ("Articles over time", drawing(over_time(collection.days))),
                ("How long they are", drawing(lengths(collection.words))),
            ],
            "times": binned(collection.days),
            "tables": [table for table in _tables(collection) if table.rows],
        },
    )


def _tiles(collection: Collection) -> list[tuple[str, str]]:
    words = sorted(collection.words)
    return [
        ("articles", f"{collection.articles:,}"),
        ("sites", f"{sum(site.articles > 0 for site in collection.sites.values()):,}"),
        ("words", f"{sum(words):,}"),
        ("words, median", f"{words[len(words) // 2]:,}" if words else "–"),
        ("rejected", f"{collection.rejected:,}"),
        ("same text as another", f"{collection.copies:,}"),
        ("marked as duplicates", f"{collection.marked:,}"),
    ]


def _tables(collection: Collection) -> list[Table]:
    return [
        _sites(collection),
        _failing(collection),
        _reasons(collection),
        _coverage(collection),
        _counted("languages", "Languages", "language", collection.languages),
        _counted("sections", "Sections", "section", collection.sections),
        _counted("labellers", "Judged by", "labeller", collection.labellers),
    ]


def _sites(collection: Collection) -> Table:
    sites = sorted(
        (site for site in collection.sites.values() if site.articles),
        key=lambda site: (-site.articles, site.name),
    )
    most = max((site.articles for site in sites), default=1)
    rows = tuple(_site_row(site, most, max(collection.days, default="")) for site in sites)
    columns = ("site", "articles", "last 7 days", "7 before", "change", "words, median",
               "without a date", "duplicates", "latest")  # fmt: skip
    return _table("sites", "Sites", columns, rows)


def _site_row(site: Site, most: int, last: str) -> tuple[Cell, ...]:
    now, before = _week(site, last, 0), _week(site, last, 7)
    change = now - before
    return (
        Cell(site.name, site.name),
        Cell(f"{site.articles:,}", site.articles, site.articles / most),
        _number(now),
        _number(before),
        Cell(f"{change:+,}" if change else "0", change),
        _number(site.median_words),
        _number(site.undated),
        _number(site.duplicates),
        Cell(site.last_day or "–", site.last_day),
    )


def _week(site: Site, last: str, back: int) -> int:
    """Count the articles of the seven days that end `back` days before the collection's last."""
    try:
        end = date.fromisoformat(last) - timedelta(back)
    except (ValueError, OverflowError):
        return 0
    return sum(site.days[str(end - timedelta(i))] for i in range(7))


def _failing(collection: Collection) -> Table:
    sites = sorted(
        (site for site in collection.sites.values() if site.faults or site.slow),
        key=lambda site: (-site.faults, site.name),
    )
    rows = []
    for site in sites:
        total = site.articles + site.rejected.total()
        share = site.faults / total
        reason, count = max(site.rejected.items(), key=lambda item: (item[1], item[0]))
        rows.append(
            (
                Cell(site.name, site.name),
                _number(site.faults),
                Cell(f"{share:.0%}", share, share),
                _number(site.slow),
                Cell(f"{reason} ({count:,})", reason),
            )
        )
    columns = ("host", "failed", "of its pages", "too slow or told to wait", "mostly")
    return _table("failing", "Failing and slow hosts", columns, rows)


def _reasons(collection: Collection) -> Table:
    most = max(collection.reasons.values(), default=1)
    rows = [
        (
            Cell(reason, reason),
            Cell(f"{count:,}", count, count / most),
            Cell("failure" if is_fault(reason) else "no article", str(is_fault(reason))),
            Cell(collection.examples[reason][:200], None),
        )
        for reason, count in _ordered(collection.reasons)
    ]
    return _table("rejects", "Rejected, by reason", ("reason", "pages", "is", "such as"), rows)


def _coverage(collection: Collection) -> Table:
    total = max(1, collection.articles)
    rows = [
        (
            Cell(field.replace("_", " "), field),
            _number(collection.filled[field]),
            Cell(f"{collection.filled[field] / total:.1%}", collection.filled[field] / total,
                 collection.filled[field] / total),
        )
        for field in FIELDS
        if collection.articles
    ]  # fmt: skip
    return _table("fields", "How often a field is known", ("field", "articles", "share"), rows)


def _counted(key: str, title: str, column: str, counts: Counter[str]) -> Table:
    total = max(1, counts.total())
    rows = [
        (
            Cell(value, value),
            _number(count),
            Cell(f"{count / total:.1%}", count / total, count / total),
        )
        for value, count in _ordered(counts)
    ]
    return _table(key, title, (column, "articles", "share"), rows)


def _ordered(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _number(value: int) -> Cell:
    return Cell(f"{value:,}", value)


def _table(key: str, title: str, columns: Sequence[str], rows: Sequence[tuple[Cell, ...]]) -> Table:
    left_out = max(0, len(rows) - _MOST_ROWS)
    return Table(key, title, tuple(columns), tuple(rows[:_MOST_ROWS]), left_out)
