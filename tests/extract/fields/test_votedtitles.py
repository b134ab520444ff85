"""The headline of a page without a heading: what its titles agree on, without sections."""

from __future__ import annotations

import doctest

import pytest

from newsclean.extract.fields import votedtitles
from newsclean.extract.fields.evidence import Candidate
from newsclean.extract.fields.votedtitles import told_alone


def titled(*titles: str, sites: frozenset[str] = frozenset()) -> str | None:
    """Return what pages with these titles, each of another source, are called."""
    told = [Candidate(title, f"meta:{i}") for i, title in enumerate(titles)]
    winner = told_alone(told, sites)
    return winner.value if winner else None


def test_most_of_the_titles_win_and_rather_no_name_of_the_site() -> None:
    assert titled("Pier opens", "Harrow", "Harrow") == "Harrow"
    assert titled("Pier opens", "Harrow", "Harrow", sites=frozenset({"harrow"})) == "Pier opens"
    assert titled("Harrow", sites=frozenset({"harrow"})) == "Harrow"
    assert titled() is None


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("The old pier opens again - News", "The old pier opens again - News"),
        ("The old pier opens again - Town hall - News", "The old pier opens again"),
        (
            "The old pier opens again - after ten years - News",
            "The old pier opens again - after ten years - News",
        ),
        ("Pier - Town hall - News", "Pier - Town hall - News"),
        ("The old pier opens again | Town hall of Harrow", "The old pier opens again"),
    ],
)
def test_short_parts_in_a_row_at_the_end_are_sections(title: str, headline: str) -> None:
    assert titled(title) == headline


@pytest.mark.parametrize(
    ("other", "headline"),
    [
        ("Preview: The old pier", "The old pier"),
        ("Grand: The old pier", "Grand: The old pier"),
        ("The old pier", "Grand: The old pier"),
        ("Preview: A new pier", "Grand: The old pier"),
    ],
)
def test_titles_that_begin_otherwise_tell_the_headline_together(other: str, headline: str) -> None:
    assert titled("Grand: The old pier", other) == headline


def test_one_word_that_two_titles_end_with_is_no_headline() -> None:
    assert titled("Grand: Pier", "Preview: Pier") == "Grand: Pier"


def test_doctests_hold() -> None:
    result = doctest.testmod(votedtitles)
    assert result.attempted
    assert not result.failed
