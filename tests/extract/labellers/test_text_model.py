"""The trained labeller of flattened pages."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean.document.plaintext import parse_text
from newsclean.extract.labellers.choose import choose
from newsclean.extract.labellers.text_model import (
    TextModel,
    TextModelLabeller,
    choose_lines,
    headline_lines,
    shipped_model,
    without_islands,
)
from newsclean.options import ExtractOptions
from newsclean.records import Labelling

PROSE = "The old mill at Low Fallow burned down on Sunday night, and nobody was hurt, police said."
MENU = "Home\nSport\nNews\nWeather\nLog in"


def labelled(dump: str) -> Labelling:
    return TextModelLabeller().label(parse_text(dump))


def test_text_is_judged_by_the_model_unless_rules_are_asked() -> None:
    """The option chooses between the two labellers of text."""
    document = parse_text(PROSE)
    assert choose(document, ExtractOptions()).name == "text-model"
    assert choose(document, ExtractOptions(labeller="model")).name == "text-model"
    assert choose(document, ExtractOptions(labeller="rules")).name == "text-rules"


def test_same_text_gives_same_labelling() -> None:
    """Nothing is remembered between two pages, and nothing is random."""
    dump = f"{MENU}\n\n{PROSE}\n\n{PROSE} Again.\n\nPrint\nShare"
    first = labelled(dump)
    labelled("Something else\n" + PROSE[::-1])
    assert labelled(dump) == first


def test_menu_alone_holds_no_article() -> None:
    """Where no line is believed in, nothing is kept and the confidence is 0."""
    labelling = labelled(MENU)
    assert not any(labelling.keep)
    assert labelling.confidence == 0.0


def test_no_text_gives_an_empty_labelling() -> None:
    """A document without blocks has no scores, and no confidence."""
    labelling = labelled(" \n\n ")
    assert (labelling.keep, labelling.scores, labelling.confidence) == ((), (), 0.0)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=600) | st.lists(st.text(max_size=90), max_size=40).map("\n".join))
def test_any_text_is_labelled(text: str) -> None:
    """Whatever the text: one verdict a block, beliefs and confidence in 0..1."""
    document = parse_text(text)
    labelling = TextModelLabeller().label(document)
    assert len(labelling.keep) == len(labelling.scores) == len(document.blocks)
    assert all(0 <= score <= 1 for score in labelling.scores)
    assert 0 <= labelling.confidence <= 1


def huge(name: str, size: int) -> str:
    """Return a page of about `size` characters, or of a line for each hundred of them."""
    return {
        "prose": "\n\n".join([PROSE] * (size // 90)),
        "short lines": "\n".join(f"Item {i}" for i in range(size // 100)),
        "one line": PROSE.replace(",", "") * (size // 90),
        "one word": "x" * size,
        "every script": "\n".join(chr(0x20 + i % 0xD000) * (1 + i % 50) for i in range(size // 25)),
    }[name]


@pytest.mark.parametrize(
    "size", [200_000, pytest.param(10_000_000, marks=pytest.mark.soak)], ids=["0.2MB", "10MB"]
)
@pytest.mark.parametrize("name", ["prose", "short lines", "one line", "one word", "every script"])
def test_huge_pages_are_labelled(name: str, size: int) -> None:
    """Pages of ten megabytes or 100,000 lines get a verdict on every block."""
    document = parse_text(huge(name, size))
    labelling = TextModelLabeller().label(document)
    assert len(labelling.keep) == len(document.blocks) > 0
    assert 0 <= labelling.confidence <= 1


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.floats(0.25, 1), st.integers(1, 50)), min_size=1, max_size=8))
def test_choice_is_the_best_of_all_choices(lines: list[tuple[float, int]]) -> None:
    """No set of lines has a greater expected F1 than the one chosen."""
    scores = np.array([score for score, _ in lines], dtype=np.float32)
    size = np.array([float(words) for _, words in lines])
    right = float((scores * size).sum())

    def expected(chosen: tuple[int, ...]) -> float:
        taken = list(chosen)
        return 2 * float((scores * size)[taken].sum()) / (float(size[taken].sum()) + right)

    sets = (
        s for n in range(1, len(lines) + 1) for s in itertools.combinations(range(len(lines)), n)
    )
    assert choose_lines(scores, size)[1] == pytest.approx(max(map(expected, sets)), abs=1e-5)


def test_arrays_hold_the_whole_model() -> None:
    """What is written at half precision is read back the same."""
    model = shipped_model()
    again = TextModel.from_arrays(model.to_arrays())
    features = np.zeros((4, len(model.networks[0].mean)), dtype=np.float32)
    for one, other in zip(model.networks, again.networks, strict=True):
        np.testing.assert_array_equal(one.logits(features), other.logits(features))
    np.testing.assert_array_equal(model.tables.words, again.tables.words)
    np.testing.assert_array_equal(model.calibration, again.calibration)


def test_headline_stands_above_the_prose() -> None:
    """A line believed to be the headline is one only before the first kept prose."""
    beliefs = np.array([0.2, 0.9, 0.1, 0.9], dtype=np.float32)
    keep = np.array([False, True, True, True])
    size = np.array([1.0, 5.0, 40.0, 6.0])
    assert headline_lines(beliefs, keep, size).tolist() == [False, True, False, False]


def test_headline_is_text_only_where_asked() -> None:
    """The option that puts the headline first holds for plain text too."""
    dump = f"{MENU}\n\nOld mill at Low Fallow burned down\n\n{PROSE}\n\n{PROSE} Again."
    document = parse_text(dump)
    place = [b.text for b in document.blocks].index("Old mill at Low Fallow burned down")
    apart = TextModelLabeller().label(document).keep
    first = TextModelLabeller(headline="text").label(document).keep
    assert [i for i, (a, b) in enumerate(zip(apart, first, strict=True)) if a != b] == [place]
    assert first[place]


def test_doubtful_islands_go() -> None:
    """A line far from the article stays only where it is believed in."""
    keep = np.array([True] + [False] * 6 + [True] * 3)
    scores = np.array([0.5] + [0.1] * 6 + [0.9] * 3, dtype=np.float32)
    assert without_islands(keep, scores).tolist() == [False] * 7 + [True] * 3
    scores[0] = 0.8
    assert without_islands(keep, scores).tolist() == keep.tolist()
