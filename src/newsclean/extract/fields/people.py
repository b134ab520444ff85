"""The names in a byline: where one ends and the next begins, each cleaned, and no roles.

Word lists are of languages (how names are joined, what follows them), never of sites or persons.
"""

from __future__ import annotations

import re
from functools import lru_cache

from newsclean.extract.fields.cleanname import clean_name, is_bare
from newsclean.extract.fields.folding import may_hold, sought
from newsclean.extract.fields.jsonld import plain
from newsclean.extract.fields.leads import without_lead
from newsclean.extract.fields.namekinds import PARTICLES, is_organisation
from newsclean.extract.fields.roles import is_agency, speaks_of_role

_MOST_NAMES = 30
# "/ photo: ...", "| Updated ...", "Published on ...", "(image credit ...)": the name ends before
_TAIL = re.compile(
    r"\s*(?:\b(?:updated|published|posted|last modified|photos? by|photograph(?:y|s)? by|on\s\d"
    r"|on (?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\b"
    r"|(?:(?:medically|fact|clinically)[- ])?(?:reviewed|checked) by"
    r"|veröffentlicht|aktualisiert|publié|publicado|pubblicato|for the\b|is an? \b|is the\b"
    r"|read more|follow|view all|see all|more (?:from|by)|contact)\b.*|\s[|•·].*)$",
    re.IGNORECASE,
)
_TAIL_WORDS = sought(
    *"updated published posted modified by on veröffentlicht aktualisiert publié publicado "
    "pubblicato for is read follow view see more contact".split()
)
_BRACKETS = re.compile(r"\s*[(\[（【][^()\[\]（）【】]{0,80}[)\]）】]")
_ADDRESS = re.compile(r"\S+@\S+\.\S+|https?://\S*|www\.\S+|(?<!\w)@\w+")
# "Editor: Ben Holm", "Foto: dpa": who is named behind did not write
_EDITED = re.compile(
    r"\W*(?:editor|editing|edited by|redaktur|penyunting|foto\w*|photo\w*|bild\w*|video"
    r"|grafik)\s?:",
    re.IGNORECASE,
)
# between names: "A and B", "A, B", "A; B", "A und B", "A、B"
_STRONG = re.compile(r"\s*[;|•·●\n／｜]\s*|\s+/\s+|、|，|\s+&\s+(?!Co\b)|(?<=\w)/(?=[A-ZÀ-Þ])")
_SIGNS_BETWEEN = frozenset(";|•·●\n／｜/、，&")
_WORDS_BETWEEN = re.compile(
    r"\s+(?:and|und|et|with|mit|avec|och|og|und|en|ve|dan|και|и|та|sowie|a|i|y|e)\s+", re.IGNORECASE
)
_SURE_BETWEEN = re.compile(r"\s+(?:and|und|och|og|ve|και|sowie|with)\s+", re.IGNORECASE)
_BETWEEN = sought(*"and und et with mit avec och og en ve dan και и та sowie a i y e".split())
_DIVIDING = _BETWEEN | _TAIL_WORDS
_COMMA = re.compile(r"\s*,\s*(?:and\s+|und\s+|et\s+|y\s+)?")
_DEGREE = re.compile(
    r"^(?:ph\.?\s?d\.?|m\.?d\.?|m\.?a\.?|m\.?s\.?c?\.?|b\.?a\.?|b\.?s\.?c?\.?|jr\.?|sr\.?|ii"
    r"|iii|iv|esq"
    r"\.?|mph|mba|rn|rd|cfp|cpa|cfa|r\.?d\.?n?\.?|ld|pe|psp|cpp|do|dds|dvm|jd|j\.d\.|llm|phd"
    r"|med|cscs"
    r"|lcsw|msw|dr\.?|prof\.?)(?:\s|$)|(?-i:[A-Z][A-Z.-]{1,6}[®™]?$)|\S{2,8}[®™]",
    re.IGNORECASE,
)
_GIVEN = re.compile(r"\S+(?:\s[^\W\d_]\.?)?$")  # "Ada", "Ada B."
# "Centre for Tides and Harbours": one house
_UNIT = re.compile(
    r"\b(?:cent(?:er|re)|department|ministry|institute|office|bureau|council|board|division"
    r"|association|society|school|faculty|agency)\s(?:for|of|on)\s[^,;]*\band\b",
    re.IGNORECASE,
)


