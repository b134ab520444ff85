"""The compiled search for many words finds what its plain twin finds, on any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean.extract.fields.stems import PlainKinds, PlainStems

stems = pytest.importorskip("newsclean.kernels.stems", reason="no C compiler was here")

_LETTERS = st.sampled_from("abcä記\uffff")
_WORDS = st.lists(st.text(_LETTERS, min_size=1, max_size=5), max_size=6)
_TEXTS = st.text(st.one_of(_LETTERS, st.sampled_from(" \U0001f600xÿ"), st.characters()))


@settings(max_examples=400, deadline=None)
@given(_WORDS, _TEXTS)
def test_both_find_the_same(words: list[str], text: str) -> None:
    found = stems.Stems(*words).within(text)
    assert found == PlainStems(*words).within(text)


@settings(max_examples=500, deadline=None)
@given(st.lists(st.text("ab", min_size=1, max_size=6), max_size=6), st.text("abc", max_size=30))
def test_words_within_words_are_found(words: list[str], text: str) -> None:
    assert stems.Stems(*words).within(text) == PlainStems(*words).within(text)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.lists(st.text(_LETTERS, min_size=1, max_size=4), max_size=4), max_size=5),
    st.lists(st.one_of(_TEXTS, st.text("ABCab")), max_size=5),
)
def test_both_find_the_same_kinds(kinds: list[list[str]], names: list[str]) -> None:
    found = stems.Kinds(*map(tuple, kinds)).among(names)
    assert found == PlainKinds(*map(tuple, kinds)).among(names)


def test_names_that_are_one_object_are_looked_at_once() -> None:
    names = ["author"] * 300 + ["".join(("aut", "hor"))]
    for kind in (stems.Kinds, PlainKinds):
        assert kind(("author",)).among(names) == [("author", 1)] * 2


@pytest.mark.parametrize("kind", [stems.Stems, PlainStems])
def test_an_empty_word_is_refused(kind: type[PlainStems]) -> None:
    with pytest.raises(ValueError, match="empty word"):
        kind("a", "")


def test_more_than_the_tables_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="too many words"):
        stems.Stems(*(f"{number:05}" for number in range(9_999)))
    with pytest.raises(ValueError, match="basic plane"):
        stems.Stems("\U0001f600")
    with pytest.raises(ValueError, match="too many words"):
        stems.Kinds([f"{number:05}" for number in range(9_999)])
    with pytest.raises(ValueError, match="basic plane"):
        stems.Kinds(("\U0001f600",))
    with pytest.raises(ValueError, match="empty word"):
        stems.Kinds(("a", ""))
