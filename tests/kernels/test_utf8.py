"""The compiled count of characters is that of its plain twin, on any bytes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean.document.charset import length_plainly

utf8 = pytest.importorskip("newsclean.kernels.utf8", reason="no C compiler was here")

# Where forms of two, three and four bytes begin and end, and what stands beside them.
_EDGES = [0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1]
_EDGES += [0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF]
_BYTES = st.one_of(
    st.binary(max_size=80),
    st.lists(st.sampled_from(_EDGES), max_size=6).map(bytes),
    st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass")),
)


@settings(max_examples=1000, deadline=None)
@given(_BYTES, st.integers(0, 70))
def test_both_count_the_same(body: bytes, before: int) -> None:
    body = b"x" * before + body
    assert utf8.length(body) == length_plainly(body)


def test_every_sequence_of_two_edges_between_letters() -> None:
    for first in range(256):
        for second in _EDGES:
            for third in (*_EDGES, 0x41):
                body = bytes((0x41, first, second, third, 0x80, 0x41))
                assert utf8.length(body) == length_plainly(body), body


def test_text_cut_anywhere_is_counted_or_refused_alike() -> None:
    text = ("Der Kran steht. Кран стоит. 起重机。🏗 " * 9).encode()
    for size in range(len(text)):
        assert utf8.length(text[:size]) == length_plainly(text[:size])
