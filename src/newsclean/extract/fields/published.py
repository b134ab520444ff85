"""When the page was published and when it was changed: ranked sources, plausibility, agreement.

The best source wins; a day written so that day and month could be either way round is settled
by the page's language and by the other sources; the same day with a time is better than without.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from newsclean.address_parts import path_of
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
from newsclean.extract.fields.evidence import Evidence
from newsclean.extract.fields.functionwords import heard
from newsclean.extract.fields.language import sample_of
from newsclean.extract.fields.relative import relative_day
from newsclean.extract.fields.renewed import first_shown, may_be_renewed, outvoted
from newsclean.extract.fields.scripts import date_in_scripts, dates_in_abbr
from newsclean.extract.fields.shown import (
    only_date,
    published_lines,
    shown_changes,
    shown_dates,
    shows_days,
)
from newsclean.extract.fields.textdates import DayOrder, day_order
from newsclean.records import Conflict

# "/2026/02/09/", "/2026-02-09-", "/20260209"
_URL_DATE = re.compile(r"(?:/|-|_|=)((?:19|20)\d\d)([/_-]?)(\d\d?)\2(\d\d?)(?=[/_.\-?&]|$|[a-z])")
# Where English is written with the day first
_DAY_FIRST = (".uk", ".ie", ".au", ".nz", ".in", ".za", ".sg", ".eu")
_NUMERIC = re.compile(r"(\d\d?)[-/.]\s?(\d\d?)[-/.]\s?\d{4}")
_NUMERIC_END = re.compile(r"[-/.]\s?\d\d?[-/.]\s?\d{4}")
_SHORT = 160
_MODIFIED_NAMES = frozenset(MODIFIED_METAS)
_MOST_GUESSED = 20_000  # bytes; ten of them cost a microsecond
_UNSURE = frozenset(("text", "text:day-first", "script", "abbr", "url:image", "htmldate"))
_URL_MONTH = re.compile(r"/((?:19|20)\d\d)/(0[1-9]|1[0-2])/(?!.*/(?:19|20)\d\d/)")


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
    return outvoted(winner, others) or first_shown(winner, modified, others) or winner


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
            (v, "json-ld:datePublished") for v in _strings(evidence.article.get("datePublished"))
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
        for pair in islice(shown_dates(evidence), 6):
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
            order = self.order if value and _is_ambiguous(value) else None
            if source == "text:day-first":
                order = "day_first"
            moment = parse_date(value, order) if value else None
            if moment is None and value and source in ("text", "time"):
                moment = relative_day(value, self.evidence.response.fetched_at)
            if moment is None or not is_plausible(moment, self.fetched):
                continue
            if source not in _UNSURE or moment.value.startswith(self.url_month):
                return Dated(moment, source)
        return None

    @cached_property
    def url_month(self) -> str:
        """The year and month in the page's address ("/2026/02/"), which weak sources must meet."""
        match = _URL_MONTH.search(self.evidence.url or "")
        return f"{match[1]}-{match[2]}" if match else ""

    @cached_property
    def order(self) -> DayOrder | None:
        """Which way round this page writes numeric dates."""
        return page_order(self.evidence)

    def published_sources(self) -> Iterator[tuple[str | None, str]]:
        """Yield written publication dates, best first."""
        evidence = self.evidence
        node = evidence.article
        yield from ((v, "json-ld:datePublished") for v in _strings(node.get("datePublished")))
        yield from _from_metas(evidence, PUBLISHED_METAS)
        for prop in evidence.document.properties:
            if prop.name.lower() in ("datepublished", "pubdate"):
                yield prop.value, "microdata:datePublished"
        yield from _from_metas(evidence, LESSER_METAS)
        yield from ((v, "json-ld:dateCreated") for v in _strings(node.get("dateCreated")))
        yield from published_lines(evidence)
        yield from shown_dates(evidence)
        for name, values in evidence.metas.items():
            if PUBLISHED_NAME.search(name) and not NOT_DATE_NAME.search(name):
                yield values[0], f"meta:{name}"
        yield from _from_metas(evidence, LOOSE_METAS)
        for page in evidence.linked.pages()[:2]:
            yield from ((v, "json-ld:WebPage") for v in _strings(page.get("datePublished")))
        yield date_in_url(evidence.url or ""), "url"
        yield evidence.hints.published, "hint:published"
        yield only_date(evidence), "text"
        unclear = [v for v, _ in shown_dates(evidence) if v and _is_ambiguous(v)]
        if unclear and self.order is None:
            # neither page nor language tells: most of the world writes the day first
            yield from ((v, "text:day-first") for v in unclear)
        for other in evidence.linked.typed("VideoObject", "ImageObject", "NewsMediaObject")[:2]:
            yield from ((v, "json-ld:uploadDate") for v in _strings(other.get("uploadDate")))
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
            yield from ((v, "json-ld:dateModified") for v in _strings(node.get("dateModified")))
        yield from _from_metas(evidence, MODIFIED_METAS)
        for prop in evidence.document.properties:
            if prop.name.lower() == "datemodified":
                yield prop.value, "microdata:dateModified"
        yield from shown_changes(evidence)
        yield evidence.hints.modified, "hint:modified"


def _is_ambiguous(text: str) -> bool:
    """Return whether a text holds a numeric date of which either number could be the month.

    >>> _is_ambiguous("3/4/2025"), _is_ambiguous("13/4/2025"), _is_ambiguous("3 April 2025")
    (True, False, False)
    """
    if not _NUMERIC_END.search(text):
        return False
    return any(int(one) <= 12 and int(two) <= 12 for one, two in _NUMERIC.findall(text))


def _from_metas(evidence: Evidence, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the first content of each of these metas that is there."""
    metas = evidence.metas
    for name in names:
        if name in metas:
            yield metas[name][0], f"meta:{name}"


def _strings(value: object) -> Iterator[str]:
    if value is None:
        return
    values = value if isinstance(value, list) else [value]
    for one in values[:3]:
        if isinstance(one, dict):
            one = one.get("@value")
        if isinstance(one, str) and one.strip():
            yield one
        elif isinstance(one, int | float) and not isinstance(one, bool):
            yield str(one)


def page_order(evidence: Evidence) -> DayOrder | None:
    """Return the order of day and month: as shown elsewhere on the page, else by language.

    Only American English (and pages that do not say which English under a US address) writes
    the month first; every other language with numeric dates writes the day first.
    """
    texts = [b.text for b in evidence.document.blocks if len(b.text) < _SHORT][:400]
    told = day_order("\n".join(texts)[:20_000])
    if told:
        return told
    lang = (evidence.head.lang or (evidence.meta("og:locale") or ("", ""))[0]).lower()
    lang = lang.replace("_", "-") or heard(sample_of(evidence)) or ""
    if lang == "en-us":
        return "month_first"
    if lang.startswith("en"):
        return "day_first" if evidence.host.endswith(_DAY_FIRST) else None
    return "day_first" if lang else None


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


def date_in_url(url: str) -> str | None:
    """Return the day in an address, if it has one.

    >>> date_in_url("https://a.example/2026/02/09/pier"), date_in_url("https://a.example/1234567")
    ('2026-02-09', None)
    """
    for match in _URL_DATE.finditer(path_of(url)[:500]):
        year, _, month, day = match.groups()
        if 1 <= int(month) <= 12 and 1 <= int(day) <= 31 and len(month) + len(day) >= 2:
            return f"{year}-{int(month):02}-{int(day):02}"
    return None
