"""Rules for flattened pages."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean.document.plaintext import parse_text
from newsclean.extract.labellers.text_rules import TextRulesLabeller, best_run

PROSE = "The old mill at Low Fallow burned down on Sunday night, and nobody was hurt."


def kept(dump: str) -> list[str]:
    document = parse_text(dump)
    labelling = TextRulesLabeller().label(document)
    return [b.text for b, k in zip(document.blocks, labelling.keep, strict=True) if k]


def test_run_of_prose_is_kept() -> None:
    """Menu and footer lines around prose go, prose stays."""
    assert kept(f"Home\nSport\nNews\n\n{PROSE}\n\n{PROSE} Again.\n\nPrint\nShare\n© 2025") == [
        PROSE,
        PROSE + " Again.",
    ]


def test_heading_between_prose_is_kept_and_named() -> None:
    """A short line between two paragraphs is a heading of the article."""
    document = parse_text(f"Home\n\n{PROSE}\n\nWhat comes next\n\n{PROSE}")
    labelling = TextRulesLabeller().label(document)
    assert labelling.kinds[2] == "heading"
    assert labelling.keep == (False, True, True, True)


def test_no_prose_gives_no_article_and_no_confidence() -> None:
    """A menu alone holds no article."""
    labelling = TextRulesLabeller().label(parse_text("Home\nSport\nNews"))
    assert not any(labelling.keep)
    assert labelling.confidence == 0.0


def test_sentences_of_one_line_become_one_paragraph() -> None:
    """Pieces of a line that were cut apart for judging are one text again."""
    line = " ".join([PROSE] * 8)
    labelling = TextRulesLabeller().label(parse_text(line))
    assert labelling.texts is not None
    assert [block.text for block in labelling.texts] == [line]


def test_best_run_is_the_greatest_sum() -> None:
    """The scan finds what trying all runs finds."""
    assert best_run([-1, 2, -1, 3, -4, 2]) == (1, 4)
    assert best_run([-1, -2]) == (0, 0)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(-5, 5), max_size=12))
def test_best_run_against_all_runs(weights: list[int]) -> None:
    """No run has a greater sum than the one found."""
    start, end = best_run(weights)
    sums = [sum(weights[i:j]) for i in range(len(weights)) for j in range(i, len(weights) + 1)]
    assert sum(weights[start:end]) == max(sums, default=0)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=1500))
def test_any_text_is_judged(dump: str) -> None:
    """Every text gets one verdict a block and a confidence between 0 and 1."""
    document = parse_text(dump)
    labelling = TextRulesLabeller().label(document)
    assert len(labelling.keep) == len(labelling.scores) == len(document.blocks)
    assert 0.0 <= labelling.confidence <= 1.0
    assert all(0.0 <= score <= 1.0 for score in labelling.scores)
