"""The section and the breadcrumb: where in its site an article stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from newsclean.extract.fields.evidence import Candidate, Evidence, fold, squeeze
from newsclean.extract.fields.jsonld import Node, text_of
from newsclean.records import Property

_METAS = (
    "article:section",
    "og:article:section",
    "parsely-section",
    "sailthru.section",
    "cxenseparse:section",
    "dc.subject.section",
    "articlesection",
    "section",
    "category",
    "article.section",
    "vr:category",
    "page-topic",
)
_LONGEST = 60
_HOME = frozenset(
    (
        "home homepage start startseite accueil inicio início portada главная главнаястраница "
        "hem hjem forside etusivu anasayfa strona główna stronagłówna 首页 首頁 ホーム 홈 αρχική "
        "головна domov úvod kezdőlap acasă naslovnica naslovna الرئيسية خانه beranda trangchủ "
        "หน้าแรก"
    ).split()
)
_CRUMB = re.compile(r"crumb|ariadne", re.IGNORECASE)
_MOST = 8


def find_section(evidence: Evidence, breadcrumb: tuple[str, ...]) -> Candidate | None:
    """Return the section: as told by data, else the last step of the breadcrumb."""
    for text, source in _told(evidence):
        name = " ".join(text.split())
        if 1 < len(name) <= _LONGEST and not name.startswith(("http", "/")):
            return Candidate(name, source)
    if breadcrumb:
        return Candidate(breadcrumb[-1], "breadcrumb")
    return None


def _told(evidence: Evidence) -> Iterator[tuple[str, str]]:
    value = text_of(evidence.article.get("articleSection"))
    if value:
        yield value.split(",")[0] if len(value) > _LONGEST else value, "json-ld:articleSection"
    for name in _METAS:
        for text in evidence.metas.get(name, ())[:1]:
            yield text, f"meta:{name}"
    for prop in evidence.document.properties:
        if prop.name == "articleSection":
            yield prop.value, "microdata:articleSection"
    if evidence.hints.section:
        yield evidence.hints.section, "hint:section"


def find_breadcrumb(evidence: Evidence, title: str | None) -> tuple[str, ...]:
    """Return the steps from the site's top to the article, without home page and headline."""
    for node in evidence.linked.typed("BreadcrumbList"):
        steps = _steps(evidence, node)
        if steps:
            return _tidy(steps, title, evidence)
    shown = _microdata(evidence.document.properties) or _shown(evidence)
    return _tidy(shown, title, evidence)


def _steps(evidence: Evidence, node: Node) -> list[str]:
    items = node.get("itemListElement")
    found: list[tuple[float, str]] = []
    for place, item in enumerate(items if isinstance(items, list) else [items]):
        if isinstance(item, dict) and place < 2 * _MOST:
            name = text_of(item.get("name")) or text_of(evidence.linked.resolve(item.get("item")))
            if name and not name.startswith("http"):
                found.append((_position(item.get("position"), place), name))
    return [name for _, name in sorted(found, key=lambda pair: pair[0])]


def _position(value: Any, place: int) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        return float(place)


def _microdata(properties: tuple[Property, ...]) -> list[str]:
    """Return the names of list items, where the page marks up a BreadcrumbList."""
    found: list[str] = []
    inside = False
    for prop in properties:
        if prop.name == "itemListElement":
            inside = True
        elif prop.name == "name" and inside:
            found.append(prop.value)
            inside = False
    return found if 1 < len(found) <= _MOST else []


def _shown(evidence: Evidence) -> list[str]:
    found: list[str] = []
    if not any(_CRUMB.search(e.names) for e in evidence.document.elements if e.names):
        return found
    inside = evidence.marked(_CRUMB)
    for i, block in enumerate(evidence.document.blocks[: evidence.start + 3]):
        if len(block.text) <= _LONGEST * 3 and inside[block.element]:
            links = [k.text for k in evidence.document.links if k.block == i and k.text]
            found.extend(links or [block.text])
    return found[: 2 * _MOST]


def _tidy(steps: list[str], title: str | None, evidence: Evidence) -> tuple[str, ...]:
    names = {squeeze(n) for n in evidence.site_names} | {squeeze(evidence.host)}
    head = fold(title or "")
    out: list[str] = []
    for place, step in enumerate(steps):
        text = step.strip(" >›»/|→\u00a0")
        short = squeeze(text)
        if not short or (place == 0 and (short in _HOME or short in names)) or short in _HOME:
            continue
        if head and (fold(text) == head or (len(text) > 25 and head.startswith(fold(text)[:25]))):
            continue
        if len(text) <= _LONGEST and text not in out:
            out.append(text)
    return tuple(out[:_MOST])
