"""The compiled look at words gives what its plain twins give, on any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean.extract.fields.folding import fold_plainly, one_line_plainly, squeeze_plainly
from newsclean.extract.fields.jsonld import LONGEST, gather_plainly, plain
from newsclean.extract.fields.letters import has_digit_plainly, letter_runs_plainly
from newsclean.extract.page_kind import count_wide_plainly
from newsclean.normalize.text import LEADS, TRAILS, all_clean_plainly, clean_text
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
    assert words.count_wide([text, "a", text]) == count_wide_plainly([text, "a", text])


@settings(max_examples=500, deadline=None)
@given(st.one_of(st.text(), st.text(st.sampled_from(_EDGES + "\u0665\u00b2"))))
def test_both_find_the_same_letters_and_digits(text: str) -> None:
    assert words.letter_runs(text) == letter_runs_plainly(text)
    assert words.has_digit(text) == has_digit_plainly(text)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(), st.text(st.sampled_from(_EDGES + "\u00df\u0130 AB"))))
def test_both_fold_alike(text: str) -> None:
    assert words.fold(text) == fold_plainly(text)
    assert words.squeeze(text) == squeeze_plainly(text)


_SPACES = "a é\xa0\x85\x1c\x1f\x7f\t\n\u2003\u3000码\U0001f600"


@settings(max_examples=500, deadline=None)
@given(st.one_of(st.text(), st.text(st.sampled_from(_SPACES))))
def test_both_make_the_same_line(text: str) -> None:
    assert words.one_line(text) == one_line_plainly(text)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(st.text(), st.text(st.sampled_from(_SPACES + "&<>;")))))
def test_both_gather_the_same(texts: list[str]) -> None:
    texts += ["a" * 4999 + "b c", "fish &amp;amp; <i>chips</i>"]
    pairs = tuple((str(len(text) % 3), text) for text in texts)
    assert words.gather(pairs, plain, LONGEST) == gather_plainly(pairs)


def test_each_character_folds_the_same() -> None:
    for code in range(0x110000):
        text = f"{chr(code)}x_{chr(code)}"
        assert words.fold(text) == fold_plainly(text)
        assert words.squeeze(text) == squeeze_plainly(text)
        assert words.one_line(text) == one_line_plainly(text)


def test_each_character_counts_the_same() -> None:
    for code in range(0x30000):
        letter = chr(code)
        assert words.count_words(letter + "x" + letter) == count_words_plainly(
            letter + "x" + letter
        )
        assert words.letter_runs(letter) == letter_runs_plainly(letter)
        assert words.has_digit(letter) == has_digit_plainly(letter)


_CLEAN = st.text(
    st.sampled_from(
        "aé \n\u2019\u00c3\u00a9\u0301\u1161\u1100\uac00\u4e00\u3000\u3099\u304b\xad\u200b"
    )
)


@settings(max_examples=500, deadline=None)
@given(st.lists(st.one_of(st.text(max_size=12), _CLEAN), max_size=4))
def test_what_is_plain_is_clean(texts: list[str]) -> None:
    if words.all_plain(texts):
        assert all_clean_plainly(texts)
        assert [clean_text(text) for text in texts] == texts


def test_no_character_that_is_plain_is_changed_or_joins_another() -> None:
    for code in range(0x30000):
        letter = chr(code)
        for text in (letter, f"a{letter}", f"\u1100{letter}", f"\uac00{letter}", f"か{letter}"):
            if words.all_plain([text]):
                assert clean_text(text) == text


def test_both_know_the_same_signs_of_broken_letters() -> None:
    assert (words.LEADS, words.TRAILS) == (LEADS, TRAILS)


def test_common_text_is_plain() -> None:
    plain = [
        "It\u2019s \u201copen\u201d \u2013 naïve café, Ärger",
        "码头，今天。",
        "Причал открыт",
        "부두",
        "",
    ]
    assert words.all_plain(plain)
    assert not words.all_plain(["two  blanks"])
    assert not words.all_plain(["a\u00c3\u00a9"])
