"""Elements kept in columns are the elements that were given, in order."""

from __future__ import annotations

import pickle

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean.records import Element, Elements

_ELEMENTS = st.lists(st.builds(Element, st.integers(-1, 300), st.text(max_size=5), st.text()))


@given(_ELEMENTS)
def test_what_was_given_is_what_is_there(elements: list[Element]) -> None:
    kept = Elements.of(elements)
    assert list(kept) == elements
    assert [kept[i] for i in range(len(kept))] == elements
    assert all(element in kept for element in elements)
    assert kept.names == [element.names for element in elements]


@given(_ELEMENTS, _ELEMENTS)
def test_equal_are_those_of_equal_elements_only(one: list[Element], other: list[Element]) -> None:
    assert (Elements.of(one) == Elements.of(other)) is (one == other)


@given(_ELEMENTS)
def test_another_process_gets_the_same(elements: list[Element]) -> None:
    """A worker is asked by pickle and answers by MessagePack."""
    kept = Elements.of(elements)
    assert pickle.loads(pickle.dumps(kept)) == kept
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(kept), type=Elements) == kept


def test_one_that_is_not_there_is_refused() -> None:
    with pytest.raises(IndexError):
        Elements.of([Element(-1, "body")])[1]
