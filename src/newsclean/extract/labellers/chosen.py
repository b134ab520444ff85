"""What the beliefs in a page's blocks make of them: the text, the headline, and copies."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from newsclean.extract.labellers.headline import (
    HIT,
    MOST_WORDS,
    PROSE_WORDS,
    SHARE,
    headline_blocks,
)
from newsclean.extract.labellers.overlap import best_choice
from newsclean.extract.labellers.repeats import LEAST_WORDS
from newsclean.extract.measures import AT
from newsclean.kernels import KIND

Floats = NDArray[np.float32]

# Blocks of the text, the overlap to be expected of them, blocks of the headline, and those of both
# that are long and whose text stands on the page more than once; all by number, in order.
Chosen = tuple[list[int], float, list[int], list[int]]


def choose_plainly(beliefs: Floats, own: Floats) -> Chosen:
    """Choose the blocks of the text, of greatest expected overlap, and tell the headline's."""
    words = own[:, AT["words"]]
    inside, overlap = best_choice(beliefs, words)
    headline = headline_blocks(own, inside)
    again = (inside | headline) & (words >= LEAST_WORDS) & (own[:, AT["repeat"]] > 1)
    return numbers_of(inside), overlap, numbers_of(headline), numbers_of(again)


def numbers_of(flags: NDArray[np.bool_]) -> list[int]:
    """Return the numbers of the blocks that are flagged, in order."""
    found: list[int] = flags.nonzero()[0].tolist()
    return found


def flags_of(kept: list[int], count: int) -> tuple[bool, ...]:
    """Flag the blocks that are kept.

    >>> flags_of([0, 3], 5)
    (True, False, False, True, False)
    """
    flags = [False] * count
    for index in kept:
        flags[index] = True
    return tuple(flags)


def without(kept: list[int], aside: list[int]) -> list[int]:
    """Return the kept blocks but those put aside."""
    if not aside:
        return kept
    gone = set(aside)
    return [index for index in kept if index not in gone]


if KIND == "compiled":
    from newsclean.kernels import choice as kernel

    _COLUMNS = AT["words"], AT["repeat"], AT["title_hit"], AT["title_share"]

    def choose(beliefs: Floats, own: Floats) -> Chosen:
        """Do the same by the compiled kernel."""
        return kernel.choose(
            beliefs, own, _COLUMNS, HIT, SHARE, MOST_WORDS, PROSE_WORDS, LEAST_WORDS
        )
else:
    choose = choose_plainly
