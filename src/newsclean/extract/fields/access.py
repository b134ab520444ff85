"""Whether the article is free to read: as its data say, or as a cut-off shows."""

from __future__ import annotations

import re
from itertools import islice

from newsclean.extract.fields.evidence import Evidence
from newsclean.extract.fields.stems import Stems

_TRUE = frozenset(("true", "free", "1", "yes"))
_FALSE = frozenset(("false", "locked", "0", "no", "paid", "premium", "subscriber", "subscribers"))
_METAS = (
    "article:content_tier",
    "og:article:content_tier",
    "isaccessibleforfree",
    "content_tier",
    "cxenseparse:articleaccess",
    "article:opinion:paid",
)
_WALLS = re.compile(r"pay-?wall|reg-?wall|subscri(?:ber|ption)|premium", re.IGNORECASE)
_WALL_WORDS = Stems("wall", "subscri", "premium")  # one is in each match


def find_access(evidence: Evidence) -> tuple[bool | None, str]:
    """Return whether a reader without a subscription gets the whole article; None if untold."""
    for node in (evidence.article, evidence.page):
        told = _truth(node.get("isAccessibleForFree"))
        if told is not None:
            return told, "json-ld:isAccessibleForFree"
    for prop in evidence.document.properties:
        if prop.name == "isAccessibleForFree" and (told := _truth(prop.value)) is not None:
            return told, "microdata:isAccessibleForFree"
    for name in _METAS:
        for value in evidence.metas.get(name, ())[:1]:
            told = _truth(value)
            if told is not None:
                return told, f"meta:{name}"
    return (False, "text:cut-off") if _is_cut_off(evidence) else (None, "")


def _truth(value: object) -> bool | None:
    if isinstance(value, bool):
        return value
    word = str(value).rsplit("/", 1)[-1].strip().lower()
    return True if word in _TRUE else False if word in _FALSE else None


def _is_cut_off(evidence: Evidence) -> bool:
    """Return whether a wall that shows words stands right behind the last kept block."""
    blocks = evidence.document.blocks
    after = range(evidence.end, min(len(blocks), evidence.end + 3))
    for i in after:
        if len(blocks[i].text) > 20:
            for _, names in islice(evidence.chain(i), 3):
                if _may_be_wall(names) and _WALLS.search(names):
                    return True
    return False


def _may_be_wall(names: str) -> bool:
    return not names.isascii() or _WALL_WORDS.within(names.lower())
