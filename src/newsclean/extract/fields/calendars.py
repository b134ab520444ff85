"""Dates of the Persian and the Thai Buddhist calendar -> Gregorian.

Persian: the arithmetic 33-year cycle, exact for 1178 to 1633 AP (Birashk 1993, as in Behrooz
Parhami's algorithm). Thai: the Buddhist year is the Gregorian year + 543 (since 1941).
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from newsclean.extract.fields.months import MONTHS
from newsclean.records import Precision

_PERSIAN = {
    name: number
    for number, names in enumerate(
        (
            "فروردین فروردين",
            "اردیبهشت ارديبهشت",
            "خرداد",
            "تیر تير",
            "مرداد امرداد",
            "شهریور شهريور",
            "مهر",
            "آبان ابان",
            "آذر اذر",
            "دی دي",
            "بهمن",
            "اسفند",
        ),
        1,
    )
    for name in names.split()
}
# "20 بهمن 1404", "20 بهمن‌ماه 1404 - 10:21"
_PERSIAN_DATE = re.compile(
    r"(?<!\d)(\d\d?)\s(" + "|".join(sorted(_PERSIAN, key=len, reverse=True)) + r")"
    r"(?:\u200c?\s?ماه)?[،,]?\s(1[34]\d\d)(?!\d)"
)
# "1404/11/20", "1404-11-20"
_PERSIAN_NUMBERS = re.compile(r"(?<!\d)(1[34]\d\d)([/-])(\d\d?)\2(\d\d?)(?!\d)")
# "9 กุมภาพันธ์ 2569", "9 ก.พ. 2569", "9 ก.พ. 69"
_THAI_DATE = re.compile(
    r"(?<!\d)(\d\d?)\s?([\u0e00-\u0e7f.]{3,14})\s?(?:พ\.ศ\.\s?)?(25\d\d|[5-9]\d)(?!\d)"
)
_THAI = re.compile(r"[\u0e00-\u0e7f]")
_CLOCK = re.compile(r"[^\d\n]{0,16}?(?<!\d)(\d\d?)[:.](\d\d)(?::(\d\d))?(?!\d)")


def foreign_date(text: str) -> tuple[str, Precision] | None:
    """Return a Persian or Thai date of a text with ASCII digits, with its time if given.

    >>> foreign_date("20 بهمن 1404 - 10:21")
    ('2026-02-09T10:21', 'minute')
    >>> foreign_date("9 กุมภาพันธ์ 2569")
    ('2026-02-09', 'day')
    """
    found = None
    if "13" in text or "14" in text:  # so do the Persian years begin
        found = _persian(text)
    if not found and not text.isascii() and _THAI.search(text):
        found = _thai(text)
    if not found:
        return None
    day, end = found
    clock = _CLOCK.match(text, end, end + 30)
    if clock and int(clock[1]) < 24 and int(clock[2]) < 60:
        return f"{day}T{int(clock[1]):02}:{clock[2]}", "minute"
    return str(day), "day"


def _persian(text: str) -> tuple[date, int] | None:
    match = None if text.isascii() else _PERSIAN_DATE.search(text)
    if match:
        return _found(int(match[3]), _PERSIAN[match[2]], int(match[1]), match.end())
    return _numbers(text)


def _numbers(text: str) -> tuple[date, int] | None:
    match = _PERSIAN_NUMBERS.search(text)
    return _found(int(match[1]), int(match[3]), int(match[4]), match.end()) if match else None


def _found(year: int, month: int, day: int, end: int) -> tuple[date, int] | None:
    if not 1 <= month <= 12 or not 1 <= day <= (31 if month < 7 else 30):
        return None
    return persian_to_gregorian(year, month, day), end


def persian_to_gregorian(year: int, month: int, day: int) -> date:
    """Return the Gregorian day of a Persian one, by the 33-year cycle of leap years.

    >>> persian_to_gregorian(1404, 11, 20), persian_to_gregorian(1403, 12, 30)
    (datetime.date(2026, 2, 9), datetime.date(2025, 3, 20))
    """
    elapsed = year - 1
    leaps = (8 * elapsed + 29) // 33
    before = 31 * (month - 1) if month < 8 else 30 * (month - 1) + 6
    return date(622, 3, 21) + timedelta(365 * elapsed + leaps + before + day - 1)


def _thai(text: str) -> tuple[date, int] | None:
    match = _THAI_DATE.search(text)
    if not match:
        return None
    month = MONTHS.get(match[2].rstrip(".")) or MONTHS.get(match[2])
    year = int(match[3]) + (2500 if len(match[3]) == 2 else 0) - 543
    try:
        return date(year, month or 0, int(match[1])), match.end()
    except ValueError:
        return None
