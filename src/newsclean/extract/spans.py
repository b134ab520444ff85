"""Runs of blocks that a block is seen against: its elements, the page, before, after, around.

All blocks below one element stand together, so each run is a half-open range of block numbers,
and a mean over it is a difference of two running sums.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

LEVELS = 4  # the block's own element and three ancestors
NEAR = 6  # blocks to either side
SPANS = LEVELS + 4
_SMALL = np.float32(0.1)  # keeps the mean over an empty run at zero


def spans(chain: Ints, held: NDArray[np.floating]) -> tuple[Ints, Ints]:
    """Return start and end of each block's runs, each of shape (blocks, SPANS).

    `chain` (levels, blocks) holds each block's element and ancestors, `held` (elements,) how many
    blocks are in or below each element.
    """
    count = chain.shape[1]
    first = _first(chain[0], len(held))
    here = np.arange(count)
    above = chain[:LEVELS]
    start = np.empty((count, SPANS), dtype=np.int64)
    end = np.empty((count, SPANS), dtype=np.int64)
    start[:, :LEVELS] = first[above].T
    end[:, :LEVELS] = start[:, :LEVELS] + held[above].T.astype(np.int64)
    page, before, after, near = range(LEVELS, SPANS)
    start[:, (page, before)] = 0
    end[:, (page, after)] = count
    end[:, before] = here
    start[:, after] = here + 1
    start[:, near] = np.maximum(here - NEAR, 0)
    end[:, near] = np.minimum(here + NEAR + 1, count)
    return start, end


def _first(own: Ints, elements: int) -> Ints:
    """Return the first block in or below each element that holds any.

    Elements are numbered as they begin, so it is the first block of that element or a later one.
    """
    first = np.full(elements, len(own))
    first[own[::-1]] = np.arange(len(own))[::-1]
    found: Ints = np.minimum.accumulate(first[::-1])[::-1]
    return found


class Surroundings:
    """Means over the runs of each block of one page."""

    def __init__(self, starts: Ints, ends: Ints) -> None:
        self._starts = np.ascontiguousarray(starts.T)
        self._ends = np.ascontiguousarray(ends.T)

    def means(self, values: Floats, out: Floats) -> Floats:
        """Put the means of `values` (blocks, w + 1) into `out` (blocks, (SPANS - 1) * w), by run.

        Returns the mean over the page (w,), which is not among them. The last column holds the
        weights, by which the others were multiplied already. All but the runs of elements and the
        near one begin or end with the page.
        """
        count, width = values.shape
        sums = np.zeros((count + 1, width), dtype=np.float32)
        np.cumsum(values, axis=0, out=sums[1:])
        held = np.empty((SPANS - 1, count, width), dtype=np.float32)
        for runs in (slice(LEVELS), slice(-1, None)):
            begun = sums.take(self._starts[runs], axis=0)
            np.subtract(sums.take(self._ends[runs], axis=0), begun, out=held[runs])
        held[LEVELS] = sums[:-1]
        np.subtract(sums[-1], sums[1:], out=held[LEVELS + 1])
        rows = out.reshape(count, SPANS - 1, width - 1, copy=False)
        rows.transpose(1, 0, 2)[:] = held[:, :, :-1] * (1 / (held[:, :, -1:] + _SMALL))
        page: Floats = sums[-1, :-1] * (1 / (sums[-1, -1] + _SMALL))
        return page
