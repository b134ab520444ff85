"""Fields of a flattened page, from the short lines around the article.

There is no markup to ask: the title is the line above the article whose words the article uses,
the date stands near it, the section right above it, the site's name beside the copyright sign.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from newsclean.extract.credits import CREDIT
from newsclean.extract.fields.bylines import behind_by
from newsclean.extract.fields.nameends import STOP
from newsclean.extract.fields.namekinds import looks_like_person
from newsclean.extract.fields.people import split_names
from newsclean.extract.fields.textdates import DayOrder, Found, day_order, find_dates
from newsclean.records import Block, Document, Fields, Labelling

_ZONE, _NEAR, _AFTER = 25, 5, 8
_WORD = re.compile(
    r"[\u2e80-\u9fff\uf900-\ufaff\u0e00-\u0eff]|[^\W\d_\u2e80-\u9fff\uf900-\ufaff\u0e00-\u0eff]{3,}"
)
_LETTERS = re.compile(r"[^\W\d_]")
_ADDRESS = re.compile(r"https?://|www\.|@\w")
# "Updated 3 May", "Aktualisiert: ...", "Обновлено ...", "更新時間"
_CHANGED = re.compile(
    r"\b(?:updat|modif|aktuali[sz]|zaktuali|actuali[sz]|aggiorn|mis à jour|atualiz|обнов|оновл"
    r"|ενημερ|bijgewerkt|oppdater|uppdater|opdater|güncel)|更新|수정",
    re.IGNORECASE,
)
# "© 2026 The Daily Example. All rights reserved.": what stands beside sign and year
_COPYRIGHT = re.compile(r"©|\(c\)\s?\d|\bcopyright\b", re.IGNORECASE)
_NOT_NAME = re.compile(
    r"©|\(c\)|copyrights?|all rights? reserved|alle rechte vorbehalten|tous droits réservés"
    r"|todos los derechos reservados|tutti i diritti riservati|todos os direitos reservados"
    r"|wszelkie prawa zastrzeżone|все права защищены|版权所有|版權所有|"
    r"(?:19|20)\d\d(?:\s?[-–—]\s?(?:(?:19|20)\d\d|\w+))?|\bby\b",
    re.IGNORECASE,
)
_EDGES = " .,;:|/·•-–—()[]\"'“”"
_CRUMB = re.compile(r"\s(?:[>›»→]|/)\s")


def extract_text_fields(document: Document, labelling: Labelling) -> Fields:
    """Collect what the lines around the article say; absent is None, never a guess."""
    blocks = document.blocks
    body = [i for i, keep in enumerate(labelling.keep) if keep]
    if not body:
        return Fields()
    head = find_title(blocks, body)
    dated = _published(blocks, body, head)
    found: dict[str, str | None] = {
        "title": blocks[head].text if head is not None else None,
        "published": dated.value if dated else None,
        "language": _language(blocks, body),
        "section": _section(blocks, head) if head is not None else None,
        "site": _site(blocks, body),
    }
    authors = _authors(blocks, body, head)
    return Fields(
        title=found["title"],
        authors=authors,
        published=found["published"],
        published_precision=dated.precision if dated else None,
        language=found["language"],
        section=found["section"],
        site=found["site"],
        provenance={n: "text" for n, value in (*found.items(), ("authors", authors)) if value},
    )


def find_title(blocks: Sequence[Block], body: Sequence[int]) -> int | None:
    """Return the index of the headline: among the lines above the article, or its first line."""
    start = body[0]
    used = _vocabulary(blocks, body)
    counts = Counter(block.text.casefold() for block in blocks)
    zone = range(max(0, start - _ZONE), start + (2 if len(body) > 2 else 1))
    best, choice = 0.9, None
    for i in zone:
        score = _title_score(blocks, i, start, used, counts)
        if score > best:
            best, choice = score, i
    return choice


def _vocabulary(blocks: Sequence[Block], body: Sequence[int]) -> frozenset[str]:
    """Return the words of the article's beginning, without its first short lines."""
    texts = [blocks[i].text for i in body[:60] if len(blocks[i].text) > 100]
    return frozenset(_words(" ".join(texts)[:20_000]))


def _words(text: str) -> list[str]:
    return [word.casefold()[:6] for word in _WORD.findall(text)]


def _title_score(
    blocks: Sequence[Block], i: int, start: int, used: frozenset[str], counts: Counter[str]
) -> float:
    text = blocks[i].text
    words = _words(text)
    if not _may_be_title(text, words) or (i >= start and (len(text) > 160 or text[-1] in ".。")):
        return 0.0
    shared = sum(word in used for word in words) / len(words)
    size = min(1.0, len(words) / 5)
    distance = max(0, sum(len(b.text) > 3 for b in blocks[i + 1 : start]))
    apart = 0.2 if "apart" in blocks[i].marks else 0.0
    repeated = 0.15 if 1 < counts[text.casefold()] < 4 else 0.0
    ending = 0.3 if text[-1] in ".:,;…" else 0.0
    return 1.6 * shared + size + apart + repeated - ending - 0.06 * distance