def split_names(text: str) -> list[str]:
    """Return the clean names in a byline, each once.

    >>> split_names("By Ada Quill and Ben O'Hare, Senior Reporter")
    ['Ada Quill', "Ben O'Hare"]
    >>> split_names("Von José Ortega y Gasset"), split_names("Smith, MD"), split_names("张三、李四")
    (['José Ortega y Gasset'], ['Smith, MD'], ['张三', '李四'])
    """
    return list(_split(text[:1000]))


@lru_cache(maxsize=2048)
def _split(text: str) -> tuple[str, ...]:
    if is_bare(text) and not may_hold(text, _DIVIDING):
        return (text,)
    text = plain(text)
    if text[:1] in "([（【" and text[-1:] in ")]）】":
        text = text[1:-1]
    if len(text) > 20 and text[: (len(text) - 1) // 2] == text[(len(text) + 1) // 2 :]:
        text = text[: (len(text) - 1) // 2]  # shown twice, for small and large screens
    if "(" in text or "[" in text or "（" in text or "【" in text:
        text = _BRACKETS.sub("", text)
    if "@" in text or "://" in text or "www." in text:
        text = _ADDRESS.sub(" ", text)
    text = without_lead(text)
    text = _TAIL.sub("", text) if _may_trail(text) else text
    names: list[str] = []
    for part in (text,) if _SIGNS_BETWEEN.isdisjoint(text) else _STRONG.split(text):
        if ":" in part and _EDITED.match(part):
            continue
        for piece in _between(part):
            names.extend(_listed(piece))
    unique: dict[str, str] = {}
    for name in names:
        cleaned = clean_name(name)
        if cleaned:
            unique.setdefault(cleaned.casefold(), cleaned)
    found = list(unique.values())[:_MOST_NAMES]
    people = [n for n in found if is_agency(n) or not speaks_of_role(n.split(",")[0])]
    return tuple(people or found)


def _may_trail(text: str) -> bool:
    """Return whether a text may hold what ends the names."""
    return "|" in text or "•" in text or "·" in text or may_hold(text, _TAIL_WORDS)


def _between(part: str) -> list[str]:
    """Split at words that join names; a doubtful one ("y", "e", "i") only between full names."""
    if not may_hold(part, _BETWEEN):
        return [part]
    out: list[str] = []
    if is_organisation(part) and _UNIT.search(part):
        return [part]
    for sure in _SURE_BETWEEN.split(part):
        pieces = _WORDS_BETWEEN.split(sure)
        if len(pieces) > 1 and all(len(p.split()) >= 2 for p in pieces):
            out.extend(pieces)
        else:
            out.append(sure)
    return out


def _is_remark(part: str) -> bool:
    """Return whether what stands behind a comma goes on in a small letter, and names nobody."""
    return part[0].islower() and part.split()[0] not in PARTICLES and not is_organisation(part)


def _listed(piece: str) -> list[str]:
    """Split at commas: another name, a degree that stays with the name, or a role that goes."""
    parts = [p for p in (_COMMA.split(piece) if "," in piece else (piece,)) if p.strip()]
    if len(parts) < 2:
        return parts
    out = [parts[0]]
    for part in parts[1:]:
        if " " in part and speaks_of_role(part):
            continue  # "Sr. Director of Tides"
        if _DEGREE.match(part) and not is_agency(part):
            out[-1] += f", {part}"
        elif is_agency(part):
            out.append(part)
        elif speaks_of_role(part):
            continue
        elif _is_remark(part) and " " in out[-1]:
            continue  # "Ada Quill, writes from Harrow"
        elif len(parts) == 2 and len(parts[0].split()) == 1 and _GIVEN.match(part):
            out = [f"{part} {parts[0]}"]  # "Quill, Ada"
        else:
            out.append(part)
    return out
