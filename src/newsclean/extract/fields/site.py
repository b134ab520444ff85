"""The name of the site, and the description of the article."""

from __future__ import annotations

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
    publisher = text_of(evidence.linked.resolve(evidence.article.get("publisher")))
    websites = [text_of(n) for n in evidence.linked.typed("WebSite")]
    for value, source in (
        *((c.value, c.source) for c in [evidence.meta("og:site_name")] if c),
        (publisher, "json-ld:publisher"),
        *((w, "json-ld:WebSite") for w in websites[:1]),
        *((c.value, c.source) for c in [evidence.meta("application-name", "dc.publisher")] if c),
        (_in_title(evidence), "title"),
        *((c.value, c.source) for c in [evidence.meta("twitter:site:name")] if c),
        (evidence.hints.site, "hint:site"),
    ):
        name = (value or "").strip()
        if 1 < len(name) <= _LONGEST and not name.startswith(("http", "@")):
            return Candidate(name, source)
    return None


def _in_title(evidence: Evidence) -> str | None:
    host = squeeze(evidence.host)
    for part in title_parts(evidence.head.title or ""):
        short = squeeze(part)
        if host and len(short) > 3 and (short in host or host.startswith(short)):
            return part
    return None


def find_description(evidence: Evidence, title: str | None) -> Candidate | None:
    """Return the standfirst in a sentence or two, if it is not the headline again."""
    told = text_of(evidence.article.get("description"))
    found = [Candidate(told, "json-ld:description")] if told else []
    metas = (evidence.meta(name) for name in _DESCRIPTIONS)
    for candidate in (*(m for m in metas if m), *found):
        text = candidate.value
        if 10 < len(text) <= 5 * _DESCRIPTION and fold(text) != fold(title or ""):
            return Candidate(text[:_DESCRIPTION].strip(), candidate.source)
    return None
