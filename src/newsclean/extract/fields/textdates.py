"""Dates written in running text, in many languages: the day, the time if given, never a guess.

An offset is claimed only where the text writes one ("+02:00", "UTC"); a two-digit year, a bare
month or a day and month that could be either way round without a sign of which are left alone.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import lru_cache
from operator import attrgetter, itemgetter
from typing import Literal, NamedTuple

from newsclean.extract.fields.months import MONTHS
from newsclean.records import Precision

DayOrder = Literal["day_first", "month_first"]

_YEAR = r"(?:19[89]|20[0-9])\d"
# The look behind stands after the digits that it guards: a pattern that begins with a digit is
# sought by its first characters, three times as fast.
# "2026-02-09", "2026/2/9", "2026.02.09", "2026年2月9日", "2026년 2월 9일"
_YEAR_FIRST = re.compile(
    rf"({_YEAR})(?<!\d{{5}})(?:\s?[年년]\s?|[-/.])(\d\d?)(?:\s?[月월]\s?|[-/.])(\d\d?)(?!\d)"
)
# "09.02.2026", "9/2/2026", "9-2-2026"
_YEAR_LAST = re.compile(rf"(\d(?<!\d\d)\d?)([-/.])\s?(\d\d?)\2\s?({_YEAR})(?!\d)")
# "09 | 02 | 2026"
_BARRED = re.compile(rf"(\d(?<!\d\d)\d?) \| (\d\d?) \| ({_YEAR})(?!\d)")
# "09 February 2026", "9. Februar 2026", "9.Februar 2026", "9 de febrero de 2026", "9-Feb-2026"
_DAY_NAME = re.compile(
    rf"(\d(?<!\d\d)\d?)(?:(?:st|nd|rd|th|er|º)?[.,]?\s|[.-])(?:de\s"
    rf"|d['’])?([^\W\d_]{{3,12}})[.,]{{0,2}}[\s-](?:de\s|del\s)?({_YEAR})(?!\d)"
)
# "February 9, 2026", "Feb. 9th 2026"
_NAME_DAY = re.compile(
    rf"(?<![^\W\d_])([^\W\d_]{{3,12}})\.?\s(\d\d?)(?:st|nd|rd|th)?[.,]?\s({_YEAR})(?!\d)"
)
# what ends each of the last: "9, 2026"
_DAY_YEAR = re.compile(rf"\d(?:st|nd|rd|th)?[.,]?\s{_YEAR}(?!\d)")
# after a date: "T10:21", ", 10:21 Uhr", " at 4.05 p.m.", "10h21"; not the dots of another date
_TIME = re.compile(
    r"[^\d\n]{0,14}?(?<!\d)(\d\d?)[:.hH時时시]\s?(\d\d)(?::(\d\d))?(?![\d.]*\d)"
    r"\s?([AaPp]\.?\s?[Mm]\b)?\s?(Z\b|UTC\b|GMT\b|[+-]\d\d:?\d\d(?!\d))?"
)
# before a date: "10:21, 09.02.2026"
_TIME_BEFORE = re.compile(r"(?<!\d)(\d\d?):(\d\d)()\s?([AaPp]\.?\s?[Mm]\b)?()[^\d\n]{0,8}$")
_START, _PLACE = itemgetter(1), attrgetter("start")


class Found(NamedTuple):
    """A date in text: its RFC 3339 value, precision, and where in the text it stands."""

    value: str
    precision: Precision
    start: int
    end: int


def find_dates(text: str, order: DayOrder | None = None) -> list[Found]:
    """Return the dates of a short text in order; `order` settles 3/4/2025.

    >>> [(f.value, f.precision) for f in find_dates("09 February 2026 10:21")]
    [('2026-02-09T10:21', 'minute')]
    >>> find_dates("Montag, 9. März 2026, 7.05 Uhr")[0].value
    '2026-03-09T07:05'
    >>> find_dates("3/4/2025"), find_dates("3/4/2025", "month_first")[0].value
    ([], '2025-03-04')
    """
    found = [_timed(text, day, start, end) for day, start, end in _days(text, order)]
    return sorted(found, key=_PLACE) if len(found) > 1 else found


def first_place(text: str) -> int:
    """Return where the first date in a text begins, either way round; -1 where none is.

    >>> first_place("Harrow, 3/4/2025"), first_place("in 2025")
    (8, -1)
    """
    return min([start for _, start, _ in _days(text, "day_first")], default=-1)


def holds_date(text: str) -> bool:
    """Return whether a text holds a date, either way round.

    >>> holds_date("Harrow, 3/4/2025"), holds_date("in 2025")
    (True, False)
    """
    return bool(_days(text, "day_first"))


def first_date(text: str, order: DayOrder | None = None) -> Found | None:
    """Return the date that stands first in a short text.

    >>> first_date("Harrow, 9 March 2026 (updated 10 March 2026)").value
    '2026-03-09'
    """
    first = min(_days(text, order), key=_START, default=None)
    return _timed(text, *first) if first else None


def day_order(text: str) -> DayOrder | None:
    """Return which way round the page writes numeric dates, where one date of it can tell."""
    votes = {"day_first": 0, "month_first": 0}
    for match in _YEAR_LAST.finditer(text):
        first, second = int(match[1]), int(match[3])
        if first > 12 >= second:
            votes["day_first"] += 1
        if second > 12 >= first:
            votes["month_first"] += 1
    if votes["day_first"] == votes["month_first"]:
        return None
    return "day_first" if votes["day_first"] > votes["month_first"] else "month_first"


@lru_cache(maxsize=2048)
def _days(text: str, order: DayOrder | None) -> list[tuple[date, int, int]]:
    """Return the days in a text and where each stands; a line's neighbours ask for it again."""
    found: list[tuple[date, int, int]] = []
    if "20" not in text and "19" not in text:  # no year
        return found
    if "." in text or "-" in text or "/" in text or not text.isascii():
        for match in _YEAR_FIRST.finditer(text):
            found += _valid(match, match[1], match[2], match[3])
        for match in _YEAR_LAST.finditer(text):
            day, month = _ordered(match, order)
            if day:
                found += _valid(match, match[4], month, day)
    if " | " in text:
        for match in _BARRED.finditer(text):
            found += _valid(match, match[3], match[2], match[1])
    for match in _DAY_NAME.finditer(text):
        found += _valid(match, match[3], _month(match[2]), match[1])
    if _DAY_YEAR.search(text):
        for match in _NAME_DAY.finditer(text):
            found += _valid(match, match[3], _month(match[1]), match[2])
    return found


