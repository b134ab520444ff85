"""The compiled count of words is that of its plain twin, on any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean.extract.fields.functionwords import letter_words_plainly
from newsclean.extract.fields.relative import holds_digit_plainly
from newsclean.extract.page_kind import count_wide_plainly
from newsclean.normalize.words import count_words_plainly

words = pytest.importorskip("newsclean.kernels.words", reason="no C compiler was here")

_EDGES = (
    "a_ 9.-\u00b2\u00bd\u0669"
    "\u0dff\u0e00\u0e7f\u0e80\u2e7f\u2e80\u2fff\u3000\u3040\u30ff\u3400\u9fff\uf900\ufaff"
    "\u00e9\u2019\U0001f600\U00020000"
)


@settings(max_examples=500, deadline=None)
@given(st.one_of(st.text(), st.text(st.sampled_from(_EDGES))))
def test_both_count_the_same_words(text: str) -> None:
    assert words.count_words(text) == count_words_plainly(text)
    assert words.count_wide(text) == count_wide_plainly(text)
    assert words.letter_words(text) == letter_words_plainly(text)
    assert words.holds_digit(text) == holds_digit_plainly(text)


def test_each_character_counts_the_same() -> None:
    for code in range(0x30000):
        letter = chr(code)
        assert words.count_words(letter + "x" + letter) == count_words_plainly(
            letter + "x" + letter
        )
        assert words.letter_words("x" + letter) == letter_words_plainly("x" + letter)
        assert words.holds_digit(letter) == holds_digit_plainly(letter)
