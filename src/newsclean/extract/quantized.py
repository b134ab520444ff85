"""Products in whole numbers: the arithmetic of the tagger, the same on every machine.

A matrix is kept as whole numbers of -127..127 and a scale a column; rows are rounded to 0..255, or
to -127..127 where they have signs, with a scale a row. A sum of up to 500 such products is below
2 ** 24, so float32 holds it exactly, as `kernels/network_pass.h` does in 32 bits. (Jacob et al.
2018, "Quantization and training of neural networks for efficient integer-arithmetic-only
inference"; here the scales of rows are found as they come. With a bit less a page lost its exact
text.)
"""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsclean.extract.product import product

Floats = NDArray[np.float32]
Signs = Literal["signed", "unsigned"]

MOST_INPUTS = 500
_TOP = np.float32(127)
_TOPS = {"signed": _TOP, "unsigned": np.float32(255)}
_MIDDLES = {"signed": np.float32(128), "unsigned": np.float32(0)}
_HALF = np.float32(0.5)
_TINY = np.float32(1e-30)


class Quantized(NamedTuple):
    """A matrix (in, out) of whole numbers, kept as floats, and the scale (out,) of its columns."""

    matrix: Floats
    scale: Floats


def quantized(matrix: Floats) -> Quantized:
    """Round a matrix; ValueError where it is not finite, or so high that sums might be inexact."""
    if len(matrix) > MOST_INPUTS:
        raise ValueError(f"a layer of {len(matrix):,} inputs; at most {MOST_INPUTS:,} are exact")
    if not np.isfinite(matrix).all():
        raise ValueError("a layer with infinite weights, or weights that are no numbers")
    scale = np.abs(matrix).max(axis=0) / _TOP
    whole = np.rint(matrix / np.where(scale > _TINY, scale, np.float32(1)))
    return Quantized(np.ascontiguousarray(whole, np.float32), scale.astype(np.float32))


def times(rows: Floats, by: Quantized, signs: Signs) -> Floats:
    """Return the product of rows (n, in), rounded, with a rounded matrix.

    >>> by = quantized(np.array([[1.0], [-0.5]], np.float32))
    >>> round(float(times(np.array([[2.0, 2.0]], np.float32), by, "unsigned")[0, 0]), 2)
    0.99
    """
    top, middle = _TOPS[signs], _MIDDLES[signs]
    largest: Floats = np.abs(rows).max(axis=1, initial=0)[:, None]
    inverse: Floats = np.where(largest > _TINY, top / np.maximum(largest, _TINY), np.float32(0))
    codes: Floats = np.floor(rows * inverse + (middle + _HALF)) - middle
    scale: Floats = np.where(largest > _TINY, largest / top, np.float32(0))
    return product(codes, by.matrix) * (scale * by.scale)
