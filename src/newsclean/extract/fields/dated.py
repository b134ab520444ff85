"""A date as the page's readers saw it: with its time, in their zone, or anew."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timezone
from typing import NamedTuple

from newsclean.extract.fields.dates import Moment, days_apart

UTC = ("Z", "+00:00")
_WEAK = frozenset(("text", "time", "htmldate"))
_DATA = ("json-ld", "microdata")


class Dated(NamedTuple):
    """A moment and the name of the source that told it."""

    moment: Moment
    source: str


def with_time(winner: Dated, others: Sequence[Dated]) -> Dated:
    """Return the same day with a time where another source gives one."""
    if winner.moment.precision != "day":
        return winner
    same = (d for d in others if d.moment.day == winner.moment.day and d.moment.precision != "day")
    return next(same, winner)


def as_shown(winner: Dated, modified: Dated | None, others: Sequence[Dated]) -> Dated:
    """Return what readers see where it is the same publication in another zone, or a new one.

    A page that shows the day of its change as its date, unmarked, and its first publication
    nowhere, was published anew: what the data say stays in the conflicts.
    """
    local = _local(winner, others)
    if local is not winner:
        return local
    shown = [d for d in others if d.source in _WEAK]
    if not shown or any(d.moment.day == winner.moment.day for d in shown):
        return winner
    is_change = modified and modified.moment.day == shown[0].moment.day
    # beside a change on the day shown, only what can be a midnight is that day in another zone
    is_next = _is_next_day(winner.moment, shown[0].moment)
    if is_next and (not is_change or _may_be_midnight(winner.moment)):
        return shown[0]
    is_renewed = is_change and shown[0].moment.day > winner.moment.day
    return shown[0] if is_renewed and winner.source.startswith(_DATA) else winner


def _may_be_midnight(utc: Moment) -> bool:
    """Return whether a time in UTC is the beginning of a day in some zone of the earth.

    >>> _may_be_midnight(Moment("2018-12-31T23:00:00Z", "second"))
    True
    """
    instant = utc.instant()
    return instant.minute % 30 == 0 and instant.second == 0


def _is_next_day(utc: Moment, shown: Moment) -> bool:
    """Return whether a time in UTC falls on the day shown in some zone of the earth.

    >>> _is_next_day(Moment("2018-12-31T23:11:59Z", "second"), Moment("2019-01-01", "day"))
    True
    """
    if utc.offset not in UTC or days_apart(utc, shown) != 1:
        return False
    hour = int(utc.value[11:13])
    return hour >= 10 if shown.day > utc.day else hour < 12


def _local(winner: Dated, others: Sequence[Dated]) -> Dated:
    """Return a time given in UTC as the page shows it to its readers.

    Another source may give the same instant with an offset, or the same minutes without one: then
    the hours between the two are the page's offset. It is used where the day differs from that of
    UTC: the day that readers saw is the day of publication; else the value stays as written.
    """
    if winner.moment.offset not in UTC:
        return winner
    for other in others:
        moment = local_moment(winner.moment, other.moment)
        if moment:
            # the first that tells the offset: later lines may be those of other articles
            return Dated(moment, winner.source) if moment.day != winner.moment.day else winner
    return winner


def local_moment(utc: Moment, other: Moment) -> Moment | None:
    """Return an instant in the page's own offset, as the other statement of it tells.

    >>> utc = Moment("2023-12-25T22:03:00Z", "second")
    >>> local_moment(utc, Moment("2023-12-26T09:03", "minute")).value
    '2023-12-26T09:03:00+11:00'
    """
    if other.precision == "day" or utc.precision == "day" or other.offset in UTC:
        return None
    instant = datetime.fromisoformat(utc.value)
    shown = datetime.fromisoformat(other.value)
    if shown.tzinfo:
        if abs((shown - instant).total_seconds()) > 60:
            return None
        zone = shown.tzinfo
    else:
        ahead = shown.replace(second=0) - instant.replace(second=0, tzinfo=None)
        minutes = round(ahead.total_seconds() / 60)
        if not minutes or minutes % 30 or not -12 * 60 <= minutes <= 14 * 60:
            return None
        zone = timezone(ahead)
    local = instant.astimezone(zone)
    return Moment(
        local.isoformat(timespec="minutes" if utc.precision == "minute" else "seconds"),
        utc.precision,
    )
