"""The compiled bounds over a page's bytes are those of their plain twin, on any bytes."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean.document.bounds import (
    most_plainly,
    without_scripts_plainly,
)
from tests.kernels.markup import PAGES

bounds = pytest.importorskip("newsclean.kernels.bounds", reason="no C compiler was here")

_NAMES = "a A p b i s u em EM small st tt tx o option div br hr li dd dt tr td th x:y bi- co2 ab"
_PIECES = [
    *(f"<{name}{end}" for name in _NAMES.split() for end in ("", ">", " ", "=", "/")),
    *("<script>", "</script>", "<SCRIPT", "</ScRiPt ", "<\x13cript", "</scrip"),
    *("</a>", "</A ", "</ab>", "</", "<", "<1>", "<!--", ">", "=", " = ", "/", '"', "'", "\t", "é"),
    *(" x", ' x="1"', " x='<a>'", " x=1", '=""y', "x " * 200, "=x" * 200, "y" * 600, " " * 400),
]
_MARKUP = st.one_of(
    st.binary(max_size=60),
    st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=4)), max_size=40).map(
        lambda pieces: "".join(pieces).encode("utf-8", "ignore")
    ),
)


@settings(max_examples=500, deadline=None)
@given(_MARKUP, st.integers(0, 300))
def test_both_give_the_same_bounds(page: bytes, most: int) -> None:
    assert bounds.most(page, most) == msgspec.structs.astuple(most_plainly(page, most))
    assert bounds.without_scripts(page) == without_scripts_plainly(page)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_both_give_the_same_bounds_on_pages(path: Path) -> None:
    page = path.read_bytes()
    assert bounds.most(page, 3) == msgspec.structs.astuple(most_plainly(page, 3))
    assert bounds.without_scripts(page) == without_scripts_plainly(page)
