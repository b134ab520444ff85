"""Dates that a reader sees: which line is the page's own, which is another's."""

from __future__ import annotations

import doctest

import pytest

from newsclean.extract.fields import datewords, scripts, shown
from tests.extract.fields.pages import BODY, SENTENCE, TEXT, fields_of, ld

DAY = "2026-02-09"


def under(html: str) -> str:
    """Return the page with something right under its headline."""
    return BODY.replace("</h1>", f"</h1>{html}")


@pytest.mark.parametrize(
    "html",
    [
        '<time datetime="2026-02-09">Monday</time>',
        "<p>9 February 2026</p>",
        "<p>By Ada Quill | February 9, 2026</p>",
        '<span class="date">9. Februar 2026</span>',
        "<p>Posted in Local by Ada on 9 February 2026</p>",
        "<p>09.02.26 | Harrow</p>",
        "<div><b>Feb</b> <b>09</b><b>2026</b></div>",
        "<p>2026年2月9日</p>",
        "<p>۲۰ بهمن ۱۴۰۴</p>",
        "<p>9 กุมภาพันธ์ 2569</p>",
        "<p>yesterday</p>",
        "<p>vor 1 Tag</p>",
        '<div class="comments-date">9 February 2026</div>',
        "<p>Last updated: 10 February 2026\nPublished: 9 February 2026</p>",
        "<p><span>09.02.26</span><span>12:44</span></p>",
        "<p>By Ada QuillFeb 9, 202657 shares</p>",
        "<p>9 | 2 | 2026</p>",
        '<time datetime="2026-02-10">Today</time><p>Published on 9 February 2026</p>',
    ],
)
def test_the_day_beside_the_headline_is_that_of_publication(html: str) -> None:
    assert (fields_of(body=under(html)).published or "")[:10] == DAY


@pytest.mark.parametrize(
    "opening",
    [
        "(09.02.2026) ",
        "Harrow, 9 February 2026 – ",
        "09.02.2026 ",
        "9 February 2026: ",
        "Pressemitteilung vom 9. Februar 2026 | ",
    ],
)
def test_a_dateline_opens_the_article(opening: str) -> None:
    body = f"<article><h1>Pier</h1><p>{opening}{SENTENCE * 3}</p><p>{SENTENCE * 3}</p></article>"
    assert (fields_of(body=body).published or "")[:10] == DAY


@pytest.mark.parametrize(
    "html",
    [
        "<p>Member since: 9 February 2026</p>",
        "<p>Updated 9 February 2026</p>",
        "<p>© 2026 Harrow Daily</p>",
        "<p>The vote was held in the old town hall of Harrow on 9 February 2026.</p>",
    ],
)
def test_the_day_of_something_else_is_not_that_of_publication(html: str) -> None:
    body = f"<article><h1>Pier</h1>{html}<p>{SENTENCE * 4}</p><p>{SENTENCE * 4}</p></article>"
    assert fields_of(body=body).published is None


def test_a_dateline_may_open_a_later_paragraph_but_several_are_a_calendar() -> None:
    def page(*openings: str) -> str:
        paragraphs = "".join(f"<p>{opening}{SENTENCE * 3}</p>" for opening in openings)
        return f"<article><h1>Pier</h1>{paragraphs}</article>"

    assert fields_of(body=page("", "", "09.02.2026 ", "")).published == DAY
    assert fields_of(body=page("", "", "09.02.2026 ", "08.02.2026 ")).published is None


def test_a_stamp_below_the_headline_goes_before_those_above_it() -> None:
    others = "".join(f"<p><time datetime=2026-01-0{n}>Day {n}</time></p>" for n in (3, 4))
    page = others + under("<p><time datetime=2026-02-09>Today</time> by Ada Quill</p>")
    assert fields_of(body=page).published == DAY


def test_a_line_right_above_the_headline_goes_before_lines_far_below_it() -> None:
    teasers = "".join(f"<p>Teaser number {n}</p>" for n in range(30))
    body = f"<p>2 May 2025</p><h1>Pier to be rebuilt</h1>{teasers}<p>9 April 2025</p>{TEXT}"
    assert fields_of(body=body).published == "2025-05-02"


def test_an_element_named_for_the_date_goes_before_a_named_part_of_the_headline() -> None:
    heading = '<h1><span class="entry-title">Pier as on 2 May 2025</span> <b>to be rebuilt</b></h1>'
    body = f'{heading}<p>By Ada Quill <span class="post-date">9 June 2025</span></p>{TEXT}'
    assert fields_of(body=body).published == "2025-06-09"


def test_the_state_of_a_text_is_the_day_of_its_change() -> None:
    fields = fields_of(body=under("<p>Stand: 09.02.2026, 10:20 Uhr</p>"))
    assert (fields.published, fields.modified) == (None, "2026-02-09T10:20")


