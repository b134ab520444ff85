"""The life of each URL: discovered, extracted, refused, gone, failed; and when it is due again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

import msgspec

from newsclean.errors import Category, Reason
from newsclean.records import Hints, Target
from newsclean.run.crawl_options import DAY, HOUR, Revisit
from newsclean.run.state import State

Life = Literal["discovered", "extracted", "alias", "refused", "retry", "failed", "gone", "old"]

_PATIENCE = 7 * DAY  # a URL that never answered is given up after this
_BACKOFF = (600.0, 1800.0, 5400.0, 4 * HOUR, 8 * HOUR)
_NOT_ASKED = frozenset({Reason.HOST_FAILING, Reason.RUN_DEADLINE, Reason.RATE_LIMITED})
_ONCE_MORE = {Reason.NO_ARTICLE: 6 * HOUR, Reason.GONE: HOUR}
_BROKEN_TRIES = 3
_SEEN_STEP = DAY  # last_seen is exact to a day, which spares a write for each listing
_LOOK = 500
_KEEP = 180 * DAY


class Known(msgspec.Struct, frozen=True):
    """What is known of a URL that is due."""

    target: Target
    site: str
    life: Life
    first_seen: float
    tries: int
    body: bytes | None
    article: str | None
    born: float | None
    live: bool


class UrlTable:
    """URLs by their keys; all writing happens in the state's open transaction."""

    def __init__(self, state: State) -> None:
        self._database = state.database

    def unknown(self, modified: Mapping[str, float | None], now: float, since: float) -> set[str]:
        """Return those of the URLs that were never seen; touch those that were.

        The values say when a listing calls a page modified: one that was read before that is due
        again, unless its article was first seen before `since`, for some sites call all new.
        """
        fresh = set(modified)
        stale: list[tuple[int, str]] = []
        again: list[tuple[int, str]] = []
        urls = sorted(modified)  # neighbours in the state too
        for start in range(0, len(urls), _LOOK):
            part = urls[start : start + _LOOK]
            marks = ",".join("?" * len(part))
            query = (
                "SELECT url, last_seen, CASE WHEN life = 'extracted' AND first_seen >= ?"  # noqa: S608
                f" THEN fetched END FROM urls WHERE url IN ({marks})"
            )
            rows = self._database.execute(query, (int(since), *part)).fetchall()
            fresh.difference_update([row[0] for row in rows])
            for url, seen, fetched in rows:
                if now - seen > _SEEN_STEP:
                    stale.append((int(now), url))
                when = modified[url]
                if fetched is not None and when is not None and fetched < when:
                    again.append((int(now), url))
        self._database.executemany("UPDATE urls SET last_seen = ? WHERE url = ?", stale)
        self._database.executemany("UPDATE urls SET due = ? WHERE url = ?", again)
        return fresh

    def discover(self, targets: Iterable[tuple[str, Target]], site: str, now: float) -> None:
        """Take in new URLs, due at once."""
        rows = (
            (url, site, t.origin, _packed(t.hints), int(now), int(now), int(now))
            for url, t in targets
        )
        self._database.executemany(
            "INSERT OR IGNORE INTO urls"
            " (url, site, life, origin, hints, first_seen, last_seen, due)"
            " VALUES (?, ?, 'discovered', ?, ?, ?, ?, ?)",
            rows,
        )

    def heal_clock(self, now: float, furthest: float) -> None:
        """Bring back what a clock gone wrong has put off beyond any schedule."""
        self._database.execute(
            "UPDATE urls SET due = ? WHERE due > ?", (int(now), int(now + furthest))
        )

    def forget(self, now: float) -> None:
        """Drop, once a day, addresses that are not due and were not listed for half a year.

        One that is listed again then is read again, and no more than that: what was published is
        told by articles and their versions, which are kept for good.
        """
        query = "SELECT value FROM meta WHERE key = 'forgot'"
        row = self._database.execute(query).fetchone()
        if row is not None and 0 <= now - int(row[0]) < DAY:
            return
        query = "DELETE FROM urls WHERE due IS NULL AND last_seen < ?"
        self._database.execute(query, (int(now - _KEEP),))
        query = "INSERT OR REPLACE INTO meta VALUES ('forgot', ?)"
        self._database.execute(query, (str(int(now)),))

    def due(self, site: str, now: float, most: int) -> Iterator[Known]:
        """Yield the URLs of a site that are due, those never read first, the newest first."""
        rows = self._database.execute(
            "SELECT url, origin, hints, etag, last_modified, life, first_seen, tries, body,"
            " article, born, live FROM urls WHERE due <= ? AND site = ?"
            " ORDER BY life != 'discovered', due DESC, url LIMIT ?",
            (int(now), site, most),
        )
        for url, origin, hints, etag, modified, *rest in rows:
            target = Target(
                url=url,
                origin=origin or "state",
                hints=msgspec.msgpack.decode(hints, type=Hints) if hints else None,
                etag=etag,
                last_modified=modified,
            )
            life, first, tries, body, article, born, live = rest
            yield Known(target, site, life, first, tries, body, article, born, bool(live))

    def due_count(self, now: float) -> int:
        """Count the URLs that are due."""
        query = "SELECT count(*) FROM urls WHERE due <= ?"
        return int(self._database.execute(query, (int(now),)).fetchone()[0])

    def extracted(self, url: str, facts: Facts, read: ReadAs) -> None:
        """Note that an article came of it, its validators, and when to look again."""
        self._database.execute(
            "UPDATE urls SET life = 'extracted', reason = NULL, tries = 0, fetched = ?, etag = ?,"
            " last_modified = ?, body = ?, article = ?, born = ?, live = ?, due = ? WHERE url = ?",
            (
                int(facts.at),
                facts.etag,
                facts.last_modified,
                facts.body,
                read.article,
                int(read.born),
                int(read.live),
                _whole(read.due),
                url,
            ),
        )

    def unchanged(self, known: Known, now: float, due: float | None) -> None:
        """Note that the page is as it was."""
        self._database.execute(
            "UPDATE urls SET fetched = ?, tries = 0, due = ? WHERE url = ?",
            (int(now), _whole(due), known.target.url),
        )

    def alias(self, url: str, site: str, article: str, now: float) -> None:
        """Note another address of an article, so that a listing of it is no news."""
        self._database.execute(
            "INSERT OR IGNORE INTO urls (url, site, life, first_seen, last_seen, article)"
            " VALUES (?, ?, 'alias', ?, ?, ?)",
            (url, site, int(now), int(now), article),
        )

    def rejected(self, known: Known, reason: Reason, now: float) -> None:
        """Note why nothing came of it, and when to try again, if ever."""
        life, tries, due = after_rejection(known, reason, now)
        self._database.execute(
            "UPDATE urls SET life = ?, reason = ?, tries = ?, due = ? WHERE url = ?",
            (life, str(reason), tries, _whole(due), known.target.url),
        )


