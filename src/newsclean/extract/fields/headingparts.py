"""Headings of two parts that their elements' names tell apart: a kicker above the headline.

A kicker ("Dachzeile", "overline", "roofline") is a line of its own for the reader. In the source
it stands in the same heading, with nothing or a hidden mark between.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsclean.extract.fields.folding import squeeze
from newsclean.extract.fields.namesigns import Sign
from newsclean.extract.fields.toldtitles import cuts_of
from newsclean.records import Block, Document, Named

_ABOVE = Sign(
    "kicker", "strapline", "dachzeile", "spitzmarke", "eyebrow", "antetitulo", "occhiello",
    "surtitre", "overline", "roofline",
)  # fmt: skip
# Of an element inside a heading; a heading so named may be the topmost title
_KICKER = Sign(
    *_ABOVE.sure,
    unsure=("line", "title"),
    pattern=r"(?:over|top|roof|catch)[-_]?(?:line|title)|(?<![a-z])(?:super|pre)[-_]?title|"
    + "|".join(_ABOVE.sure),
)
_BELOW = re.compile(r"(?<![a-z])sub[-_]?(?:title|headline|heading|line)", re.IGNORECASE)
_HEADLINE = re.compile(r"(?<!sub)(?<!sub-)headline|(?<!sub)(?<!sub-)title", re.IGNORECASE)
_HIDDEN = Sign(
    "sr-only", "screen-reader", "aural",
    unsure=("hidden",),
    pattern=r"(?:visually|a11y|is)[-_]?hidden|hidden[-_]?(?:dash|colon|mark)"
    r"|sr-only|screen-reader|aural",
)  # fmt: skip
_DASHES = frozenset("-–—|·•")
_SMALL = re.compile(r"(?:^|[-_ ]|h\d)small(?:$| )")


def has_kicker(heading: Block) -> bool:
    """Return whether the first of a heading's elements is named for a line above the headline.

    >>> has_kicker(Block("Harbour The pier opens", "heading", marks=("roofline", "title")))
    True
    """
    marks = heading.marks
    if not marks:
        return False
    # what is hidden between two parts is the mark between a kicker and its headline
    if _KICKER.fits(marks[0]) or (len(marks) > 2 and _HIDDEN.fits(marks[1])):
        return True
    return bool(_BELOW.search(marks[0])) and any(
        _HEADLINE.search(mark) and not _BELOW.search(mark) for mark in marks[1:]
    )


def is_kicker(names: str) -> bool:
    """Return whether a heading's own element is named for a line above the headline.

    >>> is_kicker("article__strapline"), is_kicker("headline")
    (True, False)
    """
    return _ABOVE.fits(names)


def without_marked_part(text: str, document: Document, place: int, told: Sequence[str]) -> str:
    """Return the headline of a heading that is made of a kicker and a headline.

    Where they part is told by a dash or bar between them, in one of the page's titles (in either
    order), or by the kicker's own element, if no title has both. A colon between them in a title
    makes one headline of both, and so does a mark that readers see.
    """
    heading = document.blocks[place]
    if not heading.marks:
        return text
    first = _first_part(document, place, text)
    headed = has_kicker(heading)
    if headed or (first and not _HEADLINE.search(first.names)):
        is_seen = not any(_HIDDEN.fits(mark) for mark in heading.marks)
        for part in filter(None, (_last_part(title, text, is_seen) for title in told)):
            if headed or (first and squeeze(first.text + part) == squeeze(text)):
                return part
    elif _HIDDEN.fits(heading.marks[0]) and any(_KICKER.fits(mark) for mark in heading.marks):
        return text.split(" : ")[0]  # what is named for a kicker stands behind it
    if first and _is_above(first.names) and squeeze(text) not in map(squeeze, told):
        rest = text[len(first.text) :].lstrip(" -–—|:·•")
        # what goes on in a small letter is one sentence, set in two sizes
        return text if not rest or rest[0].islower() else rest
    return text


def _is_above(names: str) -> bool:
    return _KICKER.fits(names) or _SMALL.search(names) is not None


def _first_part(document: Document, place: int, text: str) -> Named | None:
    """Return the inline element that a heading begins with and that is not all of it."""
    for named in document.named:
        size = len(named.text)
        if named.block == place and 0 < size < len(text) and text.startswith(named.text):
            return named
    return None


def _last_part(title: str, heading: str, is_seen: bool) -> str | None:
    """Return the part of a title that ends a heading made of its two parts.

    `is_seen` says that a mark in the heading is one for readers too.
    """
    whole = squeeze(heading)
    for start, end in cuts_of(title):
        if _DASHES.isdisjoint(title[start:end]) or (is_seen and title[start:] in heading):
            continue
        first, second = squeeze(title[:start]), squeeze(title[end:])
        if whole == first + second:
            return title[end:]
        if whole == second + first:
            return title[:start]
    return None
