"""A labeller of generic rules: length, links, punctuation, containers, nearness to the title.

It needs no weights and names no site. The shape is jusText's (Pomikálek 2011): judge long
blocks by themselves, short ones by their neighbours, and keep the container that holds most.
"""

from __future__ import annotations

import re

from newsclean.records import Block, Document, Labelling

_END = re.compile(r"[.!?…。！？»\"”’'」)]\s*$")
_AWAY = frozenset(
    (
        "nav footer aside comment comments related sidebar share social menu breadcrumb "
        "promo newsletter subscribe cookie consent banner caption copyright author byline"
    ).split()
)
LONG = 80
LINKED = 0.4


class RulesLabeller:
    """Judges blocks by rules alone."""

    name = "rules"

    def label(self, document: Document) -> Labelling:
        """Judge every block."""
        blocks = document.blocks
        away = away_names(document)
        scores = [_score(block, away[block.element] != "") for block in blocks]
        best = _best_container(document, scores)
        kept = [
            score >= 0.5 and (not best or block.element in best)
            for block, score in zip(blocks, scores, strict=True)
        ]
        words = sum(len(b.text) for b, k in zip(blocks, kept, strict=True) if k)
        return Labelling(
            labeller=self.name,
            scores=tuple(scores),
            kinds=tuple(b.kind for b in blocks),
            keep=tuple(kept),
            confidence=min(1.0, words / 2000) * 0.9,
        )


def away_names(document: Document) -> list[str]:
    """Return for each element the name, its own or above, that says it is not the article."""
    found: list[str] = []
    for element in document.elements:
        words = (element.tag, *element.tokens)
        here = next((word for word in words if word in _AWAY), "")
        found.append(here or (found[element.parent] if element.parent >= 0 else ""))
    return found or [""]


def ends(text: str) -> bool:
    """Return whether a text ends as a sentence does."""
    return _END.search(text) is not None


def _score(block: Block, away: bool) -> float:
    size = len(block.text)
    linked = block.link_chars / size
    if away or linked > LINKED or block.kind == "caption":
        return 0.1
    score = min(1.0, size / (2 * LONG))
    if ends(block.text):
        score += 0.2
    if block.kind == "paragraph" and size >= LONG:
        score += 0.2
    return min(1.0, score)


def _best_container(document: Document, scores: list[float]) -> set[int]:
    """Return the elements below the deepest one that holds three quarters of the good text."""
    parents = document.elements.parents
    if not parents:
        return set()
    mass = [0.0] * len(parents)
    for block, score in zip(document.blocks, scores, strict=True):
        if score >= 0.5:
            mass[block.element] += len(block.text)
    for index in range(len(parents) - 1, 0, -1):
        mass[parents[index]] += mass[index]
    top = 0
    for index, held in enumerate(mass):
        if held >= 0.75 * mass[0] and held > 0:
            top = index
    inside = {top}
    for index in range(top + 1, len(parents)):
        if parents[index] in inside:
            inside.add(index)
    return inside
