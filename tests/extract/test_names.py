"""Names become tokens: letters, broken where case rises, each in the string it came from."""

import re

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from newsclean.extract import characters as chars
from newsclean.extract.names import NAME_BUCKETS, read_names, reduce_odds, reduce_parts

NAMES = st.lists(st.text(st.sampled_from("abAZ-_ 9é"), max_size=12), min_size=1, max_size=9)


@given(NAMES)
def test_tokens_are_cut_at_every_other_sign_and_where_case_rises(names: list[str]) -> None:
    found = read_names(names)
    words = [re.findall("[A-Z]+[a-z]*|[a-z]+", name) for name in names]
    expected = [int(chars.hash_words(w)[0]) % NAME_BUCKETS for some in words for w in some]
    assert found.buckets.tolist() == expected
    assert found.owner.tolist() == [i for i, some in enumerate(words) for _ in some]


def test_parts_reduced_together_are_as_reduced_alone() -> None:
    one = (np.array([1, -2, 3], np.float32), np.array([0, 0, 2]), 4)
    two = (np.array([5], np.float32), np.array([1]), 2)
    none = (np.zeros(0, np.float32), np.zeros(0, np.int64), 1)
    for part, reduced in zip((one, none, two), reduce_parts([one, none, two]), strict=True):
        assert reduced.tolist() == reduce_odds(*part).tolist()
