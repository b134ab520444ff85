"""The report: a page on a run or a collection."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

import msgspec

from newsclean.report.collection import FIELDS, Collection, Site, is_fault
from newsclean.report.page import drawing, render
from newsclean.report.plots import binned, lengths, over_time
from newsclean.report.run_part import RunPart, run_part
from newsclean.report.tables import Cell, Table, number, ordered, table
from newsclean.run.tally import Summary


class _CollectionPart(msgspec.Struct, frozen=True):
    """What the page says of articles: figures, plots, the first plot as numbers, tables."""

    tiles: list[tuple[str, str]]
    plots: list[tuple[str, str]]
    times: list[tuple[str, int]]
    tables: list[Table]
    unread: int


def report_html(collection: Collection | None, name: str, runs: Sequence[Summary] = ()) -> str:
    """Return the page; self-contained, and a pure function of what was counted.

    It tells the latest of `runs`; earlier ones are what its sites' yields are compared with.
    """
    run: RunPart | None = run_part(runs) if runs else None
    part = _collection_part(collection) if collection is not None else None
    return render("report.html", "report.js", {"name": name, "run": run, "collection": part})


def _collection_part(collection: Collection) -> _CollectionPart:
    return _CollectionPart(
        tiles=_tiles(collection),
        plots=[
            ("Articles over time", drawing(over_time(collection.days))),
            ("How long they are", drawing(lengths(collection.words))),
        ],
        times=binned(collection.days),
        tables=[found for found in _tables(collection) if found.rows],
        unread=collection.unread,
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
    return table("sites", "Sites", columns, rows)


def _site_row(site: Site, most: int, last: str) -> tuple[Cell, ...]:
    now, before = _week(site, last, 0), _week(site, last, 7)
    change = now - before
    return (
        Cell(site.name, site.name),
        Cell(f"{site.articles:,}", site.articles, site.articles / most),
        number(now),
        number(before),
        Cell(f"{change:+,}" if change else "0", change),
        number(site.median_words),
        number(site.undated),
        number(site.duplicates),
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
                number(site.faults),
                Cell(f"{share:.0%}", share, share),
                number(site.slow),
                Cell(f"{reason} ({count:,})", reason),
            )
        )
    columns = ("host", "failed", "of its pages", "too slow or told to wait", "mostly")
    return table("failing", "Failing and slow hosts", columns, rows)


def _reasons(collection: Collection) -> Table:
    most = max(collection.reasons.values(), default=1)
    rows = [
        (
            Cell(reason, reason),
            Cell(f"{count:,}", count, count / most),
            Cell("failure" if is_fault(reason) else "no article", str(is_fault(reason))),
            Cell(collection.examples[reason][:200], None),
        )
        for reason, count in ordered(collection.reasons)
    ]
    return table("rejects", "Rejected, by reason", ("reason", "pages", "is", "such as"), rows)


def _coverage(collection: Collection) -> Table:
    total = max(1, collection.articles)
    rows = [
        (
            Cell(field.replace("_", " "), field),
            number(collection.filled[field]),
            Cell(f"{collection.filled[field] / total:.1%}", collection.filled[field] / total,
                 collection.filled[field] / total),
        )
        for field in FIELDS
        if collection.articles
    ]  # fmt: skip
    return table("fields", "How often a field is known", ("field", "articles", "share"), rows)


def _counted(key: str, title: str, column: str, counts: Counter[str]) -> Table:
    total = max(1, counts.total())
    rows = [
        (
            Cell(value, value),
            number(count),
            Cell(f"{count / total:.1%}", count / total, count / total),
        )
        for value, count in ordered(counts)
    ]
    return table(key, title, (column, "articles", "share"), rows)
