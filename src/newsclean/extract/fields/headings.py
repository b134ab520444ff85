"""Repairs of a heading whose parts ran into each other."""

from __future__ import annotations

import re
from collections.abc import Iterable

from newsclean.extract.fields.folding import fold, squeeze

_DATE_AHEAD = re.compile(r"\d\d?[./]\d\d?[./](?:19|20)\d\d(?=[^\W\d])")


def unglued(text: str, told: Iterable[str]) -> str:
    """Return a heading with its words apart as the data write them, and without a date before it.

    >>> unglued("Harbour daysThe pier opens", ["Harbour days / The pier opens"])
    'Harbour days / The pier opens'
    >>> unglued("27.01.2022The pier opens", [])
    'The pier opens'
    """
    size = len(text)
    for value in told:
        if size < len(value) < size + 8 and value != text:
            letters = squeeze(text)
            if squeeze(value) == letters and fold(value) != fold(text):
                return value
    if text[:1].isdigit() and (date := _DATE_AHEAD.match(text)):
        return text[date.end() :]
    return text
