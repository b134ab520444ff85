"""The compiled choice of blocks and the plain one choose the same."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean.extract.labellers.chosen import choose, choose_plainly
from newsclean.extract.measures import AT

kernel = pytest.importorskip("newsclean.kernels.choice", reason="no C compiler was here")

_BELIEFS = st.floats(0, 1, width=32) | st.sampled_from([0.0, -0.0, 0.5, 1.0])
_SHARES = st.sampled_from([0.0, 0.25, 0.4, 0.41, 0.75, 0.76, 1.0])
_WORDS = st.sampled_from([0.0, 1.0, 7.0, 8.0, 20.0, 21.0, 39.0, 40.0, 300.0])
_COPIES = st.sampled_from([1.0, 2.0, 3.0])
_ROW = st.tuples(_BELIEFS, _WORDS, _COPIES, _SHARES, _SHARES)
_COLUMNS = [AT["words"], AT["repeat"], AT["title_hit"], AT["title_share"]]


@settings(max_examples=1000, deadline=None)
@given(st.lists(_ROW, min_size=1, max_size=40))
def test_both_choose_the_same(blocks: list[tuple[float, ...]]) -> None:
    beliefs = np.array([block[0] for block in blocks], dtype=np.float32)
    own = np.zeros((len(blocks), len(AT)), dtype=np.float32)
    own[:, _COLUMNS] = [block[1:] for block in blocks]
    inside, overlap, *rest = choose(beliefs, own)
    wanted, expected, *others = choose_plainly(beliefs, own)
    assert (inside, rest) == (wanted, others)
    assert overlap == pytest.approx(expected, rel=1e-12)


def test_blocks_are_taken_by_falling_belief_whatever_it_is() -> None:
    """Beliefs are shares; the order is right for all that floats may hold but NaN."""
    rng = np.random.default_rng(7)
    beliefs = rng.integers(0, 2**32, 3000, dtype=np.uint32).view(np.float32)
    beliefs = beliefs[np.isfinite(beliefs) & (np.abs(beliefs) < 1e9)]
    own = np.ones((len(beliefs), len(AT)), dtype=np.float32)
    for some in np.array_split(beliefs, 40):
        assert choose(some, own[: len(some)])[0] == choose_plainly(some, own[: len(some)])[0]


def test_arrays_that_do_not_fit_are_an_error() -> None:
    one, two = np.ones(1, np.float32), np.ones((2, 4), np.float32)
    with pytest.raises(ValueError, match="each block"):
        kernel.choose(one, two, (0, 1, 2, 3), 0, 0, 0, 0, 0)
    with pytest.raises(ValueError, match="columns"):
        kernel.choose(one, two[:1], (0, 1, 2, 4), 0, 0, 0, 0, 0)
