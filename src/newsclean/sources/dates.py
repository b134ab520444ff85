"""Dates as feeds and sitemaps write them -> RFC 3339, keeping the offset that was given."""

from __future__ import annotations

import re
from datetime import datetime
from email.utils import parsedate_to_datetime

_ISO = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?(?:[.,]\d+)?\s*(Z|[+-]\d\d:?\d\d)?)?",
    re.I,
)


def feed_date(text: str | None) -> str | None:
    """Return a date of RFC 822 or W3C form as RFC 3339; None where it is neither.

    >>> feed_date("Thu, 19 Nov 2026 07:30:22 +0100"), feed_date("2026-11-15")
    ('2026-11-19T07:30:22+01:00', '2026-11-15')
    >>> feed_date("2026-11-15T10:00Z"), feed_date("yesterday")
    ('2026-11-15T10:00:00+00:00', None)
    """
    if not text:
        return None
    text = text.strip()[:64]
    match = _ISO.match(text)
    if match:
        return _iso(match)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment.isoformat(timespec="seconds")


def _iso(match: re.Match[str]) -> str | None:
    year, month, day, hour, minute, second, zone = match.groups()
    try:
        if hour is None:
            return datetime(int(year), int(month), int(day)).date().isoformat()
        written = f"{year}-{month}-{day}T{hour}:{minute}:{second or '00'}{(zone or '').upper()}"
        return datetime.fromisoformat(written).isoformat(timespec="seconds")
    except ValueError:  # a 31st of February
        return None
