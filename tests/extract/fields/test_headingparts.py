"""A kicker inside a heading is told from the headline by its element's name, and by the titles."""

from __future__ import annotations

import doctest

import pytest

from newsclean.extract.fields import headingparts
from tests.extract.fields.pages import TEXT, fields_of

KICKER, HEADLINE = "Old harbour", "Town votes to bring back its pier"


def title_of(heading: str, *told: str, below: str = "") -> str | None:
    """Return the title of a page with this heading, og:title, `<title>` and twitter:title."""
    names = (
        '<meta property="og:title" content="%s">',
        "<title>%s</title>",
        '<meta name="twitter:title" content="%s">',
    )
    head = "".join(name % text for name, text in zip(names, told, strict=False))
    return fields_of(head, f"<h1>{heading}</h1>{below}{TEXT}").title


def parts(kicker: str, headline: str = "headline", between: str = "") -> str:
    """Return what stands in a heading of two elements of these names."""
    return (
        f'<span class="{kicker}">{KICKER}</span>{between}<span class="{headline}">{HEADLINE}</span>'
    )


@pytest.mark.parametrize(
    "name",
    ["article__kicker", "dachzeile", "overline", "c-topline", "roofLine", "eyebrow", "pre-title"],
)
@pytest.mark.parametrize(
    "told", [f"{KICKER} - {HEADLINE}", f"{HEADLINE} – {KICKER}", f"{KICKER} | {HEADLINE}"]
)
def test_a_dash_or_bar_in_a_title_parts_kicker_and_headline(name: str, told: str) -> None:
    assert title_of(parts(name), told, told) == HEADLINE


def test_a_title_the_other_way_round_parts_them_though_another_joins_them() -> None:
    told = f"{HEADLINE} - {KICKER}", f"{KICKER}: {HEADLINE}"
    assert title_of(parts("dachzeile", between=" "), *told) == HEADLINE


def test_a_mark_that_may_be_part_of_a_headline_does_not_part_it() -> None:
    told = f"{KICKER} : {HEADLINE}"
    title = title_of(parts("kicker", between=" "), told, told)
    assert title is not None
    assert title.startswith(KICKER)


@pytest.mark.parametrize("name", ["kicker", "overline"])
def test_a_colon_in_the_titles_makes_one_headline_of_both(name: str) -> None:
    told = f"{KICKER}: {HEADLINE}"
    title = title_of(parts(name, between=" "), told, told)
    assert title is not None
    assert title.replace(":", "") == f"{KICKER} {HEADLINE}"


def test_a_dash_that_readers_see_in_the_headline_does_not_part_it() -> None:
    headline = "Town votes - and its pier comes back"
    heading = f'<span class="kicker">{KICKER}</span> <span>{headline}</span>'
    told = f"{KICKER}: {headline}"
    title = title_of(heading, told, told)
    assert title is not None
    assert title.endswith(headline)


@pytest.mark.parametrize(
    ("hidden", "expected"),
    [("visually-hidden", HEADLINE), ("overflow-hidden", f"{KICKER} – {HEADLINE}")],
)
def test_a_hidden_mark_between_two_parts_is_none_for_readers(hidden: str, expected: str) -> None:
    heading = parts("head_title", "text", between=f'<span class="{hidden}"> – </span>')
    told = f"{KICKER} – {HEADLINE}"
    assert title_of(heading, told, told) == expected


def test_what_is_named_for_a_kicker_may_stand_behind_a_hidden_colon() -> None:
    heading = (
        f'{HEADLINE}<span class="aural"> : </span>'
        '<small class="c-topline"><span class="aural">, Topic:</span> <span>Coast</span></small>'
    )
    assert title_of(heading, "Town votes") == HEADLINE


@pytest.mark.parametrize("name", ["kicker", "h1-small", "h1small"])
def test_a_kicker_comes_off_where_no_title_has_it(name: str) -> None:
    heading = f'<span class="{name}">{KICKER}</span> {HEADLINE}'
    assert title_of(heading, "Pier: what the town says about it") == HEADLINE


def test_a_sentence_that_goes_on_in_a_small_letter_has_no_kicker() -> None:
    heading = '<span class="small">How to</span> <span class="big">rebuild an old pier</span>'
    assert title_of(heading, "Pier: how it is done") == "How to rebuild an old pier"


@pytest.mark.parametrize("name", ["subtitle", "section"])
def test_a_first_element_of_another_name_needs_a_dash_right_behind_it(name: str) -> None:
    heading = f'<span class="{name}">{KICKER}</span> {HEADLINE}'
    assert title_of(heading, f"{KICKER} - {HEADLINE}") == HEADLINE
    elsewhere = f"{KICKER} {HEADLINE[:10]} - {HEADLINE[11:]}"
    assert title_of(heading, elsewhere) == f"{KICKER} {HEADLINE}"


def test_an_element_named_for_the_title_is_no_kicker_though_it_stands_first() -> None:
    heading = f'<span class="entry-title">{HEADLINE}</span> <span class="more">{KICKER}</span>'
    assert title_of(heading, f"{HEADLINE} - {KICKER}") == f"{HEADLINE} {KICKER}"


def test_another_kicker_in_the_titles_leaves_the_headline() -> None:
    heading = parts("dachzeile", between=" ")
    assert title_of(heading, f"Harbour: {HEADLINE}", f"Harbour: {HEADLINE}") == HEADLINE


def test_a_colon_of_the_headline_itself_stays() -> None:
    headline = "Pier: the town votes to bring it back"
    heading = f'<span class="kicker">{KICKER}</span> {headline}'
    assert title_of(heading, headline, headline) == headline


def test_a_heading_named_for_a_kicker_is_not_the_headline() -> None:
    head = f"<title>{HEADLINE} - Harbour update this week</title>"
    body = f'<h1 class="strapline">Harbour update this week</h1><h2>{HEADLINE}</h2>{TEXT}'
    assert fields_of(head, body).title == HEADLINE


def test_a_heading_with_a_kicker_right_below_the_first_is_no_subtitle() -> None:
    below = (
        f'<h2><span class="subline">{KICKER}</span> <span class="headline">{HEADLINE}</span></h2>'
    )
    searched = "Pier news: will the old eastern pier be rebuilt?"
    head = f'<meta name="title" content="{HEADLINE}"><title>{searched}</title>'
    assert fields_of(head, f"<h1>{searched}</h1>{below}{TEXT}").title == HEADLINE
    for plain in (
        f"{KICKER} {HEADLINE}",
        f'<b class="lead">{KICKER}</b> <b class="headline">{HEADLINE}</b>',
        f'<b class="subline">{HEADLINE}</b> <b class="headline"></b>',
    ):
        assert fields_of(head, f"<h1>{searched}</h1><h2>{plain}</h2>{TEXT}").title == searched


def test_the_first_heading_said_again_with_a_kicker_below_is_no_other_headline() -> None:
    whole = f"{KICKER}: {HEADLINE}"
    below = f'<h2><span class="kicker">{KICKER}</span> {HEADLINE}</h2>'
    assert title_of(whole, HEADLINE, whole, whole, below=below) == whole


def test_doctests_hold() -> None:
    result = doctest.testmod(headingparts)
    assert result.attempted
    assert not result.failed
