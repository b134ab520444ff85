"""A page published anew: its readers see another day than the one that its data call the first."""

from __future__ import annotations

from collections.abc import Sequence

from newsclean.extract.fields.dated import UTC, Dated
from newsclean.extract.fields.dates import Moment

_SHOWN = frozenset(("text", "time"))
_DATA = ("json-ld:d", "microdata", "meta")
_SURE = ("meta", "url")
_MINUTE = 60


def may_be_renewed(winner: Dated, modified: Dated | None, data: Sequence[Dated]) -> bool:
    """Return whether a date that is shown may take the winner's place, or complete it.

    Cheap, to be asked before anything shown is read; False is sure. A day may get a time, a time
    in UTC its offset. Another day is taken against data only: where a meta tells another one
    (`outvoted`), or a change is later (`as_shown`) or written with the same instant
    (`first_shown`).
    """
    moment = winner.moment
    if _lacks_zone(moment):
        return True
    if not winner.source.startswith(("json-ld", "microdata", "meta")):
        return False
    if any(d.moment.day != moment.day and d.source.startswith("meta") for d in data):
        return True
    if not modified:
        return False
    if modified.moment.day > moment.day:
        return True
    return _is_doubtful(winner, modified) and not _is_backed(winner, data)


def first_shown(winner: Dated, modified: Dated | None, others: Sequence[Dated]) -> Dated | None:
    """Return the earlier day that is shown where what the data call publication is doubtful."""
    if not modified or not _is_doubtful(winner, modified):
        return None
    if not winner.source.startswith(_DATA) or _is_backed(winner, others):
        return None
    shown = next((d for d in others if d.source in _SHOWN), None)
    return shown if shown and shown.moment.day < winner.moment.day else None


def stamped(winner: Dated, modified: Dated | None, others: Sequence[Dated]) -> Dated | None:
    """Return the day of the `<time>` beside the headline, where readers see no other.

    Neither what the data call publication nor their day of change may be shown. A time in the
    page's own zone stays, unless a change is later.
    """
    shown = [d for d in others if d.source in _SHOWN]
    if not shown or shown[0].source != "time" or not winner.source.startswith(_DATA):
        return None
    known = {winner.moment.day, modified.moment.day if modified else ""}
    if any(d.moment.day in known for d in shown):
        return None
    is_changed = modified is not None and modified.moment.day > winner.moment.day
    return shown[0] if is_changed or _lacks_zone(winner.moment) else None


def outvoted(winner: Dated, others: Sequence[Dated]) -> Dated | None:
    """Return the day that a common meta and the first date shown agree on, against JSON-LD alone.

    Neither the address nor anything else shown may speak for the day of JSON-LD.
    """
    shown = [d for d in others if d.source in _SHOWN]
    if not shown or not winner.source.startswith("json-ld:d"):
        return None
    if any(d.moment.day == winner.moment.day and d.source in (*_SHOWN, "url") for d in others):
        return None
    day = shown[0].moment.day
    told = any(d.source.startswith("meta") and d.moment.day == day for d in others)
    return shown[0] if told else None


def _is_doubtful(winner: Dated, modified: Dated) -> bool:
    """Return whether the data write one instant for both dates, or the change on an earlier day.

    Such a program knows only when it last wrote the page, and calls that its publication.
    """
    is_before = modified.moment.day < winner.moment.day
    return is_before or _are_one_instant(modified.moment, winner.moment)


def _lacks_zone(moment: Moment) -> bool:
    """Return whether what is shown may complete a date: a day, or a time in UTC."""
    return moment.precision == "day" or moment.offset in UTC


def _are_one_instant(one: Moment, other: Moment) -> bool:
    """Return whether two times are at most a minute apart, or one day both."""
    if one.precision == other.precision == "day":
        return one.day == other.day
    if "day" in (one.precision, other.precision) or bool(one.offset) != bool(other.offset):
        return False
    return abs((one.instant() - other.instant()).total_seconds()) <= _MINUTE


def _is_backed(winner: Dated, others: Sequence[Dated]) -> bool:
    """Return whether a common meta or the address tells the same day."""
    return any(d.source.startswith(_SURE) and d.moment.day == winner.moment.day for d in others)
