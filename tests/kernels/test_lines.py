"""The compiled look at kept lines and the plain one say the same."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean.extract.labellers.kinds import kinds_of, kinds_of_plainly
from newsclean.extract.measures import AT
from newsclean.records import Block

lines = pytest.importorskip("newsclean.kernels.lines", reason="no C compiler was here")

_MEASURES = st.tuples(
    st.sampled_from([0.0, 11.0, 12.0, 14.0, 15.0]),
    st.sampled_from([0.0, 0.79, 0.8, 1.0]),
    st.sampled_from([0.0, 0.94, 0.95, 1.0]),
    st.booleans(),
)
_BLOCKS = st.builds(
    Block,
    text=st.just("A line."),
    kind=st.sampled_from(["paragraph", "paragraph", "heading", "list_item"]),
    bold=st.sampled_from([0.0, 0.5, 1.0]),
)
_COLUMNS = [AT["words"], AT["desc_hit"], AT["bold"], AT["ends_stop"]]


@settings(max_examples=1000, deadline=None)
@given(st.lists(st.tuples(_BLOCKS, _MEASURES, st.booleans()), max_size=8))
def test_both_name_the_same_kinds(
    page: list[tuple[Block, tuple[float, float, float, bool], bool]],
) -> None:
    own = np.zeros((len(page), len(AT)), dtype=np.float32)
    if page:
        own[:, _COLUMNS] = [measures for _, measures, _ in page]
    blocks = tuple(block for block, _, _ in page)
    kept = [index for index, (_, _, keep) in enumerate(page) if keep]
    assert kinds_of(blocks, kept, own) == kinds_of_plainly(blocks, kept, own)


def test_what_does_not_fit_is_an_error() -> None:
    blocks, own = (Block(text="A line.", kind="paragraph"),), np.ones((1, 4), np.float32)
    with pytest.raises(ValueError, match="each block"):
        lines.kinds_of((), [0], own, (0, 1, 2, 3), 0, 0, 0, 0)
    with pytest.raises(ValueError, match="columns"):
        lines.kinds_of(blocks, [0], own, (0, 1, 2, 4), 0, 0, 0, 0)
    with pytest.raises(IndexError):
        lines.kinds_of(blocks, [1], own, (0, 1, 2, 3), 0, 0, 0, 0)
    with pytest.raises(ValueError, match="beginnings"):
        lines.doubtful(blocks, [0], -1, b"")
    with pytest.raises(IndexError):
        lines.doubtful(blocks, [-1], -1, bytes(32**3))
