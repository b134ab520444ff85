"""The compiled count of nesting is that of its plain twin, on any bytes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean.document.nesting import nesting as either
from newsclean.document.nesting import nesting_plainly

nesting = pytest.importorskip("newsclean.kernels.nesting", reason="no C compiler was here")

_NAMES = f"a b DIV div p x-y a:1 h1 font Font em html tbody 1 -a {'n' * 31} {'n' * 40} é"
_PIECES = [f"<{slash}{name}{end}" for name in _NAMES.split() for slash in ("", "/") for end in "> "]
_MARKUP = st.one_of(
    st.binary(max_size=60),
    st.lists(st.sampled_from([*_PIECES, "<", "</", "<<a", "x"]), max_size=60).map(
        lambda pieces: "".join(pieces).encode()
    ),
)


@settings(max_examples=500, deadline=None)
@given(_MARKUP, st.integers(0, 6), st.integers(0, 4))
def test_both_pass_the_same_limit_first(page: bytes, deep: int, formatting: int) -> None:
    assert nesting.nesting(page, deep, formatting) == nesting_plainly(page, deep, formatting)


def test_a_page_of_very_many_names_is_left_to_the_twin() -> None:
    page = "".join(f"<x{n}></x{n}>" for n in range(1_000)).encode() + b"<div>" * 9
    assert nesting.nesting(page, 8, 8) is None
    assert either(page, 8, 8) == "depth"
    assert either(page, 9, 8) == ""
