"""The name of the site, and the description of the article."""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.extract.fields.evidence import Candidate, Evidence
from newsclean.extract.fields.folding import fold, squeeze
from newsclean.extract.fields.jsonld import text_of
from newsclean.extract.fields.toldtitles import title_parts

_LONGEST = 80
_DESCRIPTION = 1000
_DESCRIPTIONS = (
    "og:description",
    "description",
    "twitter:description",
    "dc.description",
    "dcterms.description",
    "sailthru.description",
    "parsely-description",
)


def find_site(evidence: Evidence) -> Candidate | None:
    """Return the site's name: told, else the part of the title that its host spells."""
    for value, source in _told(evidence):
        name = (value or "").strip().removeprefix("- ")
        if 1 < len(name) <= _LONGEST and not name.startswith(("http", "@", "<")):
            return Candidate(name, source)
    return None


def _told(evidence: Evidence) -> Iterator[tuple[str | None, str]]:
    """Yield names of the site, best first."""
    yield from _meta(evidence, "og:site_name")
    publisher = evidence.linked.resolve(evidence.article.get("publisher"))
    yield text_of(publisher), "json-ld:publisher"
    for website in evidence.linked.typed("WebSite")[:1]:
        yield text_of(website), "json-ld:WebSite"
    yield from _meta(evidence, "application-name", "dc.publisher")
    yield _in_title(evidence), "title"
    yield from _meta(evidence, "twitter:site:name")
    yield evidence.hints.site, "hint:site"


def _meta(evidence: Evidence, *names: str) -> tuple[Candidate, ...]:
    found = evidence.meta(*names)
    return (found,) if found else ()


def _in_title(evidence: Evidence) -> str | None:
    host = squeeze(evidence.host)
    for part in title_parts(evidence.head.title or ""):
        short = squeeze(part)
        if host and len(short) > 3 and (short in host or host.startswith(short)):
            return part
    return None


def find_description(evidence: Evidence, title: str | None) -> Candidate | None:
    """Return the standfirst in a sentence or two, if it is not the headline again."""
    for candidate in _described(evidence):
        text = candidate.value
        if 10 < len(text) <= 5 * _DESCRIPTION and fold(text) != fold(title or ""):
            return Candidate(text[:_DESCRIPTION].strip(), candidate.source)
    return None


def _described(evidence: Evidence) -> Iterator[Candidate]:
    for name in _DESCRIPTIONS:
        yield from _meta(evidence, name)
    told = text_of(evidence.article.get("description"))
    if told:
        yield Candidate(told, "json-ld:description")
