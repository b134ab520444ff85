"""Paragraphs that a page holds twice: copies for other screens, teasers of the text itself."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from newsclean.records import Document

LEAST_WORDS = 8  # shorter lines (refrains, list items, answers) may stand twice on purpose


def without_repeats(
    document: Document, kept: list[int], again: list[int], words: NDArray[np.float32]
) -> list[int]:
    """Keep of each long text that was kept twice the copy that stands among more kept words.

    `again` holds all long ones, and perhaps more, whose text stands on the page more than once.
    """
    if not again:
        return kept
    blocks = document.blocks
    there = set(kept)
    places: dict[str, list[int]] = {}
    for index in again:
        if index in there:
            places.setdefault(blocks[index].text, []).append(index)
    if all(len(copies) == 1 for copies in places.values()):
        return kept
    parents = document.elements.parents
    # The element around a block's own is where its neighbours stand.
    around = {index: max(0, parents[blocks[index].element]) for index in kept}
    held: dict[int, float] = {}
    for index, parent in around.items():
        held[parent] = held.get(parent, 0.0) + float(words[index])
    for copies in places.values():
        best = max(copies, key=lambda i: (held[around[i]], -i))
        there.difference_update(i for i in copies if i != best)
    return [index for index in kept if index in there]
