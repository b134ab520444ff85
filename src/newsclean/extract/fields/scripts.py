"""A date of publication that only the page's scripts tell ("published_at": "2026-02-09")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

_DAY = re.compile(r"20[0-4]\d-[01]\d-[0-3]\d(?:[T ][0-9:.]{5,12}(?:Z|[+-]\d\d:?\d\d)?)?")
# What stands before a value: "published_at":" , \"datePublished\":\" , publishedDate = '
_SET = r"(?:\\{0,3}[\"']|&quot;)?\s*[:=]\s*(?:\\{0,3}[\"']|&quot;)$"
_PUBLISHED = re.compile(
    r"(?:date_?published|publish(?:ed)?_?(?:at|on|date|time)?|pub_?date|publication_?date)" + _SET,
    re.IGNORECASE,
)
_CREATED = re.compile(r"(?:date_?created|created_?(?:at|on|date|time)?)" + _SET, re.IGNORECASE)
_ABBR = re.compile(
    r"<abbr\s[^<>]{0,60}?class=[\"'][^\"'<>]{0,40}(?:published|dtstart|updated|date)[^<>]{0,60}?"
    r"title=[\"']([^\"'<>]{8,40})[\"']",
    re.IGNORECASE,
)
_BEHIND = 40
_MOST = 200


def date_in_scripts(source: str) -> str | None:
    r"""Return the first date that a script calls that of publication, else of creation.

    >>> date_in_scripts('{"createdAt":"2026-02-08","published_at":"2026-02-09T10:21:33+01:00"}')
    '2026-02-09T10:21:33+01:00'
    """
    created: str | None = None
    for match in islice(_DAY.finditer(source), _MOST):
        before = source[max(0, match.start() - _BEHIND) : match.start()]
        if _PUBLISHED.search(before):
            return match[0]
        if created is None and _CREATED.search(before):
            created = match[0]
    return created


def dates_in_abbr(source: str) -> Iterator[str]:
    """Yield the titles of abbreviations that hold a digit, as old blogs write their dates.

    >>> list(dates_in_abbr('<abbr class="published" title="2013-04-04T18:52">4 Apr</abbr>'))
    ['2013-04-04T18:52']
    """
    if "<abbr" in source:
        for match in islice(_ABBR.finditer(source), 8):
            if any(c.isdigit() for c in match[1]):
                yield match[1]
