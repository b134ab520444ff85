"""Dates in running text."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean.extract.fields import plaintext, textdates
from newsclean.extract.fields.textdates import day_order, find_dates
from newsclean.extract.labellers import merge, text_rules


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("09 February 2026 10:21", "2026-02-09T10:21"),
        ("Feb. 9th, 2026 at 4.05 p.m.", "2026-02-09T16:05"),
        ("2026-02-09T10:21:33+01:00", "2026-02-09T10:21:33+01:00"),
        ("2026-02-09 10:21 UTC", "2026-02-09T10:21Z"),
        ("Dienstag, 4. Februar 2025, 17.30 Uhr", "2025-02-04T17:30"),
        ("Publié le 11 janvier 2025 à 18h45", "2025-01-11T18:45"),
        ("7 de octubre de 2023", "2023-10-07"),
        ("18 мая 2024, 12:40", "2024-05-18T12:40"),
        ("5 Ιουνίου 2024 11:20", "2024-06-05T11:20"),
        ("2024年11月3日 09:15", "2024-11-03T09:15"),
        ("2024년 11월 3일", "2024-11-03"),
        ("12:05, 31.12.2023", "2023-12-31T12:05"),
        ("31/12/2023 12:05 AM", "2023-12-31T00:05"),
        ("22 sierpnia 2024 06:50", "2024-08-22T06:50"),
        ("8.Dezember 2010 um 09:43", "2010-12-08T09:43"),
        ("04-ago-2021", "2021-08-04"),
        ("4-Feb-2025 17:30", "2025-02-04T17:30"),
    ],
)
def test_written_dates(text: str, value: str) -> None:
    """Dates as pages write them become RFC 3339 with what the page gave and no more."""
    assert [found.value for found in find_dates(text)] == [value]


@pytest.mark.parametrize(
    "text",
    ["31.02.2024", "3/4/2025", "May 2024", "call 555-1234-2020", "9 Fallow 2024", "25:70", "1.2.3"],
)
def test_what_is_no_date(text: str) -> None:
    """Impossible, ambiguous and half dates are left alone."""
    assert find_dates(text) == []


def test_the_page_tells_the_order_of_day_and_month() -> None:
    """One date that can be read one way only settles the others."""
    assert day_order("25/12/2024 and 3/4/2025") == "day_first"
    assert day_order("12/25/2024 and 3/4/2025") == "month_first"
    assert day_order("3/4/2025") is None


def test_impossible_time_is_not_claimed() -> None:
    """A number that is no time leaves the date a day."""
    assert find_dates("9 February 2026 25:70")[0].precision == "day"


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=300) | st.text("0123456789./-: TZ", max_size=60))
def test_any_text_can_be_searched(text: str) -> None:
    """No text raises, and what is found lies inside it."""
    for found in find_dates(text, "day_first"):
        assert 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize("module", [textdates, plaintext, merge, text_rules])
def test_examples_in_docstrings(module: object) -> None:
    """The examples beside the rules hold."""
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]
