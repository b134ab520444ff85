"""The reasons of the text tagger, by occlusion as in `occlusion`: its groups of measures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import msgspec
import numpy as np
from numpy.typing import NDArray

from newsclean.extract.occlusion import pushes
from newsclean.extract.text_features import AT, COLUMNS, TextDescription
from newsclean.extract.why import Reasons, top
from newsclean.records import Why

Floats = NDArray[np.float32]
TextJudge = Callable[[TextDescription], Floats]

# Columns by the start of their names.
_GROUPS = {
    "length": re.compile(r"(words|chars|weight)$"),
    "ending": re.compile(r"ends_(stop|quote|comma|mark|letter|digit)|starts_|stop$|capitalised"),
    "repeats": re.compile(r"repeat|opens_another"),
    "place": re.compile(r"(index|from_end|place|chars_before)$"),
    "likeness": re.compile(r"known_|title_like"),
    "around": re.compile(
        r"(words|prose|short|ends|capital)_(before|after)|in_run|run_|since_prose|until_prose"
    ),
}
_SHOWN = {"length": "words", "repeats": "repeats"}  # on a log scale


def occluded_lines(description: TextDescription, beliefs: Floats, judge: TextJudge) -> Reasons:
    """Return the reasons for the belief in each line; one call of `judge` for each group."""
    groups = {cause: pushes(beliefs, judge(less)) for cause, less in _blanked(description)}
    out = []
    for i, own in enumerate(description.own):
        found = []
        for cause, pushed in groups.items():
            push = round(float(pushed[i]), 3)
            value = _measure(cause, own)
            name = ("long" if push > 0 else "short") if cause == "length" else cause
            found.append(Why(name, push, value))
        out.append(top(found))
    return tuple(out)


def _measure(cause: str, own: Floats) -> float | None:
    if cause not in _SHOWN:
        return None
    count = round(float(np.expm1(own[AT[_SHOWN[cause]]])))
    return count + 1 if cause == "repeats" else count  # the column counts the other copies


def _blanked(description: TextDescription) -> Iterator[tuple[str, TextDescription]]:
    """Yield the page with each group of measures at the page's own middle, and without words."""
    none = description.words[:0]
    yield "words", msgspec.structs.replace(description, words=none, pairs=none, owner=none)
    middle = np.median(description.own, axis=0)
    for cause, columns in _GROUPS.items():
        at = [i for i, name in enumerate(COLUMNS) if columns.match(name)]
        own = description.own.copy()
        own[:, at] = middle[at]
        yield cause, msgspec.structs.replace(description, own=own)
