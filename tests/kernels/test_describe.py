"""The compiled measures of a page are its plain twin's to the last bit, on any page."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings

from newsclean.document.parse import parse_html
from newsclean.extract.measures import measure, measure_plainly
from newsclean.records import Block, Document
from tests.kernels.documents import TEXTS, documents
from tests.kernels.markup import PAGES

pytest.importorskip("newsclean.kernels.describe", reason="no C compiler was here")

Beside = tuple[str, str, str]
NOTHING: Beside = ("", "", "")


def assert_same(document: Document, beside: Beside = NOTHING) -> None:
    for found, plain in zip(
        measure(document, beside), measure_plainly(document, beside), strict=True
    ):
        assert isinstance(found, np.ndarray)
        assert isinstance(plain, np.ndarray)
        assert found.dtype == plain.dtype
        np.testing.assert_array_equal(found, plain)


def page(*texts: str) -> Document:
    return Document(form="html", blocks=tuple(Block(text, "paragraph") for text in texts))


@settings(max_examples=300, deadline=None)
@given(documents(), TEXTS, TEXTS, TEXTS)
def test_both_measure_the_same(document: Document, title: str, said: str, body: str) -> None:
    assert_same(document)
    assert_same(document, (title, said, body))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_both_measure_fixture_pages_the_same(path: Path) -> None:
    document = parse_html(path.read_bytes().decode("utf-8", "replace"))
    if document.blocks:
        title = document.head.title or ""
        assert_same(document, (title, document.blocks[0].text, document.blocks[-1].text))


def test_each_character_of_the_basic_plane_is_read_the_same() -> None:
    assert_same(page(*(f"a{chr(code)}b{chr(code)}" for code in range(0x10000))))


def test_a_page_is_not_seen_in_the_next() -> None:
    assert_same(page("One two", "three"), ("one two", "three", "one two three"))
    assert_same(page("One two", "three"), ("four", "", ""))


def test_long_pages_are_measured_the_same() -> None:
    word = "word 新 " * 30 + "x" * 100_000 + " "
    assert_same(page(*([word] * 3), *("a b" for _ in range(5_000))), (word, word, word * 3))


def test_texts_that_look_alike_are_told_apart() -> None:
    """Same size, same ends, same middle; and the same bytes in characters of another width."""
    alike = [f"12345678{sign}abcdefgh{sign}87654321" for sign in "abcabca"]
    wide = [text.replace("1", "新") for text in alike]
    assert_same(page(*alike, *wide, "ab", "\u6261", "a", "b", "a"))
    assert_same(page(*(str(i % 3000) for i in range(20_000))))


def test_what_is_no_page_is_refused() -> None:
    with pytest.raises(TypeError):
        measure(page(b"bytes"), NOTHING)  # type: ignore[arg-type]
