"""What a kept block is: mostly what its markup says, but for leads and headings in disguise."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from newsclean.extract.features import Description
from newsclean.extract.measures import AT
from newsclean.records import BlockKind, Document

_TOLD = 0.8  # share of a lead's words that the page's own description has
_LEAD_WORDS = 12
_HEADING_WORDS = 14
_BOLD = 0.95


def kinds_of(
    document: Document, keep: NDArray[np.bool_], description: Description
) -> tuple[BlockKind, ...]:
    """Name each block; only kept paragraphs are renamed."""
    blocks = document.blocks
    kinds: list[BlockKind] = [block.kind for block in blocks]
    own = description.own
    first = True
    for index in keep.nonzero()[0].tolist():
        if kinds[index] != "paragraph":
            continue
        if first and _is_lead(own[index]):
            kinds[index] = "lead"
        elif blocks[index].bold and _is_heading(own[index], keep, index, own):
            kinds[index] = "heading"
        first = False
    return tuple(kinds)


def _is_lead(row: NDArray[np.float32]) -> bool:
    return bool(row[AT["desc_hit"]] >= _TOLD and row[AT["words"]] >= _LEAD_WORDS)


def _is_heading(
    row: NDArray[np.float32], keep: NDArray[np.bool_], index: int, own: NDArray[np.float32]
) -> bool:
    """Tell a short bold line without a full stop, before a longer kept block, from a paragraph."""
    if row[AT["bold"]] < _BOLD or row[AT["words"]] > _HEADING_WORDS or row[AT["ends_stop"]]:
        return False
    after = index + 1
    return bool(after < len(keep) and keep[after] and own[after, AT["words"]] > _HEADING_WORDS)
