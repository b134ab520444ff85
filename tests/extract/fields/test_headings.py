"""Headings whose parts ran into each other, and headings against each other."""

from __future__ import annotations

import doctest

import pytest

from newsclean.extract.fields import headings
from tests.extract.fields.pages import SENTENCE, fields_of, ld

TEXT = f"<p>{SENTENCE * 3}</p><p>{SENTENCE * 4}</p>"


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("<span>Harbour days</span>The pier opens", "Harbour days / The pier opens"),
        ("<span>27.01.2026</span>The pier opens", "The pier opens"),
        ("27.01.2026 – The pier opens", "The pier opens"),
        ("<span>: The pier opens</span>", "The pier opens"),
        ("-40 degrees on the pier", "-40 degrees on the pier"),
        ("3.5 metres of water", "3.5 metres of water"),
        ("27.01.2026", "27.01.2026"),
    ],
)
def test_parts_that_ran_together_come_apart(heading: str, title: str) -> None:
    head = '<meta property="og:title" content="Harbour days / The pier opens">'
    assert fields_of(head, f"<h1>{heading}</h1>{TEXT}").title == title


def test_a_section_that_heads_the_page_too_is_not_the_headline() -> None:
    head = "<title>Notices - Duty on tobacco rises in May</title>"
    body = f"<h1>Notices</h1><h2>Duty on tobacco rises in May</h2>{TEXT}"
    assert fields_of(head, body).title == "Duty on tobacco rises in May"


def test_a_name_of_the_site_that_holds_a_separator_comes_off() -> None:
    head = "<title>All about sheep | Woolly the Ram – a comic</title>"
    body = f"<h1>Woolly the Ram – a comic</h1><h1>All about sheep</h1>{TEXT}"
    assert fields_of(head, body).title == "All about sheep"


def test_of_two_headings_the_one_before_the_article_wins() -> None:
    head = "<title>The walks and ways of Harrow town</title>"
    below = "<h1>The ways and rows of Harrow town</h1>"
    body = f"<article><h1>Walks of Harrow</h1>{TEXT}</article>{below}"
    assert fields_of(head, body).title == "Walks of Harrow"


def test_what_more_of_the_data_call_the_headline_wins() -> None:
    head = (
        '<title>Harrow Daily - pier news</title><meta property="og:title" content="Pier rebuilt">'
    )
    head += '<meta name="twitter:title" content="Pier rebuilt">'
    assert fields_of(head, f"<h1>Pier news</h1><h1>Pier rebuilt</h1>{TEXT}").title == "Pier rebuilt"


def test_one_word_of_a_menu_is_not_the_headline() -> None:
    head = '<meta property="og:site_name" content="St Mary"><title>History - St Mary</title>'
    body = f"<ul><li>History</li><li>News</li></ul><h1>The choir since 1968</h1>{TEXT}"
    assert fields_of(head, body).title == "The choir since 1968"


def test_a_mark_before_a_heading_is_what_another_element_left() -> None:
    head = '<meta property="og:title" content="Harbour days: The pier opens">'
    assert fields_of(head, f"<h1>: The pier opens</h1>{TEXT}").title == (
        "Harbour days: The pier opens"
    )


ALL_SAY = (
    ld('{"@type":"NewsArticle","headline":"The pier opens"}')
    + '<meta property="og:title" content="The pier opens"><title>The pier opens</title>'
)


@pytest.mark.parametrize(
    ("rest", "title"),
    [
        ("<span>Ferries run from May</span>", "The pier opens"),
        ("(harrow.example) 87", "The pier opens"),
        ("/ Dec 2025", "The pier opens"),
        ("for ferries in May", "The pier opens for ferries in May"),
        (": ferries", "The pier opens : ferries"),
    ],
)
def test_a_subtitle_in_the_heading_comes_off_where_all_data_end_before_it(
    rest: str, title: str
) -> None:
    assert fields_of(ALL_SAY, f"<h1>The pier opens {rest}</h1>{TEXT}").title == title


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="og:title" content="The pier opens">',
        ALL_SAY.replace("<title>The pier opens</title>", ""),
        ALL_SAY.replace('content="The pier opens"', 'content="The pier opens Ferries run"')
        + '<meta name="twitter:title" content="The pier opens">',
    ],
    ids=["one source", "two sources", "og:title goes on"],
)
def test_fewer_sources_that_end_earlier_cut_nothing_off(head: str) -> None:
    heading = "The pier opens Ferries run from May"
    assert fields_of(head, f"<h1>{heading}</h1>{TEXT}").title == heading


def test_examples() -> None:
    assert doctest.testmod(headings).attempted
    assert doctest.testmod(headings).failed == 0
