"""Which blocks to keep, given the belief in each: the choice of greatest expected overlap."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def best_choice(
    beliefs: NDArray[np.float32], words: NDArray[np.floating]
) -> tuple[NDArray[np.bool_], float]:
    """Return which blocks to keep, and the overlap (F1 of words) to be expected of that.

    Of all choices by falling belief, the one with the greatest expected overlap with the truth,
    2 * sum(belief * words kept) / (words kept + words believed); Lewis 1995, "Evaluating and
    optimizing autonomous text classification systems".
    """
    order = np.argsort(-beliefs, kind="stable")
    believed = (beliefs * words)[order]
    hit = np.cumsum(believed, dtype=np.float64)
    kept = np.cumsum(words[order], dtype=np.float64)
    overlap = 2 * hit / np.maximum(kept + hit[-1], 1e-9)
    best = int(np.argmax(overlap))
    keep = np.zeros(len(beliefs), dtype=np.bool_)
    keep[order[: best + 1]] = True
    return keep, float(overlap[best])
