"""The headline's own blocks: they are the article's title, not its text.

Gold corpora disagree on whether a body begins with its headline; newsclean's text does not,
unless asked (`ExtractOptions.headline`).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from newsclean.extract.measures import AT
from newsclean.kernels import KIND

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]

_HIT, _SHARE = 0.75, 0.4  # of the block's words in the page's title, of the title's in the block
_MOST_WORDS = 40
_PROSE_WORDS = 20


def headline_blocks_plainly(own: Floats, inside: Flags) -> Flags:
    """Tell which blocks repeat the page's title before the text begins.

    `own` are the plain measures of `features.describe`; `inside` says which blocks belong to the
    text: it begins with the first long one of these.
    """
    words = own[:, AT["words"]]
    like = own[:, AT["title_hit"]] > _HIT
    like &= own[:, AT["title_share"]] > _SHARE
    like &= words < _MOST_WORDS
    if not like.any():
        return like
    prose = np.flatnonzero(inside & (words > _PROSE_WORDS) & ~like)
    if len(prose):
        like[prose[0] :] = False
    return like


if KIND == "compiled":
    from newsclean.kernels import choice as kernel

    _COLUMNS = AT["words"], AT["title_hit"], AT["title_share"]

    def headline_blocks(own: Floats, inside: Flags) -> Flags:
        """Do the same by the compiled kernel."""
        return kernel.headline_blocks(
            own, inside, *_COLUMNS, _HIT, _SHARE, _MOST_WORDS, _PROSE_WORDS
        )
else:
    headline_blocks = headline_blocks_plainly


def last_of(like: Flags) -> int | None:
    """Return the last of the headline's blocks, which stands above the text; None without any."""
    places = like.nonzero()[0]  # `flatnonzero` asks around for twice the time
    return int(places[-1]) if len(places) else None


def place_headline(keep: Flags, like: Flags, where: str) -> Flags:
    """Take the headline's blocks out of the text, or keep the last of them: "apart" or "text"."""
    placed = keep & ~like
    last = last_of(like)
    if where == "text" and last is not None:
        placed[last] = True
    return placed
