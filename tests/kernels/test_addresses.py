"""The compiled look at addresses finds whole what its plain twin does, on any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean.extract.fields.addresses import LONGEST, whole_plainly

addresses = pytest.importorskip("newsclean.kernels.addresses", reason="no C compiler was here")

_PARTS = st.sampled_from(
    ("http", "https", "://", ":/", "/", "a", "Z9", ".", "-", "_", "?", "#", "\\", " ", "\n", "%20")
)
_SIGNS = st.one_of(st.characters(), st.sampled_from("é\xa0\x85\u2003\u3000码\U0001f600\x1f\x00"))
_TEXTS = st.lists(st.one_of(_PARTS, _SIGNS), max_size=12).map("".join)


@settings(max_examples=3_000, deadline=None)
@given(st.sampled_from(("", "http://", "https://a", " https://a.example/", "https://a/b?")), _TEXTS)
def test_both_find_the_same_whole(begin: str, text: str) -> None:
    assert addresses.whole(begin + text) == whole_plainly(begin + text)


def test_each_character_is_the_same_in_each_part() -> None:
    for code in range(0x110000):
        letter = chr(code)
        for address in (
            f"https://{letter}a",
            f"https://a{letter}",
            f"https://a/{letter}b",
            f"https://a/?{letter}b",
        ):
            assert addresses.whole(address) == whole_plainly(address)


def test_neither_takes_a_longer_one() -> None:
    for more in (-1, 0, 1):
        address = "https://a.example/".ljust(LONGEST + more, "x")
        assert addresses.whole(f" {address} ") == whole_plainly(f" {address} ")
