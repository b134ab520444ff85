"""Rules for flattened pages: the run of lines that holds most prose is the article.

Each line weighs for or against: a sentence of eight words or more adds, a short line takes away.
The run of greatest sum (Kadane's scan) is the article; inside it short lines stay only where
they stand between prose, as headings do. No word of any language is known to these rules.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsclean.extract.labellers.merge import merged
from newsclean.records import Block, BlockKind, Document, Labelling

# ends like a sentence, e.g. 'He left."', "他走了。"
_END = re.compile(r"[.!?…。！？।؟][\"”»’')\]」』）]*$")
_UNSPACED = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\u0e00-\u0eff]")
_CHARS_A_WORD = 1.6
_SENTENCE, _LONG, _CAP = 8, 18, 60
_POWER, _OPEN_END, _LISTED = 0.6, 0.3, 0.4
_SHORT, _REMARK = -2.0, -1.0
_ENOUGH_WORDS = 300


class TextRulesLabeller:
    """Judges the lines of a flattened page by rules alone."""

    name = "text-rules"

    def label(self, document: Document) -> Labelling:
        """Judge every block in one pass over them."""
        weights = [weigh(block) for block in document.blocks]
        start, end = best_run(weights)
        keep = [
            start <= i < end and _stays(document.blocks, weights, i) for i in range(len(weights))
        ]
        kinds = kinds_of(document.blocks, keep)
        return Labelling(
            labeller=self.name,
            scores=tuple(_belief(w, k) for w, k in zip(weights, keep, strict=True)),
            kinds=kinds,
            keep=tuple(keep),
            confidence=_confidence(document.blocks, weights, keep),
            texts=merged(document.blocks, kinds, keep),
        )


def count_words(text: str) -> float:
    """Count words; scripts without blanks are counted by their characters.

    >>> count_words("It rained all day."), count_words("今天下雨了很大")
    (4.0, 5.375)
    """
    return len(text.split()) + len(_UNSPACED.findall(text)) / _CHARS_A_WORD


def ends_sentence(text: str) -> bool:
    """Return whether the text ends as a sentence does, in any of the usual scripts."""
    return _END.search(text[-8:]) is not None


def weigh(block: Block) -> float:
    """Return how much a block speaks for (above 0) or against (below 0) an article around it."""
    words = count_words(block.text)
    ends = ends_sentence(block.text)
    listed = _LISTED if block.kind == "list_item" else 1.0
    if ends and words >= _SENTENCE:
        return float(min(words, _CAP) ** _POWER) * listed
    if words >= _LONG:
        return float(min(words, _CAP) ** _POWER) * _OPEN_END * listed
    return _REMARK if ends and words >= _SENTENCE / 2 else _SHORT


def best_run(weights: Sequence[float]) -> tuple[int, int]:
    """Return start and end of the run of greatest sum; (0, 0) where nothing is above 0."""
    best = current = 0.0
    start = 0
    run = (0, 0)
    for i, weight in enumerate(weights):
        if current <= 0:
            current, start = 0.0, i
        current += weight
        if current > best:
            best, run = current, (start, i + 1)
    return run


def _stays(blocks: Sequence[Block], weights: Sequence[float], i: int) -> bool:
    """Return whether a block inside the run is text: prose, a remark, or alone between prose."""
    words = count_words(blocks[i].text)
    if weights[i] > 0 or (words >= 3 and ends_sentence(blocks[i].text)):
        return True
    between = i > 0 and weights[i - 1] > 0 and i + 1 < len(weights) and weights[i + 1] > 0
    return words >= 2 and between


def kinds_of(blocks: Sequence[Block], keep: Sequence[bool]) -> tuple[BlockKind, ...]:
    """Name kept short lines without a full stop that prose follows headings."""
    kinds: list[BlockKind] = []
    for i, block in enumerate(blocks):
        heading = keep[i] and block.kind == "paragraph" and _heads(blocks, keep, i)
        kinds.append("heading" if heading else block.kind)
    return tuple(kinds)


def _heads(blocks: Sequence[Block], keep: Sequence[bool], i: int) -> bool:
    text = blocks[i].text
    if "joined" in blocks[i].marks or text[-1] in ".,;:!…。，；：！" or count_words(text) >= _LONG:
        return False
    follows = i + 1 < len(blocks) and keep[i + 1] and "joined" not in blocks[i + 1].marks
    return follows and count_words(blocks[i + 1].text) >= _SENTENCE and text[:1] not in '“"«„—–-'


def _belief(weight: float, keep: bool) -> float:
    share = min(1.0, abs(weight) / 10)
    return 0.5 + share / 2 if keep else 0.5 - share / 2


def _confidence(blocks: Sequence[Block], weights: Sequence[float], keep: Sequence[bool]) -> float:
    """Return the share of all prose that is in the run, less where the run is short of words."""
    inside = sum(w for w, k in zip(weights, keep, strict=True) if k and w > 0)
    everywhere = sum(w for w in weights if w > 0)
    words = sum(count_words(b.text) for b, k in zip(blocks, keep, strict=True) if k)
    return round(min(1.0, words / _ENOUGH_WORDS) * inside / everywhere, 4) if everywhere else 0.0
