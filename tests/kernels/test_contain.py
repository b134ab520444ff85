"""The compiled totals and names of a page's elements are their plain twins', on any page."""

from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings

from newsclean.document.parse import parse_html
from newsclean.extract.containers import LANDMARKS, TAGS, contain, contain_plainly
from newsclean.extract.names import NameTokens, read_all_names, read_all_names_plainly
from newsclean.records import Block, Document, Element, Elements
from tests.kernels.documents import documents
from tests.kernels.markup import PAGES

pytest.importorskip("newsclean.kernels.contain", reason="no C compiler was here")


def assert_same(found: object, plain: object) -> None:
    if isinstance(plain, np.ndarray):
        assert isinstance(found, np.ndarray)
        assert found.dtype == plain.dtype
        np.testing.assert_array_equal(found, plain)
    else:
        assert found == plain


def check(document: Document) -> None:
    names, name_of, marks = read_all_names(document)
    plain_names, plain_of, plain_marks = read_all_names_plainly(document)
    assert name_of == plain_of
    for tokens, plain in ((names, plain_names), (marks, plain_marks)):
        for field in NameTokens.__struct_fields__:
            assert_same(getattr(tokens, field), getattr(plain, field))
    sizes = np.array([len(block.text) for block in document.blocks])
    found = msgspec.structs.asdict(contain(document, sizes, name_of))
    for field, value in msgspec.structs.asdict(contain_plainly(document, sizes, name_of)).items():
        assert_same(found[field], value)


@settings(max_examples=500, deadline=None)
@given(documents())
def test_both_give_the_same_containers_and_names(document: Document) -> None:
    check(document)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_both_give_the_same_on_fixture_pages(path: Path) -> None:
    document = parse_html(path.read_bytes().decode("utf-8", "replace"))
    if document.blocks:
        check(document)


def test_deep_and_wide_pages_give_the_same() -> None:
    """As many levels, tags, names and blocks as no page has."""
    many = 20_000
    elements = [Element(i - 1, f"x{i % 300}", f"n{'ab' * (i % 50)}") for i in range(many)]
    elements += [Element(0, "p", "c")] * many
    blocks = [Block("text", "paragraph", i) for i in range(0, 2 * many, 2)]
    check(Document(form="html", blocks=tuple(blocks), elements=Elements.of(elements)))


def test_landmarks_are_known_tags() -> None:
    assert set(LANDMARKS) <= set(TAGS)


@pytest.mark.parametrize(
    ("parents", "element", "error"),
    [((-1, 1), 0, ValueError), ((-1, 0), 2, IndexError), ((-1, 0), -1, IndexError)],
)
def test_what_is_no_tree_is_refused(
    parents: tuple[int, ...], element: int, error: type[Exception]
) -> None:
    elements = Elements.of(Element(parent, "p") for parent in parents)
    document = Document(form="html", blocks=(Block("a", "paragraph", element),), elements=elements)
    with pytest.raises(error):
        contain(document, np.array([1]), [0] * len(elements))
