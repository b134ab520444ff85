"""Days and months that an address holds."""

from __future__ import annotations

import re

from newsclean.address_parts import path_of

# "/2026/02/09/", "/2026-02-09-", "/20260209"
_YEAR_FIRST = re.compile(r"(?:/|-|_|=)((?:19|20)\d\d)([/_-]?)(\d\d?)\2(\d\d?)(?=[/_.\-?&]|$|[a-z])")
# "/29-10-2021"
_DAY_FIRST = re.compile(r"[/_=-](\d\d-\d\d-20\d\d)(?![^/_.?&-])")
_MONTH = re.compile(r"/((?:19|20)\d\d)/(0[1-9]|1[0-2])/(?!.*/(?:19|20)\d\d/)")
_LONGEST = 500


def date_in_url(url: str) -> str | None:
    """Return the day in an address, if it has one; as written where the year comes last.

    >>> date_in_url("https://a.example/2026/02/09/pier"), date_in_url("https://a.example/1234567")
    ('2026-02-09', None)
    >>> date_in_url("https://a.example/notices/09-02-2026")
    '09-02-2026'
    """
    path = path_of(url)[:_LONGEST]
    for match in _YEAR_FIRST.finditer(path):
        year, _, month, day = match.groups()
        if 1 <= int(month) <= 12 and 1 <= int(day) <= 31 and len(month) + len(day) >= 2:
            return f"{year}-{int(month):02}-{int(day):02}"
    last = _DAY_FIRST.search(path)
    return last[1] if last else None


def month_in_url(url: str) -> str:
    """Return the year and month of an address ("/2026/02/"), empty where it has none.

    >>> month_in_url("https://a.example/2026/02/pier"), month_in_url("https://a.example/pier")
    ('2026-02', '')
    """
    match = _MONTH.search(url)
    return f"{match[1]}-{match[2]}" if match else ""
