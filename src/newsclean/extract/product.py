"""Products of matrices on one thread, whatever the machine."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

# With the widest layer OpenBLAS starts no thread for so few: its bound is 2 ** 18 multiplications.
AT_ONCE = 8


def product(rows: Floats, matrix: Floats) -> Floats:
    """Multiply rows (n, in) by a matrix (in, out), a few rows at a time.

    Above a size, OpenBLAS gives parts of a product to other threads and waits for them: on a
    machine that has other work too, for fifty times as long as the product takes.
    """
    count, width = len(rows), matrix.shape[1]
    whole = count - count % AT_ONCE
    parts = rows[:whole].reshape(-1, AT_ONCE, rows.shape[1])
    if whole == count:
        all_rows: Floats = np.matmul(parts, matrix).reshape(count, width)
        return all_rows
    out = np.empty((count, width), dtype=np.result_type(rows, matrix))
    np.matmul(parts, matrix, out=out[:whole].reshape(-1, AT_ONCE, width))
    np.matmul(rows[whole:], matrix, out=out[whole:])
    return out
