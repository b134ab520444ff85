"""Written date -> RFC 3339, with the offset and the precision that the page gives.

Machine forms (ISO 8601, RFC 5322, seconds since 1970) first, then dates in words of many
languages and three calendars. Nothing is invented: no offset, no time, no century.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import NamedTuple

from newsclean.extract.fields.calendars import foreign_date
from newsclean.extract.fields.folding import one_line
from newsclean.extract.fields.letters import has_digit
from newsclean.extract.fields.months import MONTHS
from newsclean.extract.fields.textdates import DayOrder, first_date
from newsclean.records import Precision

_LONGEST = 200
_EARLIEST = 1981
_LATEST = 2100
# "2026-02-09T10:21:33.120+01:00", "2026-02-09 10:21", "20260209T102133Z", "2026-02-09"
_ISO = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)"
    r"(?:[T\s]{1,2}(\d\d?):?(\d\d)(?::?(\d\d)(?:[.,:]\d{1,9})?)?\s?"
    r"(Z|[A-Z]{2,4}|(?:UTC|GMT)?[+-]\d\d?(?::?\d\d)?)?)?(?:\[[\w/]{2,40}\])?$",
    re.IGNORECASE,
)
# "Mon, 09 Feb 2026 10:21:33 +0100", "Mon Feb 09 10:21:33 CET 2026"
_RFC = re.compile(
    r"(?:[A-Za-z]{3,9},?\s)?(\d\d?)[\s-]([A-Za-z]{3})[a-z]*[\s-](\d{4})\s(\d\d?):(\d\d)(?::(\d\d))?"
    r"\s?(Z|[A-Z]{2,4}|[+-]\d\d:?\d\d)?$"
)
_UNIX = re.compile(
    r"[A-Za-z]{3}\s([A-Za-z]{3})\s(\d\d?)\s(\d\d?):(\d\d):(\d\d)\s(?:([A-Z]{2,4}"
    r"|[+-]\d{4})\s)?(\d{4})$"
)
_JS = re.compile(
    r"[A-Za-z]{3}\s([A-Za-z]{3})\s(\d\d?)\s(\d{4})\s(\d\d?):(\d\d):(\d\d)\s(?:GMT|UTC)([+-]\d{4})"
)
_SPOKEN = re.compile(r"(?<!\d)(\d\d?)\s([\u0900-\u0dff]\S{1,14}),?\s((?:19|20)\d\d)(?!\d)")
_FOREIGN_DIGIT = re.compile(r"[^\D0-9]")
_EPOCH = re.compile(r"(\d{9,10})(\d{3})?(?:\.\d+)?$")
_MONTHS = {m: i for i, m in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
# Names of zones that mean one offset only ("IST", "CST" and "BST" mean several).
_ZONES = {
    "Z": "Z", "UTC": "Z", "GMT": "Z", "WET": "Z", "CET": "+01:00", "WEST": "+01:00",
    "CEST": "+02:00", "MEZ": "+01:00", "MESZ": "+02:00", "EET": "+02:00", "EEST": "+03:00",
    "MSK": "+03:00", "EST": "-05:00", "EDT": "-04:00", "CDT": "-05:00", "MST": "-07:00",
    "MDT": "-06:00", "PST": "-08:00", "PDT": "-07:00", "JST": "+09:00", "KST": "+09:00",
    "AEST": "+10:00", "AEDT": "+11:00", "NZST": "+12:00", "NZDT": "+13:00",
}  # fmt: skip
_OFFSET = re.compile(r"(?:Z|[+-]\d\d:\d\d)$")
_NAMED_ZONE = re.compile(r"\W{0,2}(" + "|".join(z for z in _ZONES if len(z) > 2) + r"|ET|PT)\b")


class Moment(NamedTuple):
    """A day, or a day and time: RFC 3339 (offset only where the page gave one) and precision."""

    value: str
    precision: Precision

    @property
    def day(self) -> str:
        """The day as written by the page, in its own zone."""
        return self.value[:10]

    def instant(self) -> datetime:
        """Return the moment as a datetime; without an offset where the page gave none."""
        return datetime.fromisoformat(self.value)

    @property
    def offset(self) -> str:
        """The offset that the page gave, or an empty string."""
        match = _OFFSET.search(self.value, 10)
        return match[0] if match else ""


@lru_cache(maxsize=2048)
def parse_date(text: str, order: DayOrder | None = None) -> Moment | None:
    """Return the first date in a value, or None for what is not surely one.

    >>> parse_date("2026-02-09T10:21:33.5+0100")
    Moment(value='2026-02-09T10:21:33+01:00', precision='second')
    >>> parse_date("9 Şubat 2026"), parse_date("2 часа назад")
    (Moment(value='2026-02-09', precision='day'), None)
    """
    text = ascii_digits(one_line(text[:_LONGEST]))
    if not has_digit(text):
        return None
    return _machine(text) or _worded(text, order)


def ascii_digits(text: str) -> str:
    """Return text with the decimal digits of every script as 0 to 9.

    >>> ascii_digits("۱۴۰۴ ๒๕๖๙")
    '1404 2569'
    """
    if text.isascii() or not _FOREIGN_DIGIT.search(text):
        return text
    return "".join(
        str(unicodedata.decimal(c)) if c.isdecimal() and not c.isascii() else c for c in text
    )


def is_plausible(moment: Moment, fetched_at: str | None) -> bool:
    """Return whether a page can have been published then: never over a day after the fetch."""
    year = int(moment.value[:4])
    if not _EARLIEST <= year <= _LATEST:
        return False
    if not fetched_at:
        return True
    limit = parse_date(fetched_at)
    return limit is None or _ordinal(moment.day) <= _ordinal(limit.day) + 1


def days_apart(one: Moment, other: Moment) -> int:
    """Return the days between two dates as written."""
    return abs(_ordinal(one.day) - _ordinal(other.day))


def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def _machine(text: str) -> Moment | None:
    if text[:1].isdigit():
        if match := _ISO.match(text):
            return _moment(*match.groups())
        if match := _EPOCH.match(text):
            moment = datetime.fromtimestamp(int(match[1]), UTC)
            return Moment(moment.strftime("%Y-%m-%dT%H:%M:%SZ"), "second")
    if ":" not in text:  # the others hold a time
        return None
    if match := _RFC.match(text):
        d, m, y, *clock = match.groups()
        return _moment(y, _number(m), d, *clock)
    if match := _UNIX.match(text):
        m, d, hour, minute, second, zone, y = match.groups()
        return _moment(y, _number(m), d, hour, minute, second, zone)
    if match := _JS.match(text):
        m, d, y, *clock = match.groups()
        return _moment(y, _number(m), d, *clock)
    return None


def _number(month: str) -> str:
    return str(_MONTHS.get(month.lower(), 0))


def _moment(
    year: str,
    month: str,
    day: str,
    hour: str | None = None,
    minute: str | None = None,
    second: str | None = None,
    zone: str | None = None,
) -> Moment | None:
    """Put a date together from its written parts; None where one is out of range."""
    y, m, d = int(year), int(month), int(day)
    h, mi, sec = int(hour or 0), int(minute or 0), int(second or 0)
    try:
        datetime(y, m, d, h, mi, sec)  # are the parts in range?
    except ValueError:
        return None
    written = f"{y:04}-{m:02}-{d:02}"
    if hour is None or (second and not h and not mi and not sec):
        # a time of 00:00:00 is how programs write a day
        return Moment(written, "day")
    offset = zone_offset(zone) if zone else ""
    if second is None:
        return Moment(f"{written}T{h:02}:{mi:02}{offset}", "minute")
    return Moment(f"{written}T{h:02}:{mi:02}:{sec:02}{offset}", "second")


def zone_offset(zone: str) -> str:
    """Return a zone as RFC 3339 writes it; empty where it may mean several.

    >>> zone_offset("+0200"), zone_offset("CET"), zone_offset("IST"), zone_offset("+2")
    ('+02:00', '+01:00', '', '+02:00')
    """
    zone = zone.upper().removeprefix("UTC").removeprefix("GMT") or zone.upper()
    if zone[:1] in ("+", "-"):
        hours, _, minutes = zone[1:].partition(":")
        if not minutes and len(hours) > 2:
            hours, minutes = hours[:-2], hours[-2:]
        if int(hours) > 14:
            return ""
        return f"{zone[0]}{int(hours):02}:{minutes or '00'}"
    return _ZONES.get(zone, "")


def _spoken(text: str) -> Moment | None:
    """Read "9 फ़रवरी 2026": in some scripts a month's name is not made of letters alone."""
    match = _SPOKEN.search(text) if "20" in text or "19" in text else None
    month = MONTHS.get(unicodedata.normalize("NFC", match[2].strip(".,"))) if match else None
    return _moment(match[3], str(month), match[1]) if match and month else None


def _worded(text: str, order: DayOrder | None) -> Moment | None:
    foreign = foreign_date(text)
    if foreign:
        return Moment(foreign[0], foreign[1])
    if not text.isascii() and (spoken := _spoken(text)):
        return spoken
    found = first_date(text, order)
    if found is None:
        return None
    value = found.value
    if found.precision != "day" and value[-1].isdigit() and len(value) in (16, 19):
        zone = _NAMED_ZONE.match(text, found.end)
        value += zone_offset(zone[1]) if zone else ""
    return Moment(value, found.precision)