def _ordered(match: re.Match[str], order: DayOrder | None) -> tuple[str, str]:
    """Return day and month of a numeric date, or empty strings where they cannot be told apart."""
    first, second = match[1], match[3]
    if int(second) > 12 or (order == "month_first" and int(first) <= 12):
        return second, first
    if int(first) > 12 or order or match[2] == "." or first == second:
        return first, second
    return "", ""


def _month(name: str) -> str:
    name = name.casefold()
    return str(MONTHS.get(name if name.isascii() else unicodedata.normalize("NFC", name), 0))


def _valid(match: re.Match[str], year: str, month: str, day: str) -> list[tuple[date, int, int]]:
    try:
        return [(date(int(year), int(month), int(day)), match.start(), match.end())]
    except ValueError:
        return []


def _timed(text: str, day: date, start: int, end: int) -> Found:
    """Add the time that stands right behind or before a date."""
    after = _TIME.match(text, end, end + 40)
    time = _clock(after) if after else None
    if after and time:
        return Found(f"{day}T{time}", _precision(after), start, after.end())
    before = _TIME_BEFORE.search(text[max(0, start - 20) : start])
    time = _clock(before) if before else None
    if before and time:
        return Found(f"{day}T{time}", "minute", start, end)
    return Found(str(day), "day", start, end)


def _precision(match: re.Match[str]) -> Precision:
    return "second" if match[3] else "minute"


def _clock(match: re.Match[str]) -> str | None:
    hour, minute, second = int(match[1]), int(match[2]), int(match[3] or 0)
    half = (match[4] or "").lower()[:1]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    seconds = f":{second:02}" if match[3] else ""
    return f"{hour:02}:{minute:02}{seconds}{_offset(match[5] or '')}"


def _offset(written: str) -> str:
    """Return an offset as RFC 3339 writes it.

    >>> _offset("UTC"), _offset("+0200"), _offset("")
    ('Z', '+02:00', '')
    """
    if written in ("Z", "UTC", "GMT"):
        return "Z"
    return written if ":" in written or not written else f"{written[:3]}:{written[3:]}"
