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


def test_doctests() -> None:
    assert doctest.testmod(toldtitles).failed == 0
