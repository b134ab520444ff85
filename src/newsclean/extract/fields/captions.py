"""Captions and credits of images, by the elements that hold them."""

from __future__ import annotations

import re

from newsclean.extract.fields.evidence import Evidence
from newsclean.extract.fields.namesigns import CAPTION, CREDIT
from newsclean.extract.fields.stems import Stems

# "... at dawn. Photo: Ada Quill", "... (Foto: dpa)", "© Ada Quill / Harrow Pictures"
_CREDIT_TAIL = re.compile(
    r"[(\[|]?\s{0,3}(?:(?:photo(?:graph)?s?|foto(?:s|graf)?|bild(?:er)?|image|picture|credit|crédit"
    r"|quelle|source|copyright|фото|źródło|zdjęcie|kuva|fotó)(?:\s(?:by|credit|courtesy(?: of)?"
    r"|von))?"
    r"\s{0,3}[:：]\s{0,3}|©\s{0,3})([^()\[\]|]{2,80}?)[)\]|.]?\s{0,3}$",
    re.IGNORECASE,
)
_CREDIT_SIGNS = Stems(":", "：", "©")  # one is in each match
_CAPTION_LENGTH = 600
_OUT = frozenset(("body", "main", "article", "section", "html"))

Caption = tuple[str | None, str | None]


def captions_of(evidence: Evidence) -> dict[int, Caption]:
    """Return caption and credit by the elements that hold them."""
    found: dict[int, Caption] = {}
    all_names = evidence.document.elements.names
    crediting, captioning = evidence.named(CREDIT), evidence.named(CAPTION)
    credits = {n.block: n.text for n in evidence.document.named if CREDIT.fits(n.names)}
    low = evidence.title_block
    for i, block in enumerate(evidence.document.blocks[low : evidence.end + 1], low):
        names = all_names[block.element]
        is_credit = names in crediting
        if not is_credit and block.kind != "caption" and names not in captioning:
            continue
        if len(block.text) > _CAPTION_LENGTH:
            continue
        caption, credit = split_credit(block.text)
        if is_credit and credit is None:
            if block.level is not None:
                continue  # a section named "sources"
            caption, credit = None, block.text
        if i in credits and not is_credit:
            caption = " ".join(block.text.replace(credits[i], "").split()) or None
            credit = split_credit(credits[i])[1] or credits[i]
        for element in above(evidence, block.element):
            before = found.get(element, (None, None))
            found[element] = (before[0] or caption, before[1] or credit)
    return found


def above(evidence: Evidence, element: int) -> list[int]:
    """Return an element and the few around it, up to a part of the page."""
    found: list[int] = []
    elements = evidence.document.elements
    while element >= 0 and len(found) < 4:
        tag = elements.tags[element]
        if tag in _OUT:
            break
        found.append(element)
        if tag == "figure":
            break
        element = elements.parents[element]
    return found


def split_credit(text: str) -> tuple[str | None, str | None]:
    """Return a caption without its credit, and the credit.

    >>> split_credit("The pier at dawn. Photo: Ada Quill")
    ('The pier at dawn.', 'Ada Quill')
    """
    text = " ".join(text.split())
    tail = text[-160:]
    match = _CREDIT_TAIL.search(tail) if _CREDIT_SIGNS.within(tail) else None
    if not match:
        return text or None, None
    start = max(0, len(text) - 160) + match.start()
    return text[:start].strip(" /|,") or None, match[1].strip(" /|,") or None
