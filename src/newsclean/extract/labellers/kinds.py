"""What a kept block is: mostly what its markup says, but for leads and headings in disguise."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from newsclean.extract.measures import AT
from newsclean.kernels import KIND
from newsclean.records import Block, BlockKind

Floats = NDArray[np.float32]

_TOLD = 0.8  # share of a lead's words that the page's own description has
_LEAD_WORDS = 12
_HEADING_WORDS = 14
_BOLD = 0.95


def kinds_of_plainly(
    blocks: tuple[Block, ...], kept: list[int], own: Floats
) -> tuple[BlockKind, ...]:
    """Name each block by its measures; only kept paragraphs are renamed."""
    kinds: list[BlockKind] = [block.kind for block in blocks]
    there = set(kept)
    first = True
    for index in kept:
        if kinds[index] != "paragraph":
            continue
        if first and _is_lead(own[index]):
            kinds[index] = "lead"
        elif index + 1 in there and blocks[index].bold and _is_heading(own, index):
            kinds[index] = "heading"
        first = False
    return tuple(kinds)


def _is_lead(row: Floats) -> bool:
    return bool(row[AT["desc_hit"]] >= _TOLD and row[AT["words"]] >= _LEAD_WORDS)


def _is_heading(own: Floats, index: int) -> bool:
    """Tell a short bold line without a full stop, before a longer kept block, from a paragraph."""
    row = own[index]
    if row[AT["bold"]] < _BOLD or row[AT["words"]] > _HEADING_WORDS or row[AT["ends_stop"]]:
        return False
    return bool(own[index + 1, AT["words"]] > _HEADING_WORDS)


if KIND == "compiled":
    from newsclean.kernels import lines as kernel

    _COLUMNS = AT["words"], AT["desc_hit"], AT["bold"], AT["ends_stop"]

    def kinds_of(blocks: tuple[Block, ...], kept: list[int], own: Floats) -> tuple[BlockKind, ...]:
        """Do the same by the compiled kernel."""
        return kernel.kinds_of(
            blocks, kept, own, _COLUMNS, _TOLD, _LEAD_WORDS, _HEADING_WORDS, _BOLD
        )
else:
    kinds_of = kinds_of_plainly
