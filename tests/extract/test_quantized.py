"""Products in whole numbers are those of floats, but for rounding, and exact as such."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean.extract.quantized import MOST_INPUTS, Signs, quantized, times


@given(seed=st.integers(0, 2**32 - 1), size=st.integers(1, 60), far=st.sampled_from([1e-3, 1, 1e4]))
def test_products_are_near_those_of_floats(seed: int, size: int, far: float) -> None:
    drawn = np.random.default_rng(seed)
    rows = drawn.normal(0, far, (5, size)).astype(np.float32)
    matrix = drawn.normal(0, 0.5, (size, 7)).astype(np.float32)
    tops: dict[Signs, int] = {"signed": 127, "unsigned": 255}
    for signs, top in tops.items():
        given_rows = np.abs(rows) if signs == "unsigned" else rows
        off = np.abs(times(given_rows, quantized(matrix), signs) - given_rows @ matrix)
        step = np.abs(given_rows).max(axis=1)[:, None] / top
        widest = np.abs(matrix).max(axis=0)[None] / 127
        most = 0.51 * (step * np.abs(matrix).sum(axis=0) + widest * size * step * top) + 0.3 * (
            size * step * widest
        )
        assert (off <= most).all()


def test_rows_and_columns_of_zeros_stay_zeros() -> None:
    matrix = np.array([[0, 1], [0, -2]], np.float32)
    out = times(np.array([[0, 0], [3, 1]], np.float32), quantized(matrix), "signed")
    assert out[0].tolist() == [0, 0]
    assert out[1, 0] == 0
    assert out[1, 1] == pytest.approx(1, abs=0.1)


def test_sums_are_exact_at_the_most_inputs_that_are_taken() -> None:
    matrix = np.ones((MOST_INPUTS, 1), np.float32)
    rows = np.ones((1, MOST_INPUTS), np.float32)
    rows[0, 0] = np.float32(1 / 255)  # one step of 255
    exact = 127 * (255 * (MOST_INPUTS - 1) + 1) / (127 * 255)
    assert times(rows, quantized(matrix), "unsigned")[0, 0] == np.float32(exact)


def test_a_layer_whose_sums_might_be_inexact_is_an_error() -> None:
    with pytest.raises(ValueError, match="501 inputs"):
        quantized(np.zeros((MOST_INPUTS + 1, 1), np.float32))


@pytest.mark.parametrize("value", [np.inf, -np.inf, np.nan])
def test_a_weight_that_is_not_finite_is_an_error(value: float) -> None:
    with pytest.raises(ValueError, match="infinite"):
        quantized(np.array([[1], [value]], np.float32))


@pytest.mark.parametrize("largest", [2.0e-45, 2.6e-43, 1e-30, 1e30])
def test_codes_of_any_column_fit_a_byte(largest: float) -> None:
    codes = quantized(np.array([[largest], [-largest]], np.float32)).matrix
    assert np.abs(codes).max() <= 127