class Facts(msgspec.Struct, frozen=True):
    """What is kept of an answer; `raw` is the hash of its text before any profile acted."""

    at: float
    etag: str | None = None
    last_modified: str | None = None
    body: bytes | None = None
    raw: str | None = None


class ReadAs(msgspec.Struct, frozen=True):
    """Which article a page is, since when there has been one, and when to look again."""

    article: str
    born: float
    live: bool
    due: float | None


def after_rejection(known: Known, reason: Reason, now: float) -> tuple[Life, int, float | None]:
    """Return the life, the number of tries and the time of the next try after a rejection.

    What was never asked for is due at once; passing faults are tried again, ever more seldom, for
    a week; faults of the page three times; a page that is sound but no article is left alone. An
    article that was read once is not lost over a fault.
    """
    tries = known.tries + 1
    read = known.life == "extracted"
    if reason in _NOT_ASKED:
        return known.life, known.tries, now
    if reason.category is Category.AGAIN:
        if now - known.first_seen > _PATIENCE and not read:
            return "failed", tries, None
        return ("extracted" if read else "retry"), tries, now + _BACKOFF[min(tries, 5) - 1]
    if reason in _ONCE_MORE and tries == 1:
        return ("extracted" if read else "retry"), tries, now + _ONCE_MORE[reason]
    if reason is Reason.GONE:
        return "gone", tries, None
    if reason.category is Category.NOT_FOR_ME:
        return ("old" if reason is Reason.TOO_OLD else "refused"), tries, None
    if tries < _BROKEN_TRIES:
        return ("extracted" if read else "retry"), tries, now + DAY
    return "failed", tries, None


def next_visit(born: float, now: float, revisit: Revisit, *, live: bool) -> float | None:
    """Return when an article is looked at again: at fixed ages, ever further apart, then never.

    >>> next_visit(0.0, 10.0, Revisit(ages=(60.0, 600.0)), live=False)
    60.0
    >>> next_visit(0.0, 700.0, Revisit(ages=(60.0, 600.0)), live=False) is None
    True
    """
    if live and revisit.ages and now - born < DAY:
        return now + revisit.live
    return next((born + age for age in revisit.ages if born + age > now), None)


def _packed(hints: Hints | None) -> bytes | None:
    return msgspec.msgpack.encode(hints) if hints else None


def _whole(seconds: float | None) -> int | None:
    return None if seconds is None else int(seconds)
