"""The trained labeller: choices, confidence, and pages that try its bounds."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean.document.parse import parse_html
from newsclean.extract.labellers.model import _EXPECTED, _FOUND, ModelLabeller, _found
from newsclean.extract.labellers.overlap import best_choice
from newsclean.records import Labelling


def label(html: str) -> Labelling:
    return ModelLabeller().label(parse_html(html))


def test_the_choice_has_the_greatest_expected_overlap() -> None:
    """Of two unsure blocks the long one is worth the risk where much else is sure."""
    beliefs = np.array([0.95, 0.45, 0.1], dtype=np.float32)
    keep, overlap = best_choice(beliefs, np.array([10, 40, 40], dtype=np.float32))
    assert keep.tolist() == [True, True, False]
    assert round(overlap, 4) == round(2 * 27.5 / (50 + 31.5), 4)


@given(st.lists(st.tuples(st.floats(0, 1, width=32), st.integers(0, 300)), min_size=1, max_size=30))
def test_no_other_cut_by_belief_has_a_greater_overlap(rows: list[tuple[float, int]]) -> None:
    beliefs = np.array([r[0] for r in rows], dtype=np.float32)
    words = np.array([r[1] for r in rows], dtype=np.float32)
    _, overlap = best_choice(beliefs, words)
    for cut in beliefs:
        kept = beliefs >= cut
        total = words[kept].sum() + (beliefs * words).sum()
        assert 2 * (beliefs * words)[kept].sum() <= (overlap + 1e-4) * total + 1e-4


@given(st.floats(0, 1.1) | st.sampled_from(_EXPECTED))
def test_the_quality_of_a_choice_is_read_off_as_numpy_does(overlap: float) -> None:
    assert _found(overlap) == np.interp(overlap, _EXPECTED, _FOUND)


def test_a_page_without_text_has_no_confidence() -> None:
    assert label("<html></html>").confidence == 0
    assert label("<html></html>").keep == ()


def test_a_hundred_thousand_blocks_are_judged() -> None:
    found = label("<main>" + "<p>One more line of a list that has no end." * 100_000)
    assert len(found.keep) == 100_000
    assert 0 <= found.confidence <= 1


def test_one_block_of_megabytes_is_judged() -> None:
    found = label("<p>" + "A sentence that goes on and on. " * 100_000)
    assert len(found.keep) == 1


@settings(max_examples=50)
@given(st.lists(st.text(min_size=1, max_size=60), min_size=1, max_size=12))
def test_any_mixture_of_scripts_is_judged(texts: list[str]) -> None:
    document = parse_html("".join(f"<p>{text}</p>" for text in texts))
    found = ModelLabeller().label(document)
    assert len(found.keep) == len(found.kinds) == len(found.scores) == len(document.blocks)
    assert all(0 <= score <= 1 for score in found.scores)
