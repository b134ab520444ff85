"""Headings told by where they stand: below another one, above the text, as a link to the top."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsclean.extract.fields.evidence import Candidate, Evidence
from newsclean.extract.fields.folding import fold, one_line
from newsclean.extract.fields.headingparts import has_kicker
from newsclean.extract.fields.toldtitles import LONGEST_TITLE, STRONG

_HOST, _ARCHIVED = re.compile(r"^(?:https?:)?//[^/]+"), re.compile(r"^/web/\d+/https?:/+[^/]+")
_INDEX = re.compile(r"/?(?:index|home)\.\w{3,5}")
_ABOVE = 3


def lower_heading(
    evidence: Evidence, place: int, winner: Candidate, told: Sequence[Candidate]
) -> tuple[int, Candidate]:
    """Return the smaller heading between the first and the text that the data know, if any.

    Many pages head themselves for search engines and print the headline below, with a line or
    more between; a heading right below the first is its subtitle, if it has no kicker of its own.
    """
    blocks = evidence.document.blocks
    text = next((i for i in evidence.kept if blocks[i].level is None), evidence.start)
    below = [(i, b) for i, b in evidence.heads_within(place + 1, text + 1) if b.level == 2]
    first = fold(winner.value)
    for i, block in below:
        heading, folded = block.text, fold(block.text)
        beside = i == place + 1
        if beside and (folded == first or not has_kicker(block)):
            continue
        for value in (c.value for c in told if beside or c.source in STRONG):
            short = fold(value)
            if short == first or len(short) <= 0.5 * len(folded):
                continue
            if (folded == short and not beside) or folded.endswith(" " + short):
                return i, Candidate(heading if folded == short else value, "h2")
    return place, winner


def above_text(evidence: Evidence) -> tuple[int, Candidate | None]:
    """Return the heading right above the text, of any level: `<title>` alone may be the site's."""
    home = home_links(evidence)
    near = evidence.heads_within(evidence.start - _ABOVE, evidence.start)
    found = [(i, b) for i, b in near if i not in home and " " in b.text]
    if not found or len(found[-1][1].text) > LONGEST_TITLE:
        return 0, None
    place, block = found[-1]
    return place, Candidate(one_line(block.text), f"h{block.level}")


def home_links(evidence: Evidence) -> set[int]:
    """Return the blocks that are one link to the home page: the site's name, not a headline."""
    found: set[int] = set()
    for i, block in evidence.heads:
        if i > evidence.start:
            break
        if block.link_chars and any(
            link.text == block.text and _is_home(link.href) for link in evidence.links_within(i, i)
        ):
            found.add(i)
    return found


def _is_home(href: str) -> bool:
    """Return whether an address, as written, is that of the site's top.

    A page under an archive's address leads home by an address with a host inside its path.
    """
    if href.startswith(("#", "?")):
        return False  # the page itself
    path = _HOST.sub("", href.split("?")[0].split("#")[0])
    path = _ARCHIVED.sub("", path)
    return path in ("", "/", "./") or _INDEX.fullmatch(path) is not None
