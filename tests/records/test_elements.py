"""Elements kept in columns are the elements that were given, in order."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean.records import Element, Elements

_ELEMENTS = st.lists(st.builds(Element, st.integers(-1, 300), st.text(max_size=5), st.text()))


@given(_ELEMENTS, st.slices(12))
def test_what_was_given_is_what_is_there(elements: list[Element], part: slice) -> None:
    kept = Elements(elements)
    assert list(kept) == elements
    assert [kept[i] for i in range(len(kept))] == elements
    assert kept[part] == elements[part]
    assert kept.names == [element.names for element in elements]


@given(_ELEMENTS, _ELEMENTS)
def test_equal_are_those_of_equal_elements_only(one: list[Element], other: list[Element]) -> None:
    assert (Elements(one) == Elements(other)) is (one == other)


@given(_ELEMENTS)
def test_another_process_gets_the_same(elements: list[Element]) -> None:
    assert pickle.loads(pickle.dumps(Elements(elements))) == Elements(elements)


def test_one_that_is_not_there_is_refused() -> None:
    with pytest.raises(IndexError):
        Elements([Element(-1, "body")])[1]
