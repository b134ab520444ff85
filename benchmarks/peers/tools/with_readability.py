"""readability-lxml: its summary, whose HTML becomes text block by block; title and author."""

from __future__ import annotations

from typing import Any

from benchmarks.peers.records import Extract, Extraction, Page

_INLINE = frozenset("a abbr b cite code em i mark q s small span strong sub sup time u".split())
_NOBODY = "[no-author]"


def make() -> Extract:
    """Return the summary, `short_title` and `author`; it knows no date."""
    from lxml.html import fragment_fromstring
    from readability import Document

    def extract(page: Page) -> Extraction:
        document = Document(page.html, url=page.url or None)
        summary = document.summary(html_partial=True)
        author = document.author()
        return Extraction(
            text=text_of(fragment_fromstring(summary, create_parent="div")),
            title=document.short_title(),
            authors=() if author == _NOBODY else (author,),
        )

    return extract


def text_of(element: Any) -> str:
    """Return the text under an lxml element, a line wherever a block begins or ends."""
    from lxml.etree import iterwalk

    parts: list[str] = []
    for event, node in iterwalk(element, events=("start", "end", "comment")):
        if event != "comment" and node.tag not in _INLINE:
            parts.append("\n")
        parts.append((node.text if event == "start" else node.tail) or "")
    lines = "".join(parts).split("\n")
    return "\n".join(line.strip() for line in lines if line.strip())
