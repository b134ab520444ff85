"""Names that nothing marks: alone under the headline, signed at the end, of a writer's portrait.

They count only where they begin with a common given name (`givennames`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsclean.extract.fields.evidence import Evidence
from newsclean.extract.fields.folding import fold
from newsclean.extract.fields.givennames import has_given, may_have_given
from newsclean.extract.fields.namekinds import looks_like_person
from newsclean.extract.fields.people import split_names

_BELOW, _END, _PORTRAIT = 6, 4, 12
_LONGEST_LINE, _LONGEST_LABEL = 60, 40
# "About the author", "Über den Autor": whose portrait follows
_ABOUT = re.compile(
    r"\W*(?:about the (?:author|writer)|meet the author|(?:über|zur|zum) (?:den |die )?autor(?:in)?"
    r"|(?:der |die )?autor(?:in)?|author|à propos de l.auteur|sobre (?:el|la|o|a) autora?"
    r"|l.autore)\W*",
    re.IGNORECASE,
)
# "Reviewed by", "Fact checked by": who is named there did not write
_CHECKED = re.compile(r"\b(?:reviewed|checked|edited|translated|photo\w*) by\b", re.IGNORECASE)
_FIRST_WORDS = re.compile(r"[^\W\d_][\w.’'-]+(?:\s[A-Z][\w.’'-]*){1,3}")


def unmarked_authors(evidence: Evidence) -> Iterator[tuple[list[str], str]]:
    """Yield the names that stand by themselves, with their sources, best first."""
    yield _alone(evidence), "text:alone"
    yield _signed(evidence), "text:signed"
    yield _portrayed(evidence), "text:about"


def is_checker(evidence: Evidence, block: int) -> bool:
    """Return whether a line, or the one before it, speaks of who checked the article."""
    before = evidence.document.blocks[max(0, block - 1) : block + 1]
    return any(len(b.text) < 120 and _CHECKED.search(b.text) for b in before)


def _names_only(text: str, most_words: int) -> list[str]:
    """Return the names of a text that is nothing but names; else none."""
    if not may_have_given(text):
        return []
    names = split_names(text)
    if not all(has_given(n) and looks_like_person(n) for n in names):
        return []
    rest = fold(text)
    for name in names:
        rest = rest.replace(fold(name), "", 1)
    is_whole = len(rest.split()) < max(1, len(names))  # a word such as "and" between two
    return names if is_whole and all(len(n.split()) <= most_words for n in names) else []


def _alone(evidence: Evidence) -> list[str]:
    """Return the name that is a whole block between the headline and the text."""
    blocks = evidence.document.blocks
    title = evidence.title_block
    for i in range(title + 1, min(len(blocks), title + _BELOW, evidence.start)):
        block = blocks[i]
        is_line = block.level is None and block.kind != "caption"
        if is_line and 2 <= len(block.text.split()) <= 3 and not evidence.is_comment(i):
            names = _names_only(block.text, 3)
            if names and not is_checker(evidence, i):
                return names
    return []


def _signed(evidence: Evidence) -> list[str]:
    """Return the name in the last line of a paragraph at the article's end."""
    blocks = evidence.document.blocks
    last = min(len(blocks), evidence.end + _END)
    for i in range(max(evidence.start + 1, evidence.end - 2), last):
        block = blocks[i]
        is_plain = block.kind == "paragraph" and block.level is None and not block.link_chars
        line = block.text.rsplit("\n", 1)[-1]
        if not is_plain or len(line) >= _LONGEST_LINE or line[-1:] in "?!.:…":
            continue
        if 2 <= len(line.split()) <= 8 and not evidence.is_comment(i):
            names = _names_only(line, 4)
            if names and not is_checker(evidence, i):
                return names
    return []


def _may_be_about(text: str) -> bool:
    """Return whether a text may be "About the author": all words for one hold "aut" or "wr"."""
    low = text.lower()
    return "aut" in low or "wr" in low


def _portrayed(evidence: Evidence) -> list[str]:
    """Return the name that begins the block under "About the author"."""
    blocks = evidence.document.blocks
    for i in range(evidence.title_block, min(len(blocks) - 1, evidence.end + _PORTRAIT)):
        text = blocks[i].text
        if len(text) < _LONGEST_LABEL and _may_be_about(text) and _ABOUT.fullmatch(text):
            match = _FIRST_WORDS.match(blocks[i + 1].text)
            names = _names_only(match[0], 4) if match else []
            if names:
                return names
    return []
