"""Paragraphs that a page holds twice: copies for other screens, teasers of the text itself."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from newsclean.records import Document

_LEAST_WORDS = 8  # shorter lines (refrains, list items, answers) may stand twice on purpose


def without_repeats(
    document: Document, keep: NDArray[np.bool_], words: NDArray[np.float32]
) -> NDArray[np.bool_]:
    """Keep of each long text that was kept twice the copy that stands among more kept words."""
    blocks = document.blocks
    long = (keep & (words >= _LEAST_WORDS)).nonzero()[0].tolist()
    if len({blocks[index].text for index in long}) == len(long):
        return keep
    places: dict[str, list[int]] = {}
    for index in long:
        places.setdefault(blocks[index].text, []).append(index)
    held: dict[int, float] = {}
    for index in keep.nonzero()[0].tolist():
        around = _parent(document, index)
        held[around] = held.get(around, 0.0) + float(words[index])
    chosen = keep.copy()
    for copies in places.values():
        if len(copies) > 1:
            best = max(copies, key=lambda i: (held[_parent(document, i)], -i))
            chosen[[i for i in copies if i != best]] = False
    return chosen


def _parent(document: Document, index: int) -> int:
    """Return the element around a block's own: where its neighbours stand."""
    element = document.blocks[index].element
    return max(0, document.elements.parents[element])