@pytest.mark.parametrize(
    "html",
    [
        "<p>Last updated:</p><p>9 February 2026</p>",
        "<div>Zuletzt aktualisiert</div><time datetime='2026-02-09'>gestern</time>",
        "<span>Letzte Änderung</span><p class=date>9.2.2026, 10:20</p>",
    ],
)
def test_a_label_of_a_change_may_stand_before_its_day(html: str) -> None:
    fields = fields_of(body=under(html))
    assert (fields.published, (fields.modified or "")[:10]) == (None, DAY)


@pytest.mark.parametrize(
    "before",
    [
        "<p>Updated 8 February 2026</p>",
        "<p>The council has updated all of its plans</p>",
        "<p>Published</p>",
        "<p>Local</p>",
        "<h4>Updates</h4>",
        '<p><a href="/updates">Updates</a></p>',
    ],
)
def test_whatever_else_stands_before_a_day_makes_no_change_of_it(before: str) -> None:
    html = f"{before}<p>9 February 2026</p>"
    assert fields_of(body=under(html)).published == DAY


def test_what_is_shown_goes_before_loose_names_and_after_strong_ones() -> None:
    page = under("<p>9 February 2026</p>")
    assert fields_of('<meta name="date" content="2026-02-07">', page).published == DAY
    strong = '<meta property="article:published_time" content="2026-02-05T10:00:00+01:00">'
    assert fields_of(strong, page).published == "2026-02-05T10:00:00+01:00"


def test_the_day_readers_saw_where_the_data_speak_of_utc() -> None:
    """In UTC it was still the 8th; the page shows the 9th and no time."""
    head = ld('{"@type":"NewsArticle","datePublished":"2026-02-08T23:11:00Z"}')
    fields = fields_of(head, under("<p>9 February 2026</p>"))
    assert (fields.published, fields.published_precision) == (DAY, "day")


def test_a_page_published_anew_says_so_and_keeps_the_first_day_as_a_conflict() -> None:
    head = ld(
        '{"@type":"NewsArticle","datePublished":"2024-05-06T10:00:00Z",'
        '"dateModified":"2026-02-09T10:00:00Z"}'
    )
    fields = fields_of(head, under("<p>9 February 2026</p>"))
    assert (fields.published or "")[:10] == DAY
    assert [c.value for c in fields.conflicts] == ["2024-05-06T10:00:00Z"]
    both = fields_of(head, under("<p>6 May 2024</p><p>Updated 9 February 2026</p>"))
    assert (both.published, both.modified) == ("2024-05-06T10:00:00Z", "2026-02-09T10:00:00Z")


def test_a_script_is_asked_after_everything_that_is_shown() -> None:
    script = '<script>var x = {"published_at": "2026-02-09T10:21:33+01:00"}</script>'
    assert fields_of(script).provenance["published"] == "script"
    assert fields_of(script, under("<p>7 February 2026</p>")).published == "2026-02-07"
    assert scripts.date_in_scripts(script) == "2026-02-09T10:21:33+01:00"
    assert scripts.date_in_scripts('{"startDate": "2026-02-09"}') is None


def test_doctests() -> None:
    for module in (shown, scripts, datewords):
        assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    "line",
    [
        "Zuletzt am 9. Februar 2026 um 13:22 Uhr geändert.",
        "Laatst op 9 februari 2026 bijgewerkt",
        "2026年2月9日 更新",
    ],
)
def test_a_word_of_change_may_stand_behind_its_date(line: str) -> None:
    fields = fields_of(body=under(f"<p>{line}</p>"))
    assert (fields.published, (fields.modified or "")[:10]) == (None, DAY)


@pytest.mark.parametrize(
    "line", ["2026-02-09, Aktualizacja: wczoraj", "9.02.2026 | Ostatnia aktualizacja:"]
)
def test_a_word_of_change_before_something_else_is_not_of_the_date_before_it(line: str) -> None:
    fields = fields_of(body=BODY.replace("</h1>", f"</h1><p>{line}</p>"))
    assert (fields.published, fields.modified) == ("2026-02-09", None)


def test_what_is_shown_goes_before_a_meta_of_an_unknown_name() -> None:
    head = '<meta name="xyz:publicationdate" content="2026-02-03">'
    assert (fields_of(head, under("<p>9 February 2026</p>")).published or "")[:10] == DAY
    assert fields_of(head).published == "2026-02-03"


def test_of_several_days_in_lists_of_other_articles_none_is_guessed() -> None:
    """Htmldate would take the latest of them."""
    days = ("01.11.2025", "28.10.2025", "17.10.2025", "02.10.2025")
    items = "".join(
        f'<li><a href="/{day}">News {day[:2]}</a><br><small>{day}</small></li>' for day in days
    )
    filler = "<p>Write to the harbour office.</p>" * 20
    assert fields_of(body=f"{BODY}{filler}<ul>{items}</ul>{filler}").published is None


def test_a_day_that_only_htmldate_finds_is_told_by_it() -> None:
    found = fields_of(body=f'{BODY}<span class="posted-on" title="2025-11-01"></span>')
    assert (found.published, found.provenance["published"]) == ("2025-11-01", "htmldate")
