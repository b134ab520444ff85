"""The one person whom a page names anywhere in an element that is named for an author."""

from __future__ import annotations

from newsclean.extract.fields.bylines import bylines
from newsclean.extract.fields.evidence import Evidence
from newsclean.extract.fields.folding import fold
from newsclean.extract.fields.givennames import has_given, may_have_given
from newsclean.extract.fields.namesigns import BYLINE
from newsclean.extract.fields.people import split_names
from newsclean.extract.fields.unmarked import is_checker


def only_named(evidence: Evidence) -> list[str]:
    """Return the one person whom elements named for an author name anywhere on the page, if one."""
    found: dict[str, str] = {}
    elements = evidence.document.elements
    if not evidence.named(BYLINE):
        return []
    is_byline = bylines(evidence)
    for i, block in enumerate(evidence.document.blocks):
        if not 4 < len(block.text) < 60:
            continue
        names = elements.names[block.element]
        if names and is_byline(block.element) and "comment" not in names:
            if is_checker(evidence, i) or not may_have_given(block.text):
                continue
            found |= {fold(n): n for n in split_names(block.text) if has_given(n)}
            if len(found) > 1:
                return []
    return list(found.values())
