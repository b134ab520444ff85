"""Written dates become RFC 3339 with the page's offset and precision; the judge ranks sources."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean.extract.fields import addressdates, calendars, dates, dayorder, published
from newsclean.extract.fields.dates import parse_date
from newsclean.records import Hints
from tests.extract.fields.pages import BODY, SENTENCE, fields_of, ld


@pytest.mark.parametrize(
    ("text", "value", "precision"),
    [
        ("2026-02-09T10:21:33.5+0100", "2026-02-09T10:21:33+01:00", "second"),
        ("2026-02-09T10:21Z", "2026-02-09T10:21Z", "minute"),
        ("2026-02-09", "2026-02-09", "day"),
        ("20260209", "2026-02-09", "day"),
        ("2026-02-09T00:00:00Z", "2026-02-09", "day"),
        ("1770632493", "2026-02-09T10:21:33Z", "second"),
        ("1770632493000", "2026-02-09T10:21:33Z", "second"),
        ("Mon, 09 Feb 2026 10:21:33 +0100", "2026-02-09T10:21:33+01:00", "second"),
        ("Mon Feb 09 2026 10:21:33 GMT+0100 (CET)", "2026-02-09T10:21:33+01:00", "second"),
        ("Feb 9, 2026 10:21 AM EST", "2026-02-09T10:21-05:00", "minute"),
        ("9 Şubat 2026", "2026-02-09", "day"),
        ("2026年2月9日", "2026-02-09", "day"),
        ("20 بهمن 1404 - 10:21", "2026-02-09T10:21", "minute"),
        ("۱۴۰۴/۱۱/۲۰", "2026-02-09", "day"),
        ("9 กุมภาพันธ์ 2569", "2026-02-09", "day"),
        ("9 ก.พ. 2569 10:21 น.", "2026-02-09T10:21", "minute"),
        ("09 | 02 | 2026", "2026-02-09", "day"),
        ("9 फ़रवरी 2026", "2026-02-09", "day"),
    ],
)
def test_written_forms(text: str, value: str, precision: str) -> None:
    assert parse_date(text) == (value, precision)


@pytest.mark.parametrize("text", ["2 часа назад", "yesterday", "2023-13-45", "12345", "", "9:30"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse_date(text) is None


@given(st.text(max_size=300))
@settings(max_examples=300)
def test_any_text_gives_a_plain_day_or_nothing(text: str) -> None:
    moment = parse_date(text)
    assert moment is None or (len(moment.value) == 10) == (moment.precision == "day")


def test_persian_new_years_are_those_of_the_calendar_of_iran() -> None:
    """Days of Nowruz as published: 1375, 1400, 1403 and 1404."""
    days = [str(calendars.persian_to_gregorian(y, 1, 1)) for y in (1375, 1400, 1403, 1404)]
    assert days == ["1996-03-20", "2021-03-21", "2024-03-20", "2025-03-21"]


def test_published_and_modified_stay_apart() -> None:
    fields = fields_of(
        ld('{"@type":"NewsArticle","datePublished":"2026-02-08T08:00:00+01:00"}')
        + '<meta property="article:modified_time" content="2026-02-09T09:00:00+01:00">'
    )
    assert fields.published == "2026-02-08T08:00:00+01:00"
    assert fields.modified == "2026-02-09T09:00:00+01:00"
    assert fields.provenance["published"] == "json-ld:datePublished"
    assert fields.provenance["modified"] == "meta:article:modified_time"


def test_a_date_after_the_fetch_is_not_believed() -> None:
    """Fetched on 10 February: a publication on the 12th cannot be; the next source is asked."""
    fields = fields_of(
        '<meta property="article:published_time" content="2026-02-12T08:00:00Z">'
        '<meta name="date" content="2026-02-09">'
    )
    assert (fields.published, fields.published_precision) == ("2026-02-09", "day")


def test_sources_that_disagree_are_listed_as_conflicts() -> None:
    fields = fields_of(
        ld('{"@type":"NewsArticle","datePublished":"2026-02-08"}')
        + '<meta property="article:published_time" content="2026-01-02T08:00:00Z">'
    )
    assert [(c.field, c.value) for c in fields.conflicts] == [("published", "2026-01-02T08:00:00Z")]


def test_a_day_takes_its_time_from_a_source_of_the_same_day() -> None:
    fields = fields_of(
        ld('{"@type":"NewsArticle","datePublished":"2026-02-08"}')
        + '<meta property="article:published_time" content="2026-02-08T08:00:00+01:00">'
    )
    assert (fields.published, fields.published_precision) == ("2026-02-08T08:00:00+01:00", "second")


def test_a_time_in_utc_is_told_in_the_offset_that_the_page_shows() -> None:
    shown = BODY.replace("</h1>", "</h1><time>9 February 2026, 9.03</time>")
    fields = fields_of(ld('{"@type":"NewsArticle","datePublished":"2026-02-08T22:03:00Z"}'), shown)
    assert fields.published == "2026-02-09T09:03:00+11:00"


def test_month_and_day_are_ordered_as_elsewhere_on_the_page() -> None:
    for shown, other in (("03/02/2026", "31/01/2026"), ("02/03/2026", "01/31/2026")):
        page = BODY.replace("</h1>", f"</h1><p class=date>{shown}</p>") + f"<p>{other}</p>"
        assert fields_of(body=page).published == "2026-02-03"


def test_the_first_line_that_tells_the_offset_settles_it() -> None:
    """The hours of another article, further down, do not put this one into another zone."""
    head = ld('{"@type":"NewsArticle","datePublished":"2026-02-08T03:00:00Z"}')
    lines = "<p>8.2.2026, 05:00</p><p>7.2.2026, 20:00</p>"
    page = BODY.replace("</h1>", f"</h1>{lines}")
    assert (fields_of(head, page).published or "")[:10] == "2026-02-08"


def test_a_line_that_speaks_of_a_change_is_no_publication() -> None:
    page = f"<h1>Pier</h1><p>Updated 9 February 2026</p><p>{SENTENCE * 5}</p>"
    fields = fields_of(body=page)
    assert (fields.published, fields.modified) == (None, "2026-02-09")


def test_the_address_and_hints_come_last() -> None:
    url = "https://harrow.example/2026/02/07/pier"
    assert fields_of(url=url).provenance["published"] == "url"
    assert fields_of(hints=Hints(published="2026-02-06T08:00Z")).published == "2026-02-06T08:00Z"


@pytest.mark.parametrize("name", ["pier-08-02-2026", "8-2-2026"])
def test_a_day_in_an_address_may_be_written_with_the_year_last(name: str) -> None:
    """Which way round is told by the language, and two digits each make it a date."""
    fields = fields_of("<html lang=de>", url=f"https://harrow.example/notices/{name}")
    assert fields.published == ("2026-02-08" if "08" in name else None)


def test_what_scripts_tell_is_not_believed_after_the_last_change() -> None:
    script = '<script>var x = {"published_at": "2026-02-08T10:21:33+01:00"}</script>'
    changed = '<meta property="article:modified_time" content="2026-02-0{}T10:00:00+01:00">'
    before, after = fields_of(script + changed.format(7)), fields_of(script + changed.format(9))
    assert (before.published, (before.modified or "")[:10]) == (None, "2026-02-07")
    assert (after.published or "")[:10] == "2026-02-08"


def test_microdata_of_a_list_of_articles_date_none_of_them() -> None:
    item = '<div itemscope><meta itemprop="datePublished" content="2026-02-0{}"></div>'
    head = '<meta name="date" content="2026-01-09">'
    two, three = (BODY + "".join(map(item.format, range(1, n))) for n in (3, 4))
    assert fields_of(head, two).published == "2026-02-01"
    assert fields_of(head, three).published == "2026-01-09"


def test_doctests() -> None:
    for module in (dates, calendars, published, addressdates, dayorder):
        assert doctest.testmod(module).failed == 0
