"""Spans: the runs of blocks that each block is seen against."""

from hypothesis import given
from hypothesis import strategies as st

from newsclean.document.parse import parse_html
from newsclean.extract.features import describe
from newsclean.extract.spans import LEVELS, SPANS, spans

PAGE = "<nav><a>Home</a></nav><main><p>One</p><section><p>Two</p><p>Three</p></section></main>"


def test_a_span_holds_the_blocks_below_an_element_and_no_others() -> None:
    containers = describe(parse_html(PAGE)).containers
    start, end = spans(containers.chain, containers.totals[:, 2])
    two = 2
    assert [(start[two, level], end[two, level]) for level in range(3)] == [(2, 3), (2, 4), (1, 4)]
    page, before, after, near = range(LEVELS, SPANS)
    assert (start[two, page], end[two, page]) == (0, 4)
    assert (start[two, before], end[two, before]) == (0, 2)
    assert (start[two, after], end[two, after]) == (3, 4)
    assert (start[two, near], end[two, near]) == (0, 4)


@given(
    st.lists(st.sampled_from(["<div>", "</div>", "<p>word", "word", "<ul><li>word"]), min_size=1)
)
def test_every_block_is_in_the_spans_of_its_own_elements(parts: list[str]) -> None:
    document = parse_html("".join(parts) + "<p>end")
    containers = describe(document).containers
    start, end = spans(containers.chain, containers.totals[:, 2])
    for block in range(len(document.blocks)):
        assert (start[block, :LEVELS] <= block).all()
        assert (end[block, :LEVELS] > block).all()
        inside = range(start[block, 0], end[block, 0])
        below = {i for i in inside if _is_below(document, i, document.blocks[block].element)}
        assert below == set(inside)


def _is_below(document, block: int, element: int) -> bool:  # type: ignore[no-untyped-def]
    here = document.blocks[block].element
    while here > element:
        here = document.elements[here].parent
    return bool(here == element)
