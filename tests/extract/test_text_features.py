"""Measures of a flattened page's lines."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean.document.plaintext import parse_text
from newsclean.extract import text_features
from newsclean.extract.text_features import AT, COLUMNS, TextTables, describe, matrix

PROSE = "The ferry to Low Fallow was late again, and the harbour master blamed the fog."
DUMP = f"Home\nSport\n\n{PROSE}\n\n{PROSE} Nobody minded.\n\n* Share\n* Print\nHome\n© 2025"


def column(dump: str, name: str) -> list[float]:
    own = describe(parse_text(dump)).own
    values: list[float] = own[:, AT[name]].tolist()
    return values


def test_every_column_has_a_name() -> None:
    """As many columns as names, each name once."""
    assert describe(parse_text(DUMP)).own.shape == (8, len(COLUMNS))
    assert len(set(COLUMNS)) == len(COLUMNS)


def test_marks_of_the_dump_are_told() -> None:
    """Blank lines and bullets come through, also as what the next line has."""
    assert column(DUMP, "apart") == [1, 0, 1, 1, 1, 0, 0, 0]
    assert column(DUMP, "bullet") == [0, 0, 0, 0, 1, 1, 0, 0]
    assert column(DUMP, "next_bullet") == [0, 0, 0, 1, 1, 0, 0, 0]


def test_repeats_are_told() -> None:
    """A line that comes twice knows whether the other is before or after it."""
    assert column(DUMP, "repeated_after") == [1, 0, 0, 0, 0, 0, 0, 0]
    assert column(DUMP, "repeated_before") == [0, 0, 0, 0, 0, 0, 1, 0]


def test_run_of_prose_is_told() -> None:
    """The lines of the best run know that they are in it."""
    assert column(DUMP, "in_run") == [0, 0, 1, 1, 0, 0, 0, 0]


def test_windows_hold_their_neighbours() -> None:
    """A window of one before a line is the value of the line before."""
    words = column(DUMP, "words")
    assert column(DUMP, "words_before1")[1:] == pytest.approx(words[:-1], rel=1e-5)
    assert column(DUMP, "words_after1")[:-1] == pytest.approx(words[1:], rel=1e-5)


def test_words_of_the_prose_are_known() -> None:
    """A headline shares words with the prose below, a menu entry does not."""
    dump = f"Weather\nFerry late in the fog\n{PROSE}\n{PROSE.upper()}"
    assert column(dump, "known_words")[0] == 0
    assert column(dump, "known_words")[1] > 0.5


def test_parts_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page read in many parts has the same measures as one read at once."""
    document = parse_text(DUMP * 5)
    whole = describe(document)
    monkeypatch.setattr(text_features, "_PART", 50)
    parted = describe(document)
    np.testing.assert_array_equal(whole.own, parted.own)
    np.testing.assert_array_equal(whole.words, parted.words)
    np.testing.assert_array_equal(whole.owner, parted.owner)


def test_odds_reach_their_line() -> None:
    """What was learned of a word stands in the row of the line that holds it."""
    description = describe(parse_text("Share this\nThe fog lifted"))
    words = np.zeros(text_features.WORD_BUCKETS, dtype=np.float32)
    words[description.words[description.owner == 0]] = -2
    got = matrix(description, TextTables(words, np.zeros_like(words)))[:, len(COLUMNS) :]
    assert got[0, 1] == -2
    assert got[1].tolist() == [0] * 6


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_any_text_has_finite_measures(text: str) -> None:
    """No text makes a measure infinite or undefined."""
    document = parse_text(text)
    if document.blocks:
        assert np.isfinite(describe(document).own).all()
