"""Where a name ends, and words that are no names."""

from __future__ import annotations

import doctest

import pytest

from newsclean.extract.fields import nameends
from newsclean.extract.fields.nameends import is_no_name, is_of_page, run_together
from newsclean.extract.fields.people import split_names
from tests.extract.fields.pages import BODY, fields_of


def under_headline(html: str) -> str:
    """Return the page with this between headline and text."""
    return BODY.replace("</h1>", f"</h1>{html}")


@pytest.mark.parametrize(
    ("html", "names"),
    [
        ("<p>By Julia Quill December 2, 2025</p>", ("Julia Quill",)),
        ("<p>By Julia December 2, 2025</p>", ("Julia",)),
        ("<p>May 18, 2023 By Julia Quill In</p>", ("Julia Quill",)),
        ("<p>ByJ.R. Quill</p>", ("J.R. Quill",)),
        ("<p>Updated 3 March 2025 by Julia Quill. — Accessibility</p>", ("Julia Quill",)),
        ('<p class="author">Julia QuillResearch</p>', ("Julia Quill",)),
        ('<p class="author">Team BlueHarbour</p>', ("Team BlueHarbour",)),
        ('<p class="author">AuthorJulia Quill</p>', ("Julia Quill",)),
        ('<p class="author">Publiziert</p><p>von <a href="/author/jq">jquill</a></p>', ("jquill",)),
        ('<p class="author">Mehr Artikel von Julia Quill</p>', ("Julia Quill",)),
        ('<p class="author">Julia Quill vor 5 Stunden</p>', ("Julia Quill",)),
        ('<p class="author">Julia Quill\nChefredakteurin</p>', ("Julia Quill",)),
        (
            '<p class="author">Julia Quill Jan Peter Holm Ada Marie Pier</p>',
            ("Julia Quill", "Jan Peter Holm", "Ada Marie Pier"),
        ),
    ],
)
def test_what_clings_to_a_name_goes(html: str, names: tuple[str, ...]) -> None:
    assert fields_of(body=under_headline(html)).authors == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Julia Quill, DVM. Reviewed by Ben Holm, DVM", ["Julia Quill, DVM"]),
        ("Julia Quill, Projektleiterin der Werft", ["Julia Quill"]),
        ("Julia Quill Medical correspondent", ["Julia Quill"]),
        ("Rechtsanwältin Julia Quill", ["Julia Quill"]),
        ("Julia Quill, Ben Holm Julia Quill, Ben Holm", ["Julia Quill", "Ben Holm"]),
        ("Centre for Tides and Harbours", ["Centre for Tides and Harbours"]),
        ("Les Quais", ["Les Quais"]),
        ("Le 3 mai", []),
        ("Sat", []),
        ("2 hours ago, Julia Quill", ["Julia Quill"]),
        ("Julia Quill, dpa", ["Julia Quill", "dpa"]),
    ],
)
def test_names_in_one_string(text: str, names: list[str]) -> None:
    assert split_names(text) == names


def test_words_that_are_no_names() -> None:
    assert all(is_no_name(w) for w in ("Sat", "Auteur", "gestern", "Insights from", "2 hours ago"))
    assert not any(is_no_name(w) for w in ("Julia Quill", "aquill", "Sato", "Ada Byrne"))
    assert is_of_page("View Comments")
    assert not is_of_page("Julia Quill")
    assert run_together("The Harbour Council Votes Again") == []


def test_words_of_the_page_are_no_bare_names() -> None:
    beside = "<p>9 February 2026 | {}</p>"
    assert fields_of(body=under_headline(beside.format("View Comments"))).authors == ()
    assert fields_of(body=under_headline(beside.format("Zora Quill"))).authors == ("Zora Quill",)


def test_doctests() -> None:
    assert doctest.testmod(nameends).failed == 0
