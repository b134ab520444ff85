"""The one person whom a page names anywhere in an element that is named for an author."""

from __future__ import annotations

from newsclean.extract.fields.evidence import Evidence
from newsclean.extract.fields.folding import fold
from newsclean.extract.fields.givennames import has_given, may_have_given
from newsclean.extract.fields.namesigns import BYLINE
from newsclean.extract.fields.people import split_names
from newsclean.extract.fields.unmarked import is_checker


def only_named(evidence: Evidence) -> list[str]:
    """Return the one person whom elements named for an author name anywhere on the page, if one."""
    found: dict[str, str] = {}
    names, blocks = evidence.document.elements.names, evidence.document.blocks
    if not evidence.named(BYLINE):
        return []
    for i in evidence.called(range(len(blocks)), BYLINE, "address"):
        text, own = blocks[i].text, names[blocks[i].element]
        if not 4 < len(text) < 60 or not own or "comment" in own:
            continue
        if is_checker(evidence, i) or not may_have_given(text):
            continue
        found |= {fold(n): n for n in split_names(text) if has_given(n)}
        if len(found) > 1:
            return []
    return list(found.values())
