"""Dates as text -> seconds since the epoch, for comparing ages; never for publishing."""

from __future__ import annotations

import functools
from datetime import UTC, datetime

from newsclean.records import Hints

_AHEAD = 86400.0


def moment(text: str | None, now: float) -> float | None:
    """Return a date as seconds; a plain day is its end, no offset is UTC, the far future is none.

    >>> moment("1970-01-02", 1e6), moment("1970-01-01T01:00:00+01:00", 0.0), moment("?", 0.0)
    (172800.0, 0.0, None)
    """
    seconds = _seconds(text) if text else None
    return seconds if seconds is not None and seconds <= now + _AHEAD else None


@functools.lru_cache(maxsize=4096)
def _seconds(text: str) -> float | None:
    try:
        when = datetime.fromisoformat(text)
        if when.tzinfo is None:
            when = when.replace(tzinfo=UTC)
        return when.timestamp() + (_AHEAD if len(text) == 10 else 0.0)
    except (ValueError, OverflowError):
        return None


def listed_at(hints: Hints | None, now: float) -> float | None:
    """Return when a listing says that a page was published, or last modified."""
    if hints is None:
        return None
    published = moment(hints.published, now)
    return published if published is not None else moment(hints.modified, now)


def start_of(text: str | None, now: float) -> float | None:
    """Return a date as seconds, a plain day being its start."""
    seconds = moment(text, now)
    return seconds - _AHEAD if seconds is not None and text and len(text) == 10 else seconds
