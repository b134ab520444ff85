"""The compiled count of known words finds what its plain twin finds, in any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean.extract.fields.functionwords import _WORDS
from newsclean.extract.fields.vocabulary import PlainVocabulary

kernel = pytest.importorskip("newsclean.kernels.vocabulary", reason="no C compiler was here")

_LETTERS = st.sampled_from("abäи記")
_KNOWN = st.dictionaries(
    st.sampled_from(["en", "fr", "ru"]),
    st.lists(st.text(_LETTERS, min_size=1, max_size=8), max_size=9).map(" ".join),
)
_TEXTS = st.text(st.one_of(_LETTERS, st.sampled_from(" _5²\U0001d400\U0001f600"), st.characters()))


@settings(max_examples=400, deadline=None)
@given(_KNOWN, _TEXTS)
def test_both_count_the_same(known: dict[str, str], text: str) -> None:
    for all_of_it in (text, " ".join((text, *known.values(), text))):
        found = kernel.Vocabulary(known).count(all_of_it)
        assert found == PlainVocabulary(known).count(all_of_it)


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(" ".join(_WORDS.values()).split()), max_size=40), st.text())
def test_both_count_the_words_that_are_used(words: list[str], text: str) -> None:
    whole = f"{text} {' '.join(words)}"
    assert kernel.Vocabulary(_WORDS).count(whole) == PlainVocabulary(_WORDS).count(whole)


def test_more_than_the_tables_hold_is_refused() -> None:
    letters = "abcdefghij"
    many = " ".join(x + y + z for x in letters for y in letters for z in letters)
    with pytest.raises(ValueError, match="too many words"):
        kernel.Vocabulary({"en": many})
    with pytest.raises(ValueError, match="too many words or languages"):
        kernel.Vocabulary({str(number): "" for number in range(33)})
    for word in ("a" * 9, "a1", "\U0001d400"):
        with pytest.raises(ValueError, match="basic plane"):
            kernel.Vocabulary({"en": word})
