"""The compiled inputs of the tagger are its plain twin's to the last bit, on any page."""

from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean.document.parse import parse_html
from newsclean.extract.features import (
    Description,
    Tables,
    describe,
    matrix,
    matrix_plainly,
)
from newsclean.extract.labellers.model import shipped_weights
from newsclean.extract.measures import WORD_BUCKETS
from newsclean.extract.names import NAME_BUCKETS
from newsclean.extract.occlusion import _BLANKS
from newsclean.extract.tagger import read_inputs, read_inputs_plainly
from newsclean.records import Block, Document, Element, Elements
from tests.kernels.documents import documents
from tests.kernels.markup import PAGES

pytest.importorskip("newsclean.kernels.inputs", reason="no C compiler was here")


def tables(seed: int) -> Tables:
    """Return tables as learned ones are: many zeros, both signs."""
    chance = np.random.default_rng(seed)
    sizes = (NAME_BUCKETS, NAME_BUCKETS, WORD_BUCKETS, WORD_BUCKETS)
    odds = [chance.normal(size=size) * (chance.random(size) < 0.7) for size in sizes]
    return Tables(*(values.astype(np.float32) for values in odds))


TABLES = tables(7)


def check(description: Description, odds: Tables = TABLES) -> None:
    np.testing.assert_array_equal(matrix(description, odds), matrix_plainly(description, odds))
    found = msgspec.structs.asdict(read_inputs(description, odds))
    for field, plain in msgspec.structs.asdict(read_inputs_plainly(description, odds)).items():
        assert found[field].dtype == plain.dtype
        np.testing.assert_array_equal(found[field], plain, err_msg=field)


@settings(max_examples=300, deadline=None)
@given(documents(), st.sampled_from(sorted(_BLANKS)))
def test_both_read_any_page_the_same(document: Document, blanked: str) -> None:
    description = describe(document)
    check(description)
    check(_BLANKS[blanked](description))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_both_read_fixture_pages_the_same(path: Path) -> None:
    document = parse_html(path.read_bytes().decode("utf-8", "replace"))
    if document.blocks:
        check(describe(document), shipped_weights().tables)


def test_deep_and_wide_pages_are_read_the_same() -> None:
    many = 20_000
    elements = [Element(i - 1, "div", f"n{'ab' * (i % 50)}") for i in range(many)]
    elements += [Element(0, "p", "c")] * many
    blocks = [Block(f"text {i}", "paragraph", i) for i in range(0, 2 * many, 2)]
    check(describe(Document(form="html", blocks=tuple(blocks), elements=Elements.of(elements))))


def test_what_points_outside_is_refused() -> None:
    described = describe(parse_html("<p>One two</p>"))
    beyond = msgspec.structs.replace(described, words=described.words + WORD_BUCKETS)
    with pytest.raises(IndexError, match="beyond the table"):
        matrix(beyond, TABLES)
    falling = msgspec.structs.replace(described, word_blocks=np.array([1, 0]))
    with pytest.raises(IndexError, match="owners rise"):
        read_inputs(falling, TABLES)
    unknown = msgspec.structs.replace(described, name_of=[9] * len(described.name_of))
    with pytest.raises(IndexError, match="a name"):
        read_inputs(unknown, TABLES)
