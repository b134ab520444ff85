"""The names of site and section come off what the data call the headline."""

from __future__ import annotations

import doctest

import pytest

from newsclean.extract.fields import toldtitles
from tests.extract.fields.pages import TEXT, fields_of, ld


@pytest.mark.parametrize(
    "head",
    [
        "<title>Pier to be rebuilt | Harrow Daily</title>",
        "<title>Pier to be rebuilt - Local - The Harrow Daily</title>",
        "<title>Harrow Daily » Pier to be rebuilt</title>",
        '<meta property="og:title" content="Pier to be rebuilt – Harrow Daily">',
        ld('{"@type":"NewsArticle","headline":"Pier to be rebuilt"}'),
        '<meta name="parsely-title" content="Pier to be rebuilt">',
        '<meta name="dc.title" content="Pier to be rebuilt">',
    ],
)
def test_site_and_section_come_off(head: str) -> None:
    """With and without the heading shown, and whatever source names it."""
    site = '<meta property="og:site_name" content="Harrow Daily">'
    for body in (TEXT, f"<h1>Pier to be rebuilt</h1>{TEXT}"):
        found = fields_of(site + head, body).title
        assert found in ("Pier to be rebuilt", "Pier to be rebuilt - Local")


def test_what_another_source_tells_ends_where_a_mark_without_blanks_goes_on() -> None:
    head = '<meta property="og:title" content="장동 부두를 다시 짓는다-지역ㅣ하로일보">'
    head += '<meta name="headline" content="장동 부두를 다시 짓는다">'
    assert fields_of(head, TEXT).title == "장동 부두를 다시 짓는다"


def test_a_word_with_a_hyphen_is_not_cut() -> None:
    head = ld('{"@type":"NewsArticle","headline":"Pier"}')
    head += '<meta property="og:title" content="Pier-Festival is opened | Harrow Daily">'
    head += '<meta name="twitter:title" content="Pier-Festival is opened | Harrow Daily">'
    assert (fields_of(head, TEXT).title or "").startswith("Pier-Festival is opened")


def test_the_part_of_title_that_heads_the_article_is_the_headline() -> None:
    head = "<title>Muffin basics : Muffin recipes</title>"
    body = f"<h1>Muffin recipes</h1><h2>Muffin basics</h2>{TEXT}"
    assert fields_of(head, body).title == "Muffin basics"


def test_a_heading_that_speaks_of_the_site_is_not_cut_off_as_its_name() -> None:
    head = '<meta property="og:site_name" content="Harrow Daily">'
    head += "<title>harrow.example - Outdoors - New maps of the sea on Harrow Daily</title>"
    body = f"<h1>Outdoors</h1><h2>New maps of the sea on Harrow Daily</h2>{TEXT}"
    assert fields_of(head, body).title == "New maps of the sea on Harrow Daily"


def test_the_sites_name_is_cut_off_though_it_heads_the_page() -> None:
    head = '<meta property="og:site_name" content="Harrow Sea">'
    head += '<meta property="og:title" content="Batteries - Harrow Sea"><title>Batteries</title>'
    assert fields_of(head, f"<h1>Harrow Sea</h1>{TEXT}").title == "Batteries"


def test_doctests() -> None:
    assert doctest.testmod(toldtitles).failed == 0
