"""What a page's data call its headline, and what is cut off that: site names, sections."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from newsclean.extract.fields.evidence import Candidate, Evidence
from newsclean.extract.fields.folding import fold, one_line, squeeze
from newsclean.extract.fields.jsonld import text_of

# "Pier rebuilt | The Daily Harrow", "Pier rebuilt - Harrow", "Harrow » Pier rebuilt"
_SEPARATOR = re.compile(r"\s+[-|–—·•»«›~:/]{1,3}\s+|\s*[|｜_ㅣ]\s*|\s+::\s+|\s*»\s*")
_MARKS = frozenset("-|–—·•»«›~:/｜_ㅣ")
_GLUED = frozenset("-–|｜ㅣ_")
_WORD = 12  # characters that one word with a hyphen behind it may well have
_METAS = (
    "og:title",
    "twitter:title",
    "parsely-title",
    "sailthru.title",
    "dc.title",
    "dcterms.title",
    "citation_title",
    "title",
    "headline",
)
LONGEST_TITLE = 400
STRONG = ("json-ld:headline", "meta:og:title")


def told_titles(evidence: Evidence) -> list[Candidate]:
    """Return what the page's data call its headline, without the names of the site."""
    raw = list(_candidates(evidence))
    shown = {text: fold(text) for text in _headings(evidence)}
    texts = shown | {c.value: fold(c.value) for c in raw}
    label = max(evidence.host.split(".")[:-1] or [""], key=len)
    known = {*evidence.squeezed_sites, squeeze(label)}
    values = dict.fromkeys(c.value for c in raw)
    cut = {
        text: _begun(text, values)
        or _headline(text, known, {f for t, f in texts.items() if t != text})
        for text in values
        if cuts_of(text)  # without a separator there is nothing to take off
    }
    return [Candidate(cut.get(c.value, c.value), c.source) for c in raw]


def _headings(evidence: Evidence) -> Iterator[str]:
    """Yield the texts of the first headings, and of the smaller ones right above the text."""
    yield from (text for _, text in evidence.headings[:8])
    near = evidence.heads_within(evidence.start - 3, evidence.start + 1)
    yield from (block.text for _, block in near if block.level != 1)


def _candidates(evidence: Evidence) -> Iterator[Candidate]:
    """Yield what the page's data call its headline."""
    node = evidence.article
    found = [
        (text_of(node.get("headline")) or text_of(node.get("name")), "json-ld:headline"),
        *((evidence.metas[n][0], f"meta:{n}") for n in _METAS if n in evidence.metas),
        *(
            (p.value, "microdata:headline")
            for p in evidence.document.properties[:60]
            if p.name == "headline"
        ),
        (evidence.head.title, "title"),
        (evidence.hints.title, "hint:title"),
    ]
    for text, source in found:
        value = one_line(text or "")
        if 1 < len(value) <= LONGEST_TITLE and "\ufffd" not in value:
            yield Candidate(value, source)


def _begun(text: str, values: Collection[str]) -> str | None:
    """Return what another source tells, where only a mark without blanks goes on behind it.

    >>> _begun("Old pier rebuilt-Local | Harrow", ["Old pier rebuilt"])
    'Old pier rebuilt'
    """
    for value in values:
        if (
            len(value) > _WORD
            and text.startswith(value)
            and text[len(value) : len(value) + 1] in _GLUED
        ):
            return value
    return None


def _headline(text: str, known: Collection[str], others: set[str]) -> str:
    """Take site name, section and separators off a title."""
    for _ in range(3):
        shorter = _without_part(text, known, others)
        if shorter == text:
            break
        text = shorter
    return text


def _without_part(text: str, known: Collection[str], others: set[str]) -> str:
    """Drop the last or first part where it names the site or where the rest stands elsewhere."""
    cuts = cuts_of(text)
    if not cuts:
        return text
    for start, _ in cuts:
        # "Pier rebuilt | Harrow – All of it": a name of the site that holds a separator
        if " " in text[:start] and fold(text[:start]) in others:
            return text[:start]
    for rest, part in (
        (text[: cuts[-1][0]], text[cuts[-1][1] :]),
        (text[cuts[0][1] :], text[: cuts[0][0]]),
    ):
        # "Notices - Duty on tobacco rises": the section heads the page too, and is no headline
        is_known = fold(rest) in others and (" " in rest or " " not in part.strip())
        # a heading that speaks of the site is not its name
        is_site = names_site(part, known) and (squeeze(part) in known or fold(part) not in others)
        if rest and (is_known or is_site):
            return rest
    return text


def names_site(part: str, known: Collection[str]) -> bool:
    """Return whether a part is a site's name or is spelt in its host."""
    short = squeeze(part)
    if not short:
        return True
    return any(
        k and (short == k or (len(short) > 3 and short in k) or (len(k) > 4 and k in short))
        for k in known
    )


def title_parts(text: str) -> list[str]:
    """Return the parts of a title between separators.

    >>> title_parts("Pier rebuilt | Local - The Daily Harrow")
    ['Pier rebuilt', 'Local', 'The Daily Harrow']
    """
    text = text[:LONGEST_TITLE]
    cuts = cuts_of(text)
    starts, ends = (0, *(end for _, end in cuts)), (*(start for start, _ in cuts), len(text))
    parts = (text[start:end].strip() for start, end in zip(starts, ends, strict=True))
    return [part for part in parts if part]


@lru_cache(maxsize=512)
def cuts_of(text: str) -> tuple[tuple[int, int], ...]:
    """Return where the separators of a title begin and end; each holds one of the marks."""
    if _MARKS.isdisjoint(text):
        return ()
    return tuple(match.span() for match in _SEPARATOR.finditer(text))
