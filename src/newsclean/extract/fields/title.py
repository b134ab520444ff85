"""The headline: without site name, section or separators.

Each source votes for its text once the site's name is off; the visible heading weighs most.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain

from newsclean.extract.fields.evidence import Candidate, Evidence
from newsclean.extract.fields.folding import fold, squeeze
from newsclean.extract.fields.headingparts import is_kicker, without_marked_part
from newsclean.extract.fields.headings import dice, in_small_letters, unglued, without_subtitle
from newsclean.extract.fields.placedheadings import above_text, home_links, lower_heading
from newsclean.extract.fields.toldtitles import (
    STRONG,
    cuts_of,
    names_site,
    title_parts,
    told_titles,
)
from newsclean.extract.fields.votedtitles import told_alone
from newsclean.records import Block, Conflict

_LEVELS = {1: 1.2, 2: 0.5, 3: 0.2, None: 0.0}
_NEAR_ARTICLE = 25
_LONGEST = 200  # characters of a heading; a longer one is a paragraph, or told as well
_ENOUGH = 1.5
_AT_BEST = 2.31  # what likeness and place can add to a heading's level
_TEXT_AT_BEST = 2.3  # what a block that is no heading can score


def find_title(evidence: Evidence) -> tuple[Candidate | None, tuple[Conflict, ...]]:
    """Return the headline with its source, and strong sources that said something else."""
    told = told_titles(evidence)
    place, winner = _shown(evidence, told)
    if winner is None and all(c.source == "title" for c in told):
        place, winner = above_text(evidence)
    evidence.title_block = place if winner else max(0, evidence.start - 1)
    if winner is None:
        winner = told_alone(told, {squeeze(n) for n in evidence.site_names})
    if winner is None:
        return None, ()
    best = fold(winner.value)
    lost = (c for c in told if c.source in STRONG and _differs(fold(c.value), best))
    return winner, tuple(Conflict("title", c.value, c.source) for c in lost)


def _shown(evidence: Evidence, told: Sequence[Candidate]) -> tuple[int, Candidate | None]:
    """Return the visible heading that is the headline: by level, place and what the data say."""
    parts = [fold(p) for p in title_parts(evidence.head.title or "") if p.count(" ") > 1]
    votes: dict[str, float] = {}
    for candidate in told:
        folded = fold(candidate.value)
        votes[folded] = votes.get(folded, 0) + (1.5 if candidate.source in STRONG else 1)
    wanted = [set(text.split()) for text in {*votes, *parts}]
    home = home_links(evidence)
    names = evidence.document.elements.names
    sites = evidence.squeezed_sites
    start, single = evidence.start, len(evidence.headings) == 1
    best, place, winner = _ENOUGH, 0, None
    begins = {c.value[:3].casefold() for c in told}

    def lines() -> Iterator[tuple[int, Block]]:
        """Begin only once the headings are judged, and where a line can still win."""
        if best < _TEXT_AT_BEST:
            yield from _beginning_with(evidence, begins)

    for i, block in chain(_headings(evidence), lines()):
        if block.level is None and best >= _TEXT_AT_BEST:
            break
        if block.level != 1 and _LEVELS.get(block.level, 0.1) + _AT_BEST <= best:
            continue
        for text in _lines(block.text):
            folded = fold(text)
            if block.level is None and folded not in votes:
                continue
            words = set(folded.split())
            alike = max((dice(words, w) for w in wanted), default=0.5)
            score = _LEVELS.get(block.level, 0.1) + 2 * alike + (0.3 if i <= start + 1 else 0.0)
            score -= 0.3 if i > start + 1 else 0.0
            score += 0.01 if block.level and folded in votes else 0.0  # a whole before a part
            if block.level == 1:
                score += (0.3 if single else 0.0) + 0.2 * votes.get(folded, 0)
            if score <= best:
                continue
            score -= 1.5 if _is_site(text, sites) else 0.0
            score -= 1.5 if i in home or is_kicker(names[block.element]) else 0.0
            if score > best:
                best, place = score, i
                winner = Candidate(text, f"h{block.level}" if block.level else "text")
    if winner:
        place, winner = lower_heading(evidence, place, winner, told)
        value = without_marked_part(winner.value, evidence.document, place, [c.value for c in told])
        kept = _without_kicker(value.strip(" |"), fold(value), told, votes)
        kept = without_subtitle(kept, told)
        whole = _rejoined(evidence, place, kept, told)
        whole = unglued(whole, (c.value for c in told))
        winner = Candidate(_without_label(whole, sites), winner.source)
        winner = in_small_letters(winner, told)
    return place, winner


def _headings(evidence: Evidence) -> list[tuple[int, Block]]:
    """Return the first headings, then those of other levels near the article."""
    last = evidence.start + _NEAR_ARTICLE
    first = [(i, b) for i, b in evidence.heads if b.level == 1 and len(b.text) <= _LONGEST]
    return first + [(i, b) for i, b in evidence.heads if b.level != 1 and i <= last]


def _beginning_with(evidence: Evidence, begins: set[str]) -> Iterator[tuple[int, Block]]:
    """Yield the blocks near the article, no headings, that begin as the data's titles do."""
    last = evidence.start + _NEAR_ARTICLE
    is_headed = bool(evidence.headings)
    for i, block in enumerate(evidence.document.blocks[: last + 1]):
        if block.level is not None or block.text[:3].casefold() not in begins:
            continue
        # one word, or a link on a page with a heading, is more often of the menu than the headline
        if " " in block.text and not (is_headed and block.link_chars == len(block.text)):
            yield i, block


