"""Runs of blocks that a block is seen against: its elements, the page, before, after, around.

All blocks below one element stand together, so each run is a half-open range of block numbers,
and a mean over it is a difference of two running sums.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

LEVELS = 4  # the block's own element and three ancestors
NEAR = 6  # blocks to either side
SPANS = LEVELS + 4


def spans(chain: Ints, parents: Sequence[int]) -> tuple[Ints, Ints]:
    """Return start and end of each block's runs, each of shape (blocks, SPANS).

    `chain` (levels, blocks) holds each block's element and ancestors, `parents` (elements,).
    """
    count = chain.shape[1]
    first, last = _reach(chain[0], parents)
    here = np.arange(count)
    above = chain[:LEVELS]
    start = np.empty((count, SPANS), dtype=np.int64)
    end = np.empty((count, SPANS), dtype=np.int64)
    start[:, :LEVELS] = first[above].T
    end[:, :LEVELS] = last[above].T + 1
    page, before, after, near = range(LEVELS, SPANS)
    start[:, (page, before)] = 0
    end[:, (page, after)] = count
    end[:, before] = here
    start[:, after] = here + 1
    start[:, near] = np.maximum(here - NEAR, 0)
    end[:, near] = np.minimum(here + NEAR + 1, count)
    return start, end


def _reach(own: Ints, parents: Sequence[int]) -> tuple[Ints, Ints]:
    """Return the first and last block in or below each element; empty ones reach past all."""
    first = [len(own)] * len(parents)
    last = [-1] * len(parents)
    for block, element in enumerate(own.tolist()):
        last[element] = block
        if first[element] > block:
            first[element] = block
    for element in range(len(parents) - 1, 0, -1):
        above = parents[element]
        first[above] = min(first[above], first[element])
        last[above] = max(last[above], last[element])
    return np.array(first), np.array(last)
