"""Names of elements are told by words; a pattern is asked only where a word alone may mislead."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean.extract.fields import namesigns
from newsclean.extract.fields.namesigns import Sign, named_for, telling

_SIGNS = dict(zip("BYLINE CAPTION CREDIT COMMENT CRUMB TAG_LIST POST LIVE".split(),
                  namesigns._SIGNS, strict=True))  # fmt: skip
_WORDS = sorted({word for sign in _SIGNS.values() for word in (*sign.sure, *sign.unsure)})
_NAMES = st.lists(
    st.one_of(st.sampled_from([*_WORDS, "un", "no-", "s-count", "eur"]), st.text("aA -_İıſKé")),
    max_size=5,
).map("".join)


@settings(max_examples=500, deadline=None)
@given(st.lists(st.one_of(_NAMES, _NAMES.map(str.upper)), max_size=4))
def test_all_names_at_once_are_told_as_one_by_one(names: list[str]) -> None:
    found = telling(names)
    for sign in _SIGNS.values():
        assert named_for(sign, found) == {name for name in names if sign.fits(name)}


@pytest.mark.parametrize("name", _SIGNS)
def test_sure_words_are_in_the_pattern(name: str) -> None:
    sign: Sign = _SIGNS[name]
    for word in sign.sure:
        for written in (word, word.upper(), word.replace("k", "\u212a")):
            assert all(map(sign.is_meant, (written, f"un{written}s", f"x_{written}é")))
    assert all(re.fullmatch("[a-z_-]+", word) for word in (*sign.sure, *sign.unsure))