def _rejoined(evidence: Evidence, place: int, text: str, told: Sequence[Candidate]) -> str:
    """Return a heading that a double line break cut in two as the data know it whole."""
    short = fold(text)
    blocks = evidence.document.blocks
    level = blocks[place].level
    for candidate in told:
        whole = fold(candidate.value)
        if len(short) < len(whole) < 4 * len(short) + 40:
            for beside in blocks[max(0, place - 1) : place] + blocks[place + 1 : place + 2]:
                other = fold(beside.text) if beside.level == level else ""
                if other and whole in (f"{short} {other}", f"{other} {short}"):
                    return candidate.value
    return text


def _without_label(text: str, sites: Collection[str]) -> str:
    """Cut the site's name, or a section behind a bar, off a heading.

    >>> _without_label("How the pier was paid for | Opinion", set())
    'How the pier was paid for'
    """
    cuts = cuts_of(text)
    if not cuts:
        return text
    start, end = cuts[-1]
    head, part = text[:start], text[end:]
    is_label = "|" in text[start:end] and "-" not in part
    is_label = is_label and len(part.split()) < 3 and len(head.split()) > 3
    is_site = len(squeeze(part)) > 3 and names_site(part, sites)
    return head if is_label or (is_site and len(head.split()) > 2) else text


def _without_kicker(
    text: str, folded: str, told: Sequence[Candidate], votes: Mapping[str, float]
) -> str:
    """Return what the data call the headline where the heading has more words before it.

    `votes` counts what is told, folded.
    """
    for candidate in told:
        short = fold(candidate.value)
        if short != folded and votes.get(folded, 0) >= votes[short]:
            continue
        if len(short) <= 0.4 * len(folded):
            continue
        if folded.endswith(" " + short) or ("|" in text and folded.startswith(short + " ")):
            return candidate.value
    return text


def _lines(text: str) -> list[str]:
    """Return a heading as a whole, and line by line where it has several."""
    return [text] if "\n" not in text else [" ".join(text.split()), *text.split("\n")]


def _differs(one: str, other: str) -> bool:
    return bool(one) and one not in other and other not in one


def _is_site(heading: str, known: Collection[str]) -> bool:
    """Return whether a heading is the site's name, and not a headline that speaks of the site."""
    short = squeeze(heading)
    longest = max((len(k) for k in known if k in short), default=len(short))
    return names_site(heading, known) and len(short) < 1.7 * longest + 4
