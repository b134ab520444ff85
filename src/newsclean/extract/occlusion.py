"""The reasons of a learned labeller, by occlusion (Zeiler and Fergus 2014).

A group of measures is blanked on the whole page; how far the belief in a block then falls or
rises, in log odds, is how much that group had made of it.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import numpy as np
from numpy.typing import NDArray

from newsclean.extract.features import Description, Tables
from newsclean.extract.measures import AT
from newsclean.extract.names import NameTokens, read_names
from newsclean.extract.why import Reasons, top
from newsclean.records import Document, Why

Floats = NDArray[np.float32]
Judge = Callable[[Description], Floats]

_TYPICAL_WORDS = 12.0
_CERTAIN = 1e-6


def occluded(
    document: Document, description: Description, beliefs: Floats, tables: Tables, judge: Judge
) -> Reasons:
    """Return the reasons of a learned labeller: one call of `judge` for each group of measures.

    `judge` gives the beliefs (blocks,) for a description as the labeller itself does; `beliefs`
    are those of the page as it is.
    """
    groups = {cause: pushes(beliefs, judge(blank(description))) for cause, blank in _BLANKS.items()}
    telling = _telling_names(document, tables)
    out = []
    for i, block in enumerate(document.blocks):
        found = []
        for cause, pushed in groups.items():
            push = round(float(pushed[i]), 3)
            name = telling[block.element][push > 0] or None if cause == "names" else None
            value = name if cause == "names" else _measure(cause, description.own[i])
            found.append(Why(cause if cause != "length" else _length(push), push, value))
        out.append(top(found))
    return tuple(out)


def pushes(beliefs: Floats, without: Floats) -> Floats:
    """Return how far each belief was pushed, from -1 to 1: three quarters are four log odds.

    Odds tell reasons also where a belief is all but certain.
    """
    pushed: Floats = np.tanh((_odds(beliefs) - _odds(without)) / 4)
    return pushed


def _odds(beliefs: Floats) -> Floats:
    sure = np.clip(beliefs, _CERTAIN, 1 - _CERTAIN)
    odds: Floats = np.log(sure / (1 - sure))
    return odds


def _length(push: float) -> str:
    return "long" if push > 0 else "short"


def _measure(cause: str, own: Floats) -> float | None:
    column = _SHOWN.get(cause)
    return round(float(own[AT[column]]), 2) if column else None


_SHOWN = {"links": "link_share", "repeats": "repeat", "length": "words", "likeness": "title_share"}


def _replaced(description: Description, **columns: float) -> Description:
    own = description.own.copy()
    for name, value in columns.items():
        own[:, AT[name]] = value
    return msgspec.structs.replace(description, own=own)


def _without_names(description: Description) -> Description:
    none = NameTokens(description.names.buckets[:0], description.names.owner[:0], 1)
    names = msgspec.structs.replace(none, strings=description.names.strings)
    marks = msgspec.structs.replace(none, strings=description.marks.strings)
    return msgspec.structs.replace(description, names=names, marks=marks)


def _without_words(description: Description) -> Description:
    none = description.words[:0]
    return msgspec.structs.replace(description, words=none, pairs=none, word_blocks=none)


def _without_place(description: Description) -> Description:
    return _replaced(description, index=20.0, place=0.5, chars_before=0.5)


# Each makes of a page one in which a group of measures says nothing, or what is typical.
_BLANKS: dict[str, Callable[[Description], Description]] = {
    "names": _without_names,
    "words": _without_words,
    "links": lambda d: _replaced(d, link_share=0.0, links=0.0, linkish=0.0),
    "repeats": lambda d: _replaced(d, repeat=1.0),
    "length": lambda d: _replaced(d, words=_TYPICAL_WORDS, chars=6 * _TYPICAL_WORDS),
    "ending": lambda d: _replaced(d, ends_stop=0.0, ends_letter=1.0, ends_mark=0.0, stop=0.0),
    "likeness": lambda d: _replaced(d, title_hit=0.0, title_share=0.0, desc_hit=0.0, ld_hit=-1.0),
    "place": _without_place,
}


Telling = tuple[str, str]  # the name that speaks most against article text, and most for it


def _telling_names(document: Document, tables: Tables) -> list[Telling]:
    """Return the telling names of each element; its own or those of an element around it."""
    words = list(dict.fromkeys(t for element in document.elements for t in element.tokens))
    read = read_names(words)
    heard = np.bincount(read.owner, tables.names[read.buckets], len(words)).tolist()
    odds = dict(zip(words, heard, strict=False))  # no word is read as one empty string
    least: list[tuple[float, str]] = []
    most: list[tuple[float, str]] = []
    for element in document.elements:
        own = [(odds[token], token) for token in element.tokens]
        at = element.parent
        least.append(min([least[at] if at >= 0 else (0.0, ""), *own]))
        most.append(max([most[at] if at >= 0 else (0.0, ""), *own]))
    return [(low[1], high[1]) for low, high in zip(least, most, strict=True)] or [("", "")]
