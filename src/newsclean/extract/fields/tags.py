"""Tags: the subjects that the page gives to its article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from newsclean.extract.fields.evidence import Evidence
from newsclean.extract.fields.jsonld import plain, text_of
from newsclean.extract.fields.namesigns import TAG_LIST

_METAS = ("article:tag", "og:article:tag", "parsely-tags", "sailthru.tags", "news_keywords")
_LESSER = ("keywords", "cxenseparse:taglist", "dc.subject", "tags", "citation_keywords")
_SPLIT = re.compile(r"\s*[,;،、，]\s*")
_MOST = 30
_LONGEST = 60
# "tag:Name", "Type:article" as tag systems write them
_NOT_TAG = re.compile(r"https?:|^\W*$|^(?:type|id|layout|template|channel|source|author)\s*:", re.I)


def find_tags(evidence: Evidence) -> tuple[tuple[str, ...], str]:
    """Return the tags of the first source that has some, and its name."""
    for values, source in _sources(evidence):
        tags = tuple(_clean(values))
        if tags:
            return tags, source
    return (), ""


def _sources(evidence: Evidence) -> Iterator[tuple[Iterable[str], str]]:
    yield _texts(evidence.article.get("keywords")), "json-ld:keywords"
    for name in _METAS:
        if name in evidence.metas:
            yield _spread(evidence.metas[name]), f"meta:{name}"
    rels = [(k.text, k.rel.split()) for k in evidence.related]
    yield [t for t, rel in rels if "tag" in rel and "category" not in rel], "rel=tag"
    yield _listed(evidence), "text:tags"
    for prop in evidence.document.properties:
        if prop.name == "keywords":
            yield _spread([prop.value]), "microdata:keywords"
    for name in _LESSER:
        if name in evidence.metas:
            yield _spread(evidence.metas[name]), f"meta:{name}"


def _listed(evidence: Evidence) -> list[str]:
    """Return the texts of links in a list named for tags, beside or below the article."""
    inside = evidence.within(TAG_LIST)
    if inside is None:
        return []
    blocks = evidence.document.blocks
    return [
        link.text
        for link in evidence.links_within(evidence.title_block + 1, len(blocks) - 1)
        if inside(blocks[link.block].element)
    ][: 2 * _MOST]


def _texts(value: Any) -> list[str]:
    if isinstance(value, list):
        return [t for one in value[: 2 * _MOST] if (t := text_of(one))]
    return _spread([value]) if isinstance(value, str) else []


def _spread(values: Iterable[str]) -> list[str]:
    return [part for value in values for part in _SPLIT.split(value[:2000])]


def _clean(values: Iterable[str]) -> list[str]:
    found: dict[str, str] = {}
    for value in values:
        text = plain(value).strip(" #,;\"'")
        if 1 < len(text) <= _LONGEST and not _NOT_TAG.search(text):
            found.setdefault(text.casefold(), text)
    return list(found.values())[:_MOST]
