"""When the page was published and when it was changed: ranked sources, plausibility, agreement.

The best source wins; a day written so that day and month could be either way round is settled
by the page's language and by the other sources; the same day with a time is better than without.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple

from newsclean.extract.fields.addressdates import date_in_url, month_in_url
from newsclean.extract.fields.cached import cached_property
from newsclean.extract.fields.dated import UTC, Dated, as_shown, with_time
from newsclean.extract.fields.datenames import (
    LESSER_METAS,
    LOOSE_METAS,
    MODIFIED_METAS,
    NOT_DATE_NAME,
    PUBLISHED_METAS,
    PUBLISHED_NAME,
)
from newsclean.extract.fields.dates import Moment, days_apart, is_plausible, parse_date
from newsclean.extract.fields.dayorder import is_ambiguous, page_order
from newsclean.extract.fields.elsewhere import far_published_lines, only_date, shows_days
from newsclean.extract.fields.evidence import Evidence
from newsclean.extract.fields.relative import relative_day
from newsclean.extract.fields.renewed import first_shown, may_be_renewed, outvoted, stamped
from newsclean.extract.fields.scripts import date_in_scripts, dates_in_abbr
from newsclean.extract.fields.shown import dates_beside, published_lines, shown_changes, shown_dates
from newsclean.extract.fields.textdates import DayOrder
from newsclean.extract.fields.tolddates import from_metas, microdata_dates, strings_of
from newsclean.records import Conflict

_MODIFIED_NAMES = frozenset(MODIFIED_METAS)
_MOST_GUESSED = 20_000  # bytes; ten of them cost a microsecond
# What may well be the date of something else that the page loads or shows
_GUESSED = frozenset(("text:elsewhere", "script", "abbr", "url:image", "htmldate"))
_UNSURE = frozenset((*_GUESSED, "text", "text:day-first"))


class Dates(NamedTuple):
    """What the judge found: publication, change, their sources, and serious losers."""

    published: Moment | None
    published_source: str
    modified: Moment | None
    modified_source: str
    conflicts: tuple[Conflict, ...]


def find_dates(evidence: Evidence) -> Dates:
    """Judge all sources of both dates."""
    judge = _Judge(evidence)
    published = judge.first(judge.published_sources())
    modified = judge.first(judge.modified_sources())
    conflicts: list[Conflict] = []
    if published:
        others = judge.rivals_of(published, modified)
        told = published
        published = settled(published, modified, others)
        conflicts = _conflicts("published", published, [told, *others])
    if modified and published and modified.moment.day < published.moment.day:
        conflicts.append(Conflict("modified", modified.moment.value, modified.source))
        modified = None
    return Dates(
        published.moment if published else None,
        published.source if published else "",
        modified.moment if modified else None,
        modified.source if modified else "",
        tuple(conflicts[:4]),
    )


def settled(winner: Dated, modified: Dated | None, others: Sequence[Dated]) -> Dated:
    """Return the date of publication that the winner and its rivals tell together."""
    winner = as_shown(with_time(winner, others), modified, others)
    return (
        outvoted(winner, others)
        or first_shown(winner, modified, others)
        or stamped(winner, modified, others)
        or winner
    )


def _conflicts(field: str, winner: Dated, others: Sequence[Dated]) -> list[Conflict]:
    """Return the data and addresses that speak of another day, not next to it."""
    found: dict[str, Conflict] = {}
    day = winner.moment.day
    for other in others:
        if (
            other.moment.day != day
            and other.source.startswith(("json-ld", "meta", "url"))
            and days_apart(other.moment, winner.moment) > 1
        ):
            found.setdefault(other.source, Conflict(field, other.moment.value, other.source))
    return list(found.values())


class _Judge:
    """Asks the sources in their order, lazily: the cheap and sure ones first."""

    def __init__(self, evidence: Evidence) -> None:
        self.evidence = evidence
        self.fetched = evidence.response.fetched_at or evidence.response.header("date")

    def rivals_of(self, winner: Dated, modified: Dated | None) -> list[Dated]:
        """Return the dates that the winner is held against: data, and what a reader sees.

        Of what is shown six at most, and none after one that agrees and has all that the winner
        lacks (its time; in UTC another may tell the page's offset); none at all where nothing
        shown can take its place.
        """
        evidence = self.evidence
        told = [
            (v, "json-ld:datePublished") for v in strings_of(evidence.article.get("datePublished"))
        ]
        for name in PUBLISHED_METAS[:2]:
            told += [(v, f"meta:{name}") for v in evidence.metas.get(name, [])[:1]]
        found = [d for pair in told if (d := self.first((pair,)))]
        address = self.first(((date_in_url(evidence.url or ""), "url"),))
        data = [*found, address] if address else found
        if not may_be_renewed(winner, modified, data):
            return data
        day, is_timed = winner.moment.day, winner.moment.precision != "day"
        is_local = winner.moment.offset not in UTC
        for pair in islice(dates_beside(evidence), 6):
            shown = self.first((pair,))
            if shown:
                found.append(shown)
                agrees = shown.moment.day == day
                if agrees and is_local and (is_timed or shown.moment.precision != "day"):
                    break
        return [*found, address] if address else found

    def first(self, found: Iterable[tuple[str | None, str]]) -> Dated | None:
        """Return the first plausible date; a strong source after it is kept as a rival."""
        for value, source in found:
            order = self.order if value and is_ambiguous(value) else None
            if source == "text:day-first":
                order = "day_first"
            moment = parse_date(value, order) if value else None
            if moment is None and value and source in ("text", "time"):
                moment = relative_day(value, self.evidence.response.fetched_at)
            if moment is None or not is_plausible(moment, self.fetched):
                continue
            if source in _UNSURE and not moment.value.startswith(self.url_month):
                continue
            if source in _GUESSED and self.is_after_change(moment):
                continue
            return Dated(moment, source)
        return None

    def is_after_change(self, moment: Moment) -> bool:
        """Return whether a date lies behind the day of the last change that the data tell."""
        changed = self.told_change
        return changed is not None and changed.day < moment.day

    @cached_property
    def told_change(self) -> Moment | None:
        """The last change of the article by JSON-LD, else by a meta."""
        node = self.evidence.article
        metas = (value for value, _ in from_metas(self.evidence, MODIFIED_METAS))
        told = chain(strings_of(node.get("dateModified")), metas)
        return next(filter(None, map(parse_date, told)), None)

    @cached_property
    def url_month(self) -> str:
        """The year and month in the page's address ("/2026/02/"), which weak sources must meet."""
        return month_in_url(self.evidence.url or "")

    @cached_property
    def order(self) -> DayOrder | None:
        """Which way round this page writes numeric dates."""
        return page_order(self.evidence)

    def published_sources(self) -> Iterator[tuple[str | None, str]]:
        """Yield written publication dates, best first."""
        evidence = self.evidence
        node = evidence.article
        yield from ((v, "json-ld:datePublished") for v in strings_of(node.get("datePublished")))
        yield from from_metas(evidence, PUBLISHED_METAS)
        yield from ((v, "microdata:datePublished") for v in microdata_dates(evidence))
        yield from from_metas(evidence, LESSER_METAS)
        yield from ((v, "json-ld:dateCreated") for v in strings_of(node.get("dateCreated")))
        yield from published_lines(evidence)
        yield from shown_dates(evidence)
        names = (n for n in evidence.metas if PUBLISHED_NAME.search(n))
        yield from from_metas(evidence, (n for n in names if not NOT_DATE_NAME.search(n)))
        yield from from_metas(evidence, LOOSE_METAS)
        for page in evidence.linked.pages()[:2]:
            yield from ((v, "json-ld:WebPage") for v in strings_of(page.get("datePublished")))
        yield date_in_url(evidence.url or ""), "url"
        yield evidence.hints.published, "hint:published"
        yield from ((v, "text:elsewhere") for v in far_published_lines(evidence))
        yield only_date(evidence), "text:elsewhere"
        unclear = [v for v, _ in shown_dates(evidence) if v and is_ambiguous(v)]
        if unclear and self.order is None:
            # neither page nor language tells: most of the world writes the day first
            yield from ((v, "text:day-first") for v in unclear)
        for other in evidence.linked.typed("VideoObject", "ImageObject", "NewsMediaObject")[:2]:
            yield from ((v, "json-ld:uploadDate") for v in strings_of(other.get("uploadDate")))
        source = evidence.document.source
        yield date_in_scripts(source), "script"
        yield from ((title, "abbr") for title in dates_in_abbr(source))
        for url in evidence.metas.get("og:image", ())[:1]:
            yield date_in_url(url), "url:image"
        yield guessed_date(evidence), "htmldate"

    def modified_sources(self) -> Iterator[tuple[str | None, str]]:
        """Yield written dates of change, best first."""
        evidence = self.evidence
        for node in (evidence.article, evidence.page):
            yield from ((v, "json-ld:dateModified") for v in strings_of(node.get("dateModified")))
        yield from from_metas(evidence, MODIFIED_METAS)
        for prop in evidence.document.properties:
            if prop.name.lower() == "datemodified":
                yield prop.value, "microdata:dateModified"
        yield from shown_changes(evidence)
        yield evidence.hints.modified, "hint:modified"


def guessed_date(evidence: Evidence) -> str | None:
    """Return what htmldate makes of the page: the last resort, and the costly one.

    A page that tells the day of a change is not asked: htmldate would call that its publication.
    Nor is one that shows days: those of other articles and comments are no news, and of several
    that may be its own htmldate can tell no better. Nor is a long one: it takes 6 ms on average,
    and finds what the others did not on 2 of 250.
    """
    if _MODIFIED_NAMES & evidence.metas.keys() or shows_days(evidence):
        return None
    if len(evidence.document.page) > _MOST_GUESSED:
        return None
    from newsclean.extract.fields.guess import guess_date

    return guess_date(evidence.document.source, evidence.url)
