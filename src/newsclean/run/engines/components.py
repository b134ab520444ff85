"""Connected components of pairs, in one process: 63-bit numbers joined until all are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Components:
    """A union-find over numbers; only those that are in a pair take memory."""

    def __init__(self) -> None:
        self._above: dict[int, int] = {}

    def join(self, ones: NDArray[np.int64], others: NDArray[np.int64]) -> None:
        """Join pairs, given as two arrays of one length."""
        for one, other in zip(ones.tolist(), others.tolist(), strict=True):
            first, second = self._root(one), self._root(other)
            if first != second:
                low, high = min(first, second), max(first, second)
                self._above[high] = low

    def members(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return all numbers in order, and for each the least number of its component."""
        numbers = sorted(self._above)
        roots = [self._root(number) for number in numbers]
        return np.array(numbers, dtype=np.int64), np.array(roots, dtype=np.int64)

    def _root(self, number: int) -> int:
        above = self._above
        root = above.setdefault(number, number)
        while root != above[root]:
            root = above[root]
        while number != root:  # the way there gets shorter for the next one
            above[number], number = root, above[number]
        return root
