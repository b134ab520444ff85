"""The reasons for a rule labeller's scores, recorded only when somebody will look at them.

They are the labeller's own terms; a learned labeller's come from `occlusion`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from newsclean.extract.labellers.rules import LINKED, LONG, RulesLabeller, away_names, ends
from newsclean.extract.labellers.text_rules import count_words, ends_sentence, weigh
from newsclean.records import Block, Document, Labelling, Why

Reasons = tuple[tuple[Why, ...], ...]

_LEAST_PUSH = 0.02
_MOST = 4


def with_reasons(document: Document, labelling: Labelling) -> Labelling:
    """Return the labelling with its reasons, where the labeller did not record any itself."""
    if labelling.reasons is not None or labelling.labeller not in _REASONS:
        return labelling
    reasons = _REASONS[labelling.labeller](document, labelling)
    return msgspec.structs.replace(labelling, reasons=reasons)


def _by_rules(document: Document, labelling: Labelling) -> Reasons:
    """Say the terms of `labellers.rules`."""
    away = away_names(document)
    out = []
    for i, block in enumerate(document.blocks):
        found = list(_rule_terms(block, away[block.element]))
        if labelling.scores[i] >= 0.5 and not labelling.keep[i]:
            found.append(Why("outside", -labelling.scores[i]))
        out.append(top(found))
    return tuple(out)


def _rule_terms(block: Block, away: str) -> list[Why]:
    size = len(block.text)
    share = block.link_chars / size
    if away:
        return [Why("names", -0.9, away)]
    if share > LINKED:
        return [Why("links", -0.9, round(share, 2))]
    if block.kind == "caption":
        return [Why("caption", -0.9)]
    length = min(1.0, size / (2 * LONG))
    found = [Why("big", length, size) if size >= LONG else Why("small", length - 0.5, size)]
    found.append(Why("sentence", 0.2) if ends(block.text) else Why("no_stop", -0.2))
    return found


def _by_text_rules(document: Document, labelling: Labelling) -> Reasons:
    """Say the terms of `labellers.text_rules`."""
    blocks, keep = document.blocks, labelling.keep
    kept = [i for i, one in enumerate(keep) if one]
    first, last = (kept[0], kept[-1]) if kept else (len(blocks), -1)
    out = []
    for i, block in enumerate(blocks):
        found = _line_terms(block)
        if keep[i] and weigh(block) <= 0:
            found.insert(0, Why("between", 0.5))
        elif not keep[i] and not first <= i <= last:
            found.append(Why("before" if i < first else "after", -0.5))
        out.append(top(found))
    return tuple(out)


def _line_terms(block: Block) -> list[Why]:
    words = count_words(block.text)
    weight = weigh(block)
    push = max(-1.0, min(1.0, weight / 10))
    if weight > 0:
        cause = "prose" if ends_sentence(block.text) else "long"
        return [Why(cause, push, round(words))]
    found = [Why("short", push, round(words))]
    if not ends_sentence(block.text):
        found.append(Why("no_stop", push / 2))
    if block.kind == "list_item":
        found.append(Why("listed", -0.1))
    return found


_REASONS: dict[str, Callable[[Document, Labelling], Reasons]] = {
    RulesLabeller.name: _by_rules,
    "text-rules": _by_text_rules,
}


def top(found: Sequence[Why]) -> tuple[Why, ...]:
    """Return the few reasons that pushed most, the strongest first."""
    telling = [why for why in found if abs(why.push) >= _LEAST_PUSH]
    return tuple(sorted(telling, key=lambda why: -abs(why.push))[:_MOST])
