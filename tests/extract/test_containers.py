"""Containers' totals are what adding up block by block gives, however the page is nested."""

from hypothesis import given
from hypothesis import strategies as st

from newsclean.document.parse import parse_html
from newsclean.extract.containers import LANDMARKS, LEVELS, contain
from newsclean.extract.features import describe
from newsclean.records import Document

SOME = st.sampled_from(["<div>", "</div>", "<p>", "<section>", "</section>", "<li>", "<a href=x>"])
PAGES = st.lists(st.tuples(SOME, st.sampled_from(["", "word", "more words"])), min_size=1)


def above(document: Document, element: int) -> list[int]:
    """Return an element and all above it."""
    line = [element]
    while document.elements[line[-1]].parent >= 0:
        line.append(document.elements[line[-1]].parent)
    return line


@given(PAGES)
def test_totals_masks_and_depths_are_those_of_a_plain_walk(parts: list[tuple[str, str]]) -> None:
    document = parse_html("".join(tag + text for tag, text in parts))
    if not document.blocks:
        return
    found = describe(document).containers
    totals = [[0.0] * 4 for _ in document.elements]
    for i, block in enumerate(document.blocks):
        line = above(document, block.element)
        assert found.depth[i] == len(line) - 1
        assert found.chain[:, i].tolist() == [*line, *[0] * LEVELS][:LEVELS]
        tags = {document.elements[e].tag for e in line}
        assert found.landmarks[i].tolist() == [float(tag in tags) for tag in LANDMARKS]
        in_p = document.elements[block.element].tag == "p"
        size = len(block.text)
        for element in line:
            added = (size, block.link_chars, 1, size * in_p)
            totals[element] = [a + b for a, b in zip(totals[element], added, strict=True)]
    assert found.totals.tolist() == totals


def test_blocks_of_one_path_are_measured_together() -> None:
    document = parse_html("<ul><li class=a>one</li><li class=a>three</li><li class=b>x</li></ul>")
    description = describe(document)
    sizes = description.own[:, 1].astype(int)
    group = contain(document, sizes, description.name_of).group
    assert group[:, 0].tolist() == [2, 2, 1]
    assert group[0, 2] == 4
