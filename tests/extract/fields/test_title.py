"""The headline, without what is not the headline."""

from __future__ import annotations

import doctest

import pytest

from newsclean.extract.fields import addresses, evidence, folding, title
from newsclean.records import Hints
from tests.extract.fields.pages import BODY, SENTENCE, TEXT, fields_of, ld


def test_the_visible_heading_wins_over_a_social_title() -> None:
    fields = fields_of('<meta property="og:title" content="You will not believe this pier">')
    assert (fields.title, fields.provenance["title"]) == ("Pier to be rebuilt", "h1")
    assert [c.value for c in fields.conflicts] == ["You will not believe this pier"]


def test_a_heading_that_names_the_site_is_not_the_headline() -> None:
    head = '<meta property="og:site_name" content="Harrow Daily"><title>Pier to be rebuilt</title>'
    body = f"<h1>Harrow Daily</h1><h2>Pier to be rebuilt</h2>{TEXT}"
    assert fields_of(head, body).title == "Pier to be rebuilt"


def test_a_heading_of_two_lines_is_read_by_line() -> None:
    head = "<title>Pier to be rebuilt</title>"
    assert fields_of(head, f"<h1>Harbour<br>Pier to be rebuilt</h1>{TEXT}").title == (
        "Pier to be rebuilt"
    )


def test_a_hint_is_used_where_the_page_says_nothing() -> None:
    assert fields_of(body=TEXT, hints=Hints(title="Pier rebuilt")).title == "Pier rebuilt"
    assert fields_of(body=TEXT).title is None


@pytest.mark.parametrize(
    "heading",
    [
        "Pier to be rebuilt by May | Opinion",
        "Pier to be rebuilt by May – Harrow Daily",
        "| Pier to be rebuilt by May",
    ],
)
def test_labels_come_off_the_heading(heading: str) -> None:
    head = '<meta property="og:site_name" content="Harrow Daily">'
    body = BODY.replace("Pier to be rebuilt", heading)
    assert fields_of(head, body).title == "Pier to be rebuilt by May"


def test_a_heading_cut_in_two_is_put_together_as_the_data_know_it() -> None:
    head = '<meta property="og:title" content="Pier to be rebuilt and widened by May">'
    body = BODY.replace("rebuilt</h1>", "rebuilt<br><br>and widened by May</h1>")
    assert fields_of(head, body).title == "Pier to be rebuilt and widened by May"


def test_a_headline_cut_by_its_own_quotes_is_not_believed() -> None:
    script = ld('{"@type":"NewsArticle","headline":"Mayor calls pier "unsafe" again","x":1}')
    head = script + '<meta property="og:title" content="Mayor calls pier unsafe again">'
    assert fields_of(head, f"<p>{SENTENCE * 5}</p>").title == "Mayor calls pier unsafe again"


def test_doctests() -> None:
    for module in (title, evidence, folding, addresses):
        assert doctest.testmod(module).failed == 0
