"""Relative dates ("2 hours ago", "вчера"): a day, and only where the time of the fetch is known."""

from __future__ import annotations

import re
from datetime import timedelta

from newsclean.extract.fields.dates import Moment, parse_date
from newsclean.extract.fields.letters import has_digit

# Words before or after a count that say it lies in the past.
_AGO = r"(?:ago|назад|тому|geleden|sedan|siden|sitten|önce|temu|πριν|ago\.|fa|atrás|前|전)"
_BEFORE = r"(?:vor|il y a|hace|há|πριν(?: από)?|acum|před|pred|prije|pre)"
_UNITS = {
    "minute": r"min(?:ute)?[sn]?|мин\w*|хв\w*|minut\w*|dakika|λεπτ\w*|分钟|分|분",
    "hour": r"hours?|hrs?|std\.?|stunden?|heures?|horas?|or[ae]|час\w*|годин\w*|uur|timm\w*"
    r"|timer?|tuntia?|saat|godzin\w*|ώρ\w*|小时|時間|시간|h",
    "day": r"days?|tage?n?|jours?|d[ií]as?|giorn[io]|dias?|дн\w*|день|dagen|dagar?|päivää"
    r"|gün|dni|dzień|ημέρ\w*|天|日|일",
    "week": r"weeks?|wochen?|semaines?|semanas?|settiman[ae]"
    r"|недел\w*|тижн\w*|weken|veckor|haftalar?"
    r"|tygodni\w*|εβδομάδ\w*|周|週間|주",
}
_LENGTHS = {"minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "week": 7.0}
_COUNTED = {
    unit: re.compile(
        rf"(?:\b{_BEFORE}\s(\d{{1,3}})\s(?:{words})\b|(?<!\d)(\d{{1,3}})\s?(?:{words})\s?{_AGO})",
        re.IGNORECASE,
    )
    for unit, words in _UNITS.items()
}
_YESTERDAY = re.compile(
    r"^\W*(?:yesterday|gestern|hier|ayer|ieri|ontem|вчера|вчора|gisteren|igår|i går|eilen|dün"
    r"|wczoraj"
    r"|χθες|昨天|昨日|어제)\b",
    re.IGNORECASE,
)
_TODAY = re.compile(
    r"^\W*(?:today|heute|aujourd.hui|hoy|oggi|hoje|сегодня|сьогодні|vandaag|idag|i dag|tänään"
    r"|bugün|dziś|dzisiaj|σήμερα|今天|今日|오늘)\b",
    re.IGNORECASE,
)


def may_be_relative(text: str) -> bool:
    """Return whether a short text can hold a relative date: a count, or a word that begins it.

    >>> may_be_relative("vor 3 Tagen"), may_be_relative("Yesterday"), may_be_relative("Share")
    (True, True, False)
    """
    return bool(has_digit(text) or _TODAY.match(text) or _YESTERDAY.match(text))


def relative_day(text: str, fetched_at: str | None) -> Moment | None:
    """Return the day that a relative date means, seen from the time of the fetch.

    >>> relative_day("2 hours ago", "2025-03-14T18:00:00Z")
    Moment(value='2025-03-14', precision='day')
    >>> relative_day("2 часа назад", None)
    >>> relative_day("vor 3 Tagen", "2025-03-14T18:00:00Z").value
    '2025-03-11'
    """
    now = parse_date(fetched_at) if fetched_at else None
    if now is None or len(text) > 60:
        return None
    days = _days(text)
    if days is None:
        return None
    return Moment(str((now.instant() - timedelta(days=days)).date()), "day")


def _days(text: str) -> float | None:
    if _TODAY.match(text):
        return 0.0
    if _YESTERDAY.match(text):
        return 1.0
    if not has_digit(text):
        return None
    for unit, pattern in _COUNTED.items():
        match = pattern.search(text)
        if match:
            return int(match[1] or match[2]) * _LENGTHS[unit]
    return None
