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


SEARCHED = "Harrow pier news: will the old eastern pier be rebuilt?"
PRINTED = "Town votes to bring back its pier"


@pytest.mark.parametrize("source", ["json-ld", "og"])
@pytest.mark.parametrize("kicker", ["", "<span>Harbour</span> "])
def test_a_smaller_heading_below_a_line_is_the_headline_where_the_data_say_so(
    source: str, kicker: str
) -> None:
    """The first heading is for search engines; metas and `<title>` may well repeat it."""
    told = ld(f'{{"@type":"NewsArticle","headline":"{PRINTED}"}}')
    if source == "og":
        told = f'<meta property="og:title" content="{PRINTED}">'
    head = f"{told}<title>{SEARCHED}</title>"
    body = f"<h1>{SEARCHED}</h1><p>9 February 2026</p><h2>{kicker}{PRINTED}</h2>{TEXT}"
    fields = fields_of(head, body)
    assert (fields.title, fields.provenance["title"]) == (PRINTED, "h2")


@pytest.mark.parametrize(
    "between",
    [
        f"<h2>{PRINTED}</h2><p>9 February 2026</p>",
        f"<p>9 February 2026</p><h3>{PRINTED}</h3>",
        f"<p>9 February 2026</p><h2>{SENTENCE[:-2]}, as we heard: {PRINTED}</h2>",
    ],
    ids=["right below: a subtitle", "a lesser heading", "told is only its end"],
)
def test_no_other_smaller_heading_takes_the_first_ones_place(between: str) -> None:
    head = f'<meta property="og:title" content="{PRINTED}"><title>{SEARCHED}</title>'
    assert fields_of(head, f"<h1>{SEARCHED}</h1>{between}{TEXT}").title == SEARCHED


def test_a_section_that_title_names_loses_to_the_heading_of_the_social_title() -> None:
    head = '<title>News - Harrow</title><meta property="og:title" content="Pier rebuilt">'
    assert fields_of(head, f"<h1>News</h1><h1>Pier rebuilt</h1>{TEXT}").title == "Pier rebuilt"


def test_a_heading_that_is_told_whole_goes_before_one_that_is_a_part_of_the_title() -> None:
    head = '<meta name="dc.title" content="Pier data and what is made of them">'
    head += "<title>Pier data and what is made of them - How does Harrow count?</title>"
    body = f"<h2>How does Harrow count?</h2><h2>Pier data and what is made of them</h2>{TEXT}"
    assert fields_of(head, body).title == "Pier data and what is made of them"


@pytest.mark.parametrize(("href", "title"), [("#", "Pier rebuilt"), ("/", "Harrow pier")])
def test_a_link_to_the_top_of_this_page_is_no_link_home(href: str, title: str) -> None:
    head = '<meta property="og:title" content="Harrow pier">'
    body = f'<h1><a href="{href}">Pier rebuilt</a></h1>{TEXT}'
    assert fields_of(head, body).title == title


SITE = "<title>Harbour council of the county of Harrow</title>"


@pytest.mark.parametrize("level", [2, 4, 6])
def test_where_title_alone_speaks_and_of_the_site_the_heading_above_the_text_is_the_headline(
    level: int,
) -> None:
    body = f"<h3>Services</h3>{'<p>Room</p>' * 9}<h{level}>Pier rebuilt by May</h{level}>{TEXT}"
    fields = fields_of(SITE, body)
    assert (fields.title, fields.provenance["title"]) == ("Pier rebuilt by May", f"h{level}")


@pytest.mark.parametrize(
    ("more", "heading"),
    [
        ('<meta property="og:title" content="Money for the east of town">', "Pier rebuilt by May"),
        ("", "Services"),
        ("", "<a href='/'>Harrow at sea</a>"),
    ],
    ids=["og:title speaks", "one word", "link home"],
)
def test_another_heading_above_the_text_is_not_it(more: str, heading: str) -> None:
    title = fields_of(SITE + more, f"<h3>{heading}</h3>{TEXT}").title
    assert title in ("Money for the east of town", "Harbour council of the county of Harrow")


def test_what_stands_behind_a_bar_is_no_headline_where_no_heading_tells() -> None:
    head = '<meta property="og:title" content="Pier rebuilt by May | Park of all the counties">'
    assert fields_of(head, TEXT).title == "Pier rebuilt by May"


def test_doctests() -> None:
    for module in (title, evidence, folding, addresses):
        assert doctest.testmod(module).failed == 0


def test_a_link_is_the_headline_only_of_a_page_without_a_heading() -> None:
    head = "<title>About the pier - Harrow</title>"
    menu = '<ul><li><a href="/about">About the pier</a></li></ul>'
    assert fields_of(head, f"{menu}<h1>Who keeps it open</h1>{TEXT}").title == "Who keeps it open"
    assert fields_of(head, f"{menu}<h2>Who keeps it open</h2>{TEXT}").title == "About the pier"


@pytest.mark.parametrize(
    ("heading", "told", "title"),
    [
        ("PIER TO BE REBUILT BY MAY", "Pier to Be Rebuilt by May", "Pier to Be Rebuilt by May"),
        (
            "PIER TO BE REBUILT BY MAY",
            "Pier Is to Be Rebuilt by May",
            "Pier Is to Be Rebuilt by May",
        ),
        ("PIER TO BE REBUILT BY MAY", "The town has decided", "PIER TO BE REBUILT BY MAY"),
        ("PIER TO BE REBUILT BY MAY", "PIER IS TO BE REBUILT BY MAY", "PIER TO BE REBUILT BY MAY"),
        ("NATO", "Nato", "NATO"),
    ],
)
def test_capitals_give_way_to_the_same_words_as_a_source_writes_them(
    heading: str, told: str, title: str
) -> None:
    head = f'<meta property="og:title" content="{told}">'
    assert fields_of(head, f"<h1>{heading}</h1>{TEXT}").title == title


def test_a_paragraph_marked_as_the_first_heading_is_no_headline() -> None:
    head = '<meta property="og:title" content="Pier to be rebuilt">'
    assert fields_of(head, f"<h1>{SENTENCE * 3}</h1>{TEXT}").title == "Pier to be rebuilt"
