"""Cleaning has one result, whether a text is found clean at a glance or cleaned step by step."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean.normalize import text as module
from newsclean.normalize.text import all_clean, clean_text
from newsclean.normalize.words import count_words

ODD = "ab \n\t\xa0\u00ad\u200b\u2028\x07éé\u0301Ã©â€™中ไ\ue000\ud800."


@given(st.text(st.sampled_from(ODD), max_size=12))
def test_the_glance_never_passes_what_the_steps_would_change(text: str) -> None:
    found = clean_text(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_is_clean", lambda text: False)
        assert clean_text(text) == found


def test_ordinary_text_is_clean_at_a_glance() -> None:
    assert module._is_clean("The mayor of Łódź said “no” — twice.")
    assert not module._is_clean("soft\u00adhyphen")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("one two-three", 3),
        ("l'été à Łódź", 4),
        ("中文字 and 日本", 6),
        ("ไทย x", 4),
        ("부두를 다시 짓는다", 3),
        ("", 0),
    ],
)
def test_words_are_counted_and_single_characters_where_a_script_has_no_blanks(
    text: str, words: int
) -> None:
    assert count_words(text) == words


@given(st.lists(st.text(st.sampled_from(ODD), max_size=6), max_size=4))
def test_texts_that_are_clean_together_are_clean_each(texts: list[str]) -> None:
    if all_clean(texts):
        assert [clean_text(text) for text in texts] == texts


def test_most_pages_are_clean_together() -> None:
    assert all_clean(["The pier", "is “open” at 9.", ""])
    assert not all_clean(["The pier", "is\u00adopen"])


@given(st.text(st.sampled_from("ab_1 .-'é№中ไั\u0301ア😀𝒜\ud800"), max_size=12))
def test_words_are_runs_of_letters_and_digits_or_one_character_alone(text: str) -> None:
    alone = "[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0e7f]"
    assert count_words(text) == len(re.findall(rf"{alone}|(?:(?!{alone})\w)+", text))
