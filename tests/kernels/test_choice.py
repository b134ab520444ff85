"""The compiled choice of blocks and the plain one choose the same."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from newsclean.extract.labellers.headline import headline_blocks, headline_blocks_plainly
from newsclean.extract.labellers.overlap import best_choice_plainly
from newsclean.extract.measures import AT

choice = pytest.importorskip("newsclean.kernels.choice", reason="no C compiler was here")

_SHARES = st.sampled_from([0.0, 0.25, 0.4, 0.41, 0.75, 0.76, 1.0])
_WORDS = st.sampled_from([0.0, 1.0, 7.0, 20.0, 21.0, 39.0, 40.0, 300.0])


def column(values: list[float]) -> NDArray[np.float32]:
    """Return values as a column of a wider array, as measures are."""
    wide = np.zeros((len(values), 3), dtype=np.float32)
    wide[:, 1] = values
    return wide[:, 1]


@settings(max_examples=500, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1, width=32) | _SHARES, _WORDS), min_size=1, max_size=40))
def test_both_choose_the_same_blocks(blocks: list[tuple[float, float]]) -> None:
    beliefs = np.array([belief for belief, _ in blocks], dtype=np.float32)
    words = column([words for _, words in blocks])
    keep, overlap = choice.best_choice(beliefs, words)
    wanted, expected = best_choice_plainly(beliefs, words)
    assert keep.tolist() == wanted.tolist()
    assert overlap == pytest.approx(expected, rel=1e-12)


@settings(max_examples=500, deadline=None)
@given(st.lists(st.tuples(_WORDS, _SHARES, _SHARES, st.booleans()), max_size=12))
def test_both_find_the_same_headline(blocks: list[tuple[float, float, float, bool]]) -> None:
    own = np.zeros((len(blocks), len(AT)), dtype=np.float32)
    for row, block in zip(own, blocks, strict=True):
        row[[AT["words"], AT["title_hit"], AT["title_share"]]] = block[:3]
    inside = np.array([block[3] for block in blocks], dtype=np.bool_)
    found = headline_blocks(own, inside)
    assert found.tolist() == headline_blocks_plainly(own, inside).tolist()


def test_arrays_that_do_not_fit_are_an_error() -> None:
    one, two = np.ones(1, np.float32), np.ones(2, np.float32)
    with pytest.raises(ValueError, match="each block"):
        choice.best_choice(one, two)
    with pytest.raises(ValueError, match="each block"):
        choice.headline_blocks(np.ones((1, 2), np.float32), two > 0, 0, 1, 1, 0, 0, 0, 0)
