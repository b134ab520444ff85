"""Cleaning has one result, whether a text is found clean at a glance or cleaned step by step."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean.normalize import text as module
from newsclean.normalize.text import clean_text
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
    [("one two-three", 3), ("l'été à Łódź", 4), ("中文字 and 日本", 6), ("ไทย x", 4), ("", 0)],
)
def test_words_are_counted_and_single_characters_where_a_script_has_no_blanks(
    text: str, words: int
) -> None:
    assert count_words(text) == words
