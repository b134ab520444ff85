"""Names that nothing marks: they count where they begin with a given name and nobody is named."""

from __future__ import annotations

import doctest

import pytest

from newsclean.extract.fields import givennames
from newsclean.extract.fields.givennames import has_given
from tests.extract.fields.pages import BODY, SENTENCE, fields_of, ld

_LAST = f"<p>{SENTENCE * 4}</p>"


def under_headline(html: str) -> str:
    """Return the page with this between headline and text."""
    return BODY.replace("</h1>", f"</h1>{html}")


def at_end(html: str) -> str:
    """Return the page with this after its last paragraph."""
    return BODY.replace(_LAST, _LAST + html)


@pytest.mark.parametrize(
    ("html", "names"),
    [
        ("<p>Julia Quill</p>", ("Julia Quill",)),
        ("<div>Zoë Quill</div>", ("Zoë Quill",)),
        ("<p>Share Article</p>", ()),
        ("<p>Browse Open Jobs</p>", ()),
        ("<h3>Julia Quill</h3>", ()),
        ("<p>Reviewed by</p><p>Julia Quill</p>", ()),
        ("<figure><figcaption>Julia Quill</figcaption></figure>", ()),
    ],
)
def test_a_name_alone_under_the_headline(html: str, names: tuple[str, ...]) -> None:
    assert fields_of(body=under_headline(html)).authors == names


@pytest.mark.parametrize(
    ("html", "names"),
    [
        ("<p>Martin Quill</p>", ("Martin Quill",)),
        ("<p>(Martin Quill)</p>", ("Martin Quill",)),
        ("<p>Martin Quill und Eva Holm</p>", ("Martin Quill", "Eva Holm")),
        ("<p>Book Now</p>", ()),
        ("<p>Martin Quill!</p>", ()),
        ('<p><a href="/q">Martin Quill</a></p>', ()),
        ("<p>Edited by</p><p>Martin Quill</p>", ()),
    ],
)
def test_a_signature_at_the_end(html: str, names: tuple[str, ...]) -> None:
    assert fields_of(body=at_end(html)).authors == names


def test_the_portrait_of_the_author() -> None:
    html = "<h3>Über die Autorin</h3><p>Julia Quill wrote on harbours for ten years.</p>"
    assert fields_of(body=at_end(html)).authors == ("Julia Quill",)
    assert fields_of(body=at_end(html.replace("Julia", "Pier"))).authors == ()


def test_the_only_author_s_page_that_is_linked() -> None:
    one = '<footer><a href="/authors/julia-quill">Julia Quill</a></footer>'
    two = one + '<footer><a href="/authors/eva-holm">Eva Holm</a></footer>'
    far = "".join(f"<p><b>Tides {n}</b></p>" for n in range(30))
    assert fields_of(body=BODY + far + one).authors == ("Julia Quill",)
    assert fields_of(body=BODY + far + two).authors == ()


def test_a_house_that_marks_itself_beats_an_unmarked_name() -> None:
    body = under_headline('<a rel="author" href="/x">Harrow News Agency</a><p>Julia Quill</p>')
    assert fields_of(body=body).authors == ("Harrow News Agency",)
    login = '<meta name="author" content="Harrow News Agency">'
    assert fields_of(login, under_headline("<p>Julia Quill</p>")).authors == ("Julia Quill",)


def test_a_named_person_beats_an_unmarked_one() -> None:
    head = ld('{"@type":"NewsArticle","author":{"@type":"Person","name":"Ada Quill"}}')
    assert fields_of(head, under_headline("<p>Julia Holm</p>")).authors == ("Ada Quill",)


def test_a_link_in_a_picture_s_legend_is_no_byline() -> None:
    legend = f'<p>{SENTENCE * 3}<a href="/writer/eva-holm">Eva Holm</a></p>'
    byline = '<p>By <a href="/writer/julia-quill">Julia Quill</a></p>'
    assert fields_of(body=under_headline(legend + byline)).authors == ("Julia Quill",)


def test_by_inside_a_line_needs_a_date_or_a_given_name() -> None:
    assert fields_of(body=under_headline("<p>Tides by Saint Harrow</p>")).authors == ()
    assert fields_of(body=under_headline("<p>Tides by Julia Quill</p>")).authors == ("Julia Quill",)
    dated = under_headline("<p>12 May 2025 by Harbour Quill</p>")
    assert fields_of(body=dated).authors == ("Harbour Quill",)


def test_a_role_in_a_line_of_its_own_is_no_second_author() -> None:
    html = '<p class="author">Ada Quill</p><p class="author">Senior Writer</p>'
    assert fields_of(body=under_headline(html)).authors == ("Ada Quill",)


@pytest.mark.parametrize("name", ["Jürgen Quill", "Алексей Перо", "Łukasz Q.", "Dr. Eva Holm"])
def test_given_names_with_accents_and_titles(name: str) -> None:
    assert has_given(name)


@pytest.mark.parametrize("name", ["", "Julia", "Share Article", "- x", "Dr. Holm"])
def test_what_begins_with_no_given_name(name: str) -> None:
    assert not has_given(name)


def test_doctests() -> None:
    assert doctest.testmod(givennames).failed == 0
