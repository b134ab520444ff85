"""The place of a block on its page, as a print: what stands in one place on all pages of a site.

Lists of related stories have other words on each page and the same place; so has the article.
"""

from __future__ import annotations

from newsclean.records import Document, print_of

_ABOVE = 3  # a block's own element and two around it


def places(document: Document) -> list[str]:
    """Return each block's place: tags and name words of its element and of those around it.

    A document without elements, as flattened text is, has none.
    """
    if not document.elements:
        return []
    known: dict[int, str] = {}
    return [known.setdefault(b.element, _place(document, b.element)) for b in document.blocks]


def _place(document: Document, element: int) -> str:
    parts: list[str] = []
    while element >= 0 and len(parts) < _ABOVE:
        one = document.elements[element]
        parts.append(" ".join((one.tag, *sorted(one.tokens))))
        element = one.parent
    return "/".join(parts)


def seen_print(place: str) -> int:
    """Return the print that says that a page has blocks in this place."""
    return print_of(f"\x00place {place}")


def text_print(place: str) -> int:
    """Return the print that says that a page's blocks in this place were article text."""
    return print_of(f"\x00text at {place}")
