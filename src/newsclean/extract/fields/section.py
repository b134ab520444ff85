"""The section and the breadcrumb: where in its site an article stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

from newsclean.extract.fields.evidence import Candidate, Evidence
from newsclean.extract.fields.folding import fold, one_line, squeeze
from newsclean.extract.fields.jsonld import Node, text_of
from newsclean.extract.fields.letters import has_letter, is_unfilled
from newsclean.extract.fields.namesigns import CRUMB
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
_KICKER = re.compile(
    r"kicker|categor|section|rubri|eyebrow|overline|channel|ressort", re.IGNORECASE
)
_HOME = frozenset(
    (
        "home homepage start startseite accueil inicio início portada главная главнаястраница "
        "hem hjem forside etusivu anasayfa strona główna stronagłówna 首页 首頁 ホーム 홈 αρχική "
        "головна domov úvod kezdőlap acasă naslovnica naslovna الرئيسية خانه beranda trangchủ "
        "หน้าแรก"
    ).split()
)
_MOST = 8
_EDGES = " >›»/|→\u00a0"
_BEGINNING = 25  # letters that a step and a headline have alike only where it is one


def find_section(evidence: Evidence, breadcrumb: tuple[str, ...]) -> Candidate | None:
    """Return the section: as told by data, else the last step of the breadcrumb."""
    for text, source in _told(evidence):
        line = one_line(text)
        name = _first_of(line).strip(_EDGES)
        if 1 < len(name) <= _LONGEST and has_letter(name) and not line.startswith(("http", "/")):
            return Candidate(name, source)
    steps = [step for step in breadcrumb if squeeze(step) not in _HOME and has_letter(step)]
    if steps:
        return Candidate(steps[-1], "breadcrumb")
    return _shown_section(evidence)


def _first_of(text: str) -> str:
    """Return the first of several sections or keywords in a row; two with a comma may be one.

    >>> _first_of("Home, Health, Science, World"), _first_of("Arts, Culture")
    ('Health', 'Arts, Culture')
    """
    if text.count(",") < 2 and len(text) <= _LONGEST:
        return text
    parts = [part.strip() for part in text.split(",")]
    return next((part for part in parts if squeeze(part) not in _HOME), parts[0])


def _shown_section(evidence: Evidence) -> Candidate | None:
    """Return the section shown: a category link, a linked kicker, the menu's word for the path."""
    title = evidence.title_block
    blocks = evidence.document.blocks
    first = _first_segment(evidence)
    tail = f"/{first}"
    menu: str | None = None
    behind = [link for link in evidence.related if link.block > title + 2]
    for link in chain(evidence.links_within(0, title + 2), behind):
        text, place = link.text.strip(_EDGES), link.block
        if not 1 < len(text) <= _LONGEST // 2 or place >= len(blocks) or _is_step_back(link.text):
            continue
        if not has_letter(text) or text.endswith(":"):
            continue
        if link.rel and place >= title - 4 and "category" in link.rel.split():
            return Candidate(text, "rel=category")
        if -2 <= place - title <= 2 and place != title and blocks[place].text == link.text.strip():
            block = blocks[place]
            names = " ".join((*block.marks, evidence.document.elements.names[block.element]))
            if _KICKER.search(names):
                return Candidate(text, "text:kicker")
        if menu is None and first and place < title:
            menu = text if link.href.rstrip("/").endswith(tail) else None
    return Candidate(menu, "url") if menu else None


def _first_segment(evidence: Evidence) -> str:
    """Return the first part of the page's path, where more follow."""
    parts = (evidence.url or "").split("/")[3:]
    return parts[0] if len(parts) > 1 and parts[0].isascii() and not parts[0].isdigit() else ""


def _told(evidence: Evidence) -> Iterator[tuple[str, str]]:
    value = text_of(evidence.article.get("articleSection"))
    if value:
        yield value, "json-ld:articleSection"
    for name in _METAS:
        for text in evidence.metas.get(name, ())[:1]:
            yield text, f"meta:{name}"
    for prop in evidence.document.properties:
        if prop.name == "articleSection":
            yield prop.value, "microdata:articleSection"
    if evidence.hints.section:
        yield evidence.hints.section, "hint:section"


def find_breadcrumb(evidence: Evidence, title: str | None) -> tuple[str, ...]:
    """Return the steps from the site's top to the article, without the headline itself."""
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
    inside = evidence.within(CRUMB)
    if inside is None:
        return found
    for i, block in enumerate(evidence.document.blocks[: evidence.start + 3]):
        if len(block.text) <= _LONGEST * 3 and inside(block.element):
            texts = [link.text for link in evidence.links_within(i, i) if link.text]
            found.extend(texts or [block.text])
            if len(found) >= 2 * _MOST:
                break
    return found[: 2 * _MOST]


def _is_step_back(text: str) -> bool:
    return text.lstrip()[:1] in ("<", "‹", "←", "«")


def _other_titles(evidence: Evidence) -> Iterator[str | None]:
    """Yield what the page calls its headline elsewhere: a trail may end in any of them."""
    yield text_of(evidence.article.get("headline"))
    yield from evidence.metas.get("og:title", ())[:1]


def _tidy(steps: list[str], title: str | None, evidence: Evidence) -> tuple[str, ...]:
    if not steps:
        return ()
    names = {squeeze(n) for n in evidence.site_names} | {squeeze(evidence.host)}
    head = fold(title or "")
    heads = [fold(text) for text in (title, *_other_titles(evidence)) if text]
    out: list[str] = []
    for place, step in enumerate(steps):
        text = step.strip(_EDGES)
        short = squeeze(text)
        if not short or (short in names and place > 0):
            continue
        folded = fold(text)
        begun = len(text) > _BEGINNING and any(h.startswith(folded[:_BEGINNING]) for h in heads)
        if folded == head or begun or (head and folded.endswith(f" {head}")):
            continue
        if _is_step_back(step) or text.endswith(":") or is_unfilled(text):
            continue  # "< Back to blog", "You are here:"
        if len(text) <= _LONGEST and text not in out:
            out.append(text)
    return tuple(out[:_MOST])
