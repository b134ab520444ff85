"""The headline's own blocks: they are the article's title, not its text.

Gold corpora disagree on whether a body begins with its headline; newsclean's text does not,
unless asked (`ExtractOptions.headline`).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from newsclean.extract.measures import AT

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]

HIT, SHARE = 0.75, 0.4  # of the block's words in the page's title, of the title's in the block
MOST_WORDS = 40
PROSE_WORDS = 20


def headline_blocks(own: Floats, inside: Flags) -> Flags:
    """Tell which blocks repeat the page's title before the text begins.

    `own` are the plain measures of `features.describe`; `inside` says which blocks belong to the
    text: it begins with the first long one of these.
    """
    words = own[:, AT["words"]]
    like = own[:, AT["title_hit"]] > HIT
    like &= own[:, AT["title_share"]] > SHARE
    like &= words < MOST_WORDS
    if not like.any():
        return like
    prose = np.flatnonzero(inside & (words > PROSE_WORDS) & ~like)
    if len(prose):
        like[prose[0] :] = False
    return like


def place_headline(kept: list[int], headline: list[int], where: str) -> list[int]:
    """Take the headline's blocks out of the text, or keep the last of them: "apart" or "text".

    >>> place_headline([1, 2, 5], [0, 1], "apart"), place_headline([2, 5], [0, 1], "text")
    ([2, 5], [1, 2, 5])
    """
    if not headline:
        return kept
    like = set(headline)
    placed = [index for index in kept if index not in like]
    return sorted([headline[-1], *placed]) if where == "text" else placed
