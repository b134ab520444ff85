"""The compiled look at blocks and links and the plain one say the same."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsclean.extract.fields import standing
from newsclean.records import Block, Document, Link
from tests.kernels.documents import documents

places = pytest.importorskip("newsclean.kernels.places", reason="no C compiler was here")

_SIGNS = st.text(
    st.one_of(
        st.sampled_from("0123456789" * 2 + "./-" * 4 + " \u00a0\u2003กพ๐๙.²٣x\0\n🯰"),
        st.characters(codec=None),
    ),
    max_size=12,
)


@settings(max_examples=500, deadline=None)
@given(_SIGNS, st.integers(0, 14))
@example("9.2.26", 6)
@example("9 ก.", 9)
@example("9ก.", 3)
@example("๙๙กพค.", 9)
@example("9๙๙๙.", 9)
@example("9 กกกก.", 9)
@example("31. 12. 26", 11)
@example("1/2/3", 9)
@example("²026", 9)
def test_both_see_the_same_dates(text: str, most: int) -> None:
    assert places.may_date(text) == standing.may_date_plainly(text)
    blocks = (Block(text, "paragraph"), Block("9 Feb", "paragraph"), Block("in 2026", "heading"))
    for asked in (range(3), (2, 0), {1: None, 0: None}):
        assert places.dated(asked, blocks, most) == standing.dated_plainly(asked, blocks, most)


@settings(max_examples=300, deadline=None)
@given(documents(), st.data())
def test_both_find_the_same_blocks(page: Document, data: st.DataObject) -> None:
    blocks, part = page.blocks, page.elements
    assert places.headed(blocks) == standing.headed_plainly(blocks)
    asked = data.draw(st.lists(st.integers(0, len(blocks) - 1))) if blocks else []
    hits = frozenset(data.draw(st.lists(st.sampled_from(part.names or [""]))))
    tag, height = data.draw(st.sampled_from(["p", "ul", "address"])), data.draw(st.integers(0, 3))
    how = (blocks, part.parents, part.tags, part.names, hits, tag, height)
    assert places.called(asked, *how) == standing.called_plainly(asked, *how)


@given(st.lists(st.integers(0, 5), max_size=6))
def test_both_tell_links_that_are_out_of_order(blocks: list[int]) -> None:
    links = tuple(Link("/pier", "Pier", "", block) for block in blocks)
    assert places.link_places(links) == standing.link_places_plainly(links)


@settings(max_examples=300, deadline=None)
@given(
    st.text(st.sampled_from("autAUT\x01!@`/İé"), max_size=9),
    st.text("ab", max_size=4),
    st.sampled_from(["", "author"]),
)
def test_both_find_the_links_that_point_somewhere(href: str, text: str, rel: str) -> None:
    links = (Link(href, text, rel, 0), Link("/AUTHOR", "abc", "", 0))
    for size in ((0, 9), (1, 3)):
        told = standing.pointing_plainly(links, "aut", *size)
        assert places.pointing(links, "aut", *size) == told


def test_what_does_not_fit_is_an_error() -> None:
    blocks = (Block("A line.", "paragraph"),)
    with pytest.raises(IndexError):
        places.dated([1], blocks, 9)
    with pytest.raises(IndexError):
        places.called([-1], blocks, [-1], ["p"], [""], frozenset(), "", 1)
    with pytest.raises(ValueError, match="columns"):
        places.called([0], blocks, [-1], ["p"], [], frozenset(), "", 1)
