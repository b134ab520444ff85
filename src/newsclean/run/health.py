"""How the sites of a crawl are: last article, faults in a row, a yield that falls to zero."""

from __future__ import annotations

import sqlite3
from typing import Literal

import msgspec

from newsclean.fetch.clock import rfc3339

Condition = Literal["good", "new", "silent", "failing"]
_RECENT = 2.0  # days that are looked at for silence
_LOOK = 30.0
_TELLING = 4.0  # articles that must have been expected before silence says something
_DAY = 86400.0
_FAILING = 3


class SiteHealth(msgspec.Struct, frozen=True, kw_only=True):
    """One site's state. `usual` and `recent` are new articles a day, before and now."""

    site: str
    condition: Condition
    why: str
    last_article: str | None
    articles: int
    due: int
    failures: int
    usual: float
    recent: float
    problems: tuple[str, ...]


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """The whole crawl: its last run, its URLs by life, its sites."""

    last_run: str | None
    last_exit_code: int | None
    urls: dict[str, int]
    articles: int
    waiting: int
    sites: tuple[SiteHealth, ...]


def health(database: sqlite3.Connection, now: float) -> Health:
    """Read the health of a crawl from its state; nothing is written."""
    last = database.execute("SELECT started, summary FROM runs ORDER BY started DESC").fetchone()
    urls = dict(database.execute("SELECT life, count(*) FROM urls GROUP BY life ORDER BY life"))
    names = [
        row[0]
        for row in database.execute(
            "SELECT site FROM sources UNION SELECT DISTINCT site FROM site_runs ORDER BY 1"
        )
    ]
    return Health(
        last_run=rfc3339(last[0]) if last else None,
        last_exit_code=msgspec.json.decode(last[1])["exit_code"] if last else None,
        urls=urls,
        articles=_one(database, "SELECT count(*) FROM articles WHERE same_as IS NULL"),
        waiting=_one(database, "SELECT count(*) FROM outbox"),
        sites=tuple(_site(database, name, now) for name in names),
    )


def _site(database: sqlite3.Connection, name: str, now: float) -> SiteHealth:
    runs = database.execute(
        "SELECT started, articles FROM site_runs WHERE site = ? AND started > ? ORDER BY started",
        (name, now - _LOOK * _DAY),
    ).fetchall()
    last, count = database.execute(
        "SELECT max(first_seen), count(*) FROM articles WHERE site = ? AND same_as IS NULL",
        (name,),
    ).fetchone()
    sources = database.execute(
        "SELECT failures, url, problem FROM sources WHERE site = ? AND kind != 'part'", (name,)
    ).fetchall()
    edge = (runs[-1][0] if runs else now) - _RECENT * _DAY
    recent = _rate([run for run in runs if run[0] > edge], edge)
    usual = _rate([run for run in runs if run[0] <= edge], runs[0][0] if runs else now)
    failures = min((row[0] for row in sources), default=0)
    condition, why = _judged(recent, usual, failures)
    return SiteHealth(
        site=name,
        condition=condition,
        why=why,
        last_article=rfc3339(last) if last is not None else None,
        articles=count,
        due=_one(database, "SELECT count(*) FROM urls WHERE site = ? AND due <= ?", name, now),
        failures=failures,
        usual=round(usual, 2),
        recent=round(recent, 2),
        problems=tuple(f"{url}: {problem}" for _, url, problem in sources if problem),
    )


def _judged(recent: float, usual: float, failures: int) -> tuple[Condition, str]:
    """Judge a site; silence where there used to be news is the sign of a redesign.

    >>> _judged(0.0, 9.5, 0)[0], _judged(9.0, 9.5, 0)[0], _judged(0.0, 0.0, 3)[0]
    ('silent', 'good', 'failing')
    """
    if failures >= _FAILING:
        return "failing", f"no source could be read in {failures} runs in a row"
    if usual == 0.0:
        return "new", "two days and more are needed to tell"
    if usual * _RECENT >= _TELLING and recent < 0.05 * usual:
        return "silent", f"{recent:.1f} new articles a day, {usual:.1f} before: a redesign?"
    return "good", ""


def _rate(runs: list[tuple[int, int]], since: float) -> float:
    """Return new articles a day over runs, oldest first."""
    if not runs:
        return 0.0
    days = max((runs[-1][0] - since) / _DAY, 1.0)
    return sum(articles for _, articles in runs) / days


def _one(database: sqlite3.Connection, query: str, *values: object) -> int:
    return int(database.execute(query, values).fetchone()[0])