def _may_be_title(text: str, words: list[str]) -> bool:
    if not 8 <= len(text) + 4 * (len(words) > 5) <= 250 or len(words) < 2:
        return False
    if _ADDRESS.search(text) or _COPYRIGHT.search(text) or CREDIT.match(text):
        return False
    dates = find_dates(text, "day_first")
    return not dates or len(text) - (dates[0].end - dates[0].start) > 30


def _published(blocks: Sequence[Block], body: Sequence[int], head: int | None) -> Found | None:
    """Return the date nearest to title and article; lines that speak of a change come last."""
    order = day_order("\n".join(block.text for block in blocks if len(block.text) < 120)[:50_000])
    top = body[0] if head is None else min(head, body[0])
    places = [*range(top, body[0] + 1), *range(top - 1, max(-1, top - 1 - _NEAR), -1)]
    places += range(body[-1], min(len(blocks), body[-1] + 1 + _AFTER))
    late: Found | None = None
    for i in places:
        found = _dateline(blocks[i].text, order)
        if found and not _CHANGED.search(blocks[i].text[: found.start]):
            return found
        late = late or found
    return late


def _dateline(text: str, order: DayOrder | None) -> Found | None:
    """Return the first date of a short line, or one that opens a long one."""
    dates = find_dates(text[:200], order)
    if not dates or (len(text) > 200 and dates[0].start > 60):
        return None
    return dates[0]


def _authors(blocks: Sequence[Block], body: Sequence[int], head: int | None) -> tuple[str, ...]:
    """Return the people that a line between title and article, or right below it, names."""
    top = body[0] if head is None else min(head, body[0])
    places = (*range(top, body[0] + 1), *range(body[-1] + 1, min(len(blocks), body[-1] + 3)))
    for i in places:
        text = blocks[i].text
        if len(text) < 100 and i != head:
            _, part = behind_by(text)
            names = split_names(STOP.split(part)[0]) if part else []
            people = tuple(n for n in names if looks_like_person(n))
            if people:
                return people
    return ()


def _section(blocks: Sequence[Block], head: int) -> str | None:
    """Return a name of one to three words close above the title that the page uses again."""
    for i in range(head - 1, max(-1, head - 1 - _NEAR), -1):
        text = blocks[i].text
        crumbs = [part for part in _CRUMB.split(text) if part.strip()]
        if len(crumbs) > 1 and len(text) < 120:
            return _crumb(crumbs, blocks[head].text)
        if _is_name(text) and _stands_again(blocks, i):
            return text
    return None


def _crumb(crumbs: list[str], title: str) -> str | None:
    """Return the last step of a trail before the title itself."""
    names = [part.strip() for part in crumbs if part.strip()[:20] != title[:20]]
    return names[-1] if len(names) > 1 and _is_name(names[-1]) else None


def _is_name(text: str) -> bool:
    words = text.split()
    if not 1 <= len(words) <= 3 or not 2 <= len(_LETTERS.findall(text)) <= 30:
        return False
    return text[0].isalpha() and text[-1] not in ".:,;!?" and not any(c.isdigit() for c in text)


def _stands_again(blocks: Sequence[Block], i: int) -> bool:
    """Return whether a line comes again outside of a second copy of the same menu."""
    text = blocks[i].text
    if len(_LETTERS.findall(text)) < 4:
        return False
    before = blocks[i - 1].text if i else None
    others = [j for j, block in enumerate(blocks) if j != i and block.text == text]
    return any((blocks[j - 1].text if j else None) != before for j in others[:3])


def _site(blocks: Sequence[Block], body: Sequence[int]) -> str | None:
    """Return the name beside a copyright sign, spelt as where it stands alone."""
    inside = set(body)
    for i in range(len(blocks) - 1, -1, -1):
        text = blocks[i].text
        if i not in inside and len(text) < 200 and _COPYRIGHT.search(text):
            name = _owner(text)
            if name:
                return _spelling(blocks, name)
    return None


def _owner(text: str) -> str | None:
    """Return the name in a copyright line.

    >>> _owner("© 2026 The Daily Example. All rights reserved.")
    'The Daily Example'
    """
    parts = re.split(r"\s*[|,;•·]\s*|\.\s", _NOT_NAME.sub("|", text))
    for part in parts:
        name = part.strip(_EDGES)
        if 1 <= len(name.split()) <= 5 and len(_LETTERS.findall(name)) >= 3:
            return name
    return None


def _spelling(blocks: Sequence[Block], name: str) -> str:
    alone = Counter(b.text for b in blocks if b.text.casefold() == name.casefold())
    return alone.most_common(1)[0][0] if alone else name


def _language(blocks: Sequence[Block], body: Sequence[int]) -> str | None:
    """Return the ISO 639-1 code of the article's language."""
    from py3langid import classify  # type: ignore[import-untyped]

    text = " ".join(blocks[i].text for i in body)[:4000]
    if len(_LETTERS.findall(text)) < 40:
        return None
    return str(classify(text)[0])
