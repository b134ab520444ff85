"""The measures are those of ../shared/bench, which a user's copy lacks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import measures
from benchmarks.corpus import SHARED, shared_module

WORDS = st.lists(st.sampled_from(["the", "Pier,", "is", "open", "東京", "서울", "ไทย", "x2", "—"]))
TEXTS = WORDS.map(" ".join)
shared = pytest.mark.skipif(not SHARED.exists(), reason="no ../shared beside this tree")


def test_an_overlap_counted_by_hand() -> None:
    found = measures.overlap("a b c d e f", "x a b c d e")
    # gold has 3 runs of four words, the answer has 3, and 2 are in both
    assert (found.precision, found.recall, found.f1) == (2 / 3, 2 / 3, 2 / 3)
    assert not found.exact


def test_an_empty_answer_has_no_precision_and_counts_as_a_bad_page() -> None:
    empty = measures.overlap("a b c d e", "")
    assert (empty.precision, empty.recall, empty.f1) == (None, 0.0, 0.0)
    figures = measures.body([empty, measures.overlap("a b c d e", "a b c d e")])
    assert figures
    assert (figures.precision, figures.recall, figures.bad, figures.exact) == (1.0, 0.5, 0.5, 0.5)
    assert measures.body([]) is None


@shared
@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=6))
def test_bodies_have_the_figures_of_the_shared_scorer(pairs: list[tuple[str, str]]) -> None:
    theirs = shared_module("metrics").summarize([{"gold": g, "pred": p} for g, p in pairs])
    ours = measures.body([measures.overlap(g, p) for g, p in pairs])
    assert ours
    assert ours.f1 == pytest.approx(theirs["F1"])
    assert (ours.precision, ours.recall) == pytest.approx((theirs["P"], theirs["R"]))
    assert (ours.clean, ours.bad) == pytest.approx((theirs["clean"], theirs["bad"]))
    assert ours.exact == pytest.approx(theirs["exact"])


@shared
@given(TEXTS, st.lists(TEXTS, max_size=3))
def test_snippets_are_counted_as_by_the_shared_scorer(text: str, wanted: list[str]) -> None:
    assert measures.snippets(text, wanted) == shared_module("metrics").snippets(text, wanted, ())[0]


@shared
@pytest.mark.parametrize("value", ["By Ada Quill", "Ada Quill; Ben Moss", ["ADA Quill", ""], None])
def test_names_are_compared_as_by_the_shared_scorer(value: object) -> None:
    assert measures.names(value) == shared_module("score").names(value)
