"""The compiled measures and the plain ones are the same to the last bit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsclean.document.parse import parse_html
from newsclean.extract import containers, features, names
from newsclean.records import Block, Document, Head
from tests.kernels.markup import MARKUP, PAGES, page_of

pytest.importorskip("newsclean.kernels.describe", reason="no C compiler was here")


def flat(record: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Yield every array, list and number of a description with its name."""
    assert isinstance(record, msgspec.Struct)
    for field in record.__struct_fields__:
        value = getattr(record, field)
        if isinstance(value, msgspec.Struct):
            yield from flat(value, f"{path}{field}.")
        else:
            yield path + field, value


def described_plainly(document: Document) -> features.Description:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(features, "contain", containers.contain_plainly)
        patch.setattr(features, "read_names", names.read_names_plainly)
        return features.describe_plainly(document)


def check_same(document: Document) -> None:
    compiled = dict(flat(features._describe_compiled(document)))
    plain = dict(flat(described_plainly(document)))
    assert compiled.keys() == plain.keys()
    for name, value in compiled.items():
        other = plain[name]
        if isinstance(value, np.ndarray):
            assert isinstance(other, np.ndarray)
            assert (value.dtype, value.shape) == (other.dtype, other.shape), name
            assert np.array_equal(value, other), name
        else:
            assert value == other, name


@settings(max_examples=300, deadline=None)
@given(MARKUP, st.text(max_size=30))
@example("<p>a</p>", "")
@example(
    "<div class='articleBody story-TEXT main_col HTMLPart é'>x 2026 10:30 https www</div>", "x"
)
def test_on_any_page(markup: str, title: str) -> None:
    document = parse_html(markup)
    if document.blocks:
        head = Head(title=title, metas=(("og:description", title[::-1]),))
        check_same(msgspec.structs.replace(document, head=head))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=90), min_size=1, max_size=5))
@example(
    ["a" * 64, "b" * 65, "c" * 200 + " d", "日本語 text ไทย", "\U0001f600x", "\ud800y", "1234:56"]
)
@example([" ", "\n", "12345 1234", "x" * 63 + "日" + "y" * 70])
def test_on_any_texts(texts: list[str]) -> None:
    blocks = tuple(Block(text, "paragraph") for text in texts)
    check_same(Document(form="html", blocks=blocks, head=Head(title=texts[0])))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_on_fixture_pages(path: Path) -> None:
    document = parse_html(page_of(path))
    if document.blocks:
        check_same(document)
