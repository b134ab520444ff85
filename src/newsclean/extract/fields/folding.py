"""Texts made alike for comparison."""

from __future__ import annotations

import re
from functools import lru_cache

_NOT_WORD = re.compile(r"[\W_]+")
_ASCII = {c: chr(c).lower() if chr(c).isalnum() else " " for c in range(128)}


@lru_cache(maxsize=2048)
def fold(text: str) -> str:
    """Return text for comparison: lower case, words only.

    >>> fold("“Pier” to be re-built!")
    'pier to be re built'
    """
    if text.isascii():
        return " ".join(text.translate(_ASCII).split())
    return _NOT_WORD.sub(" ", text.casefold()).strip()


@lru_cache(maxsize=2048)
def squeeze(text: str) -> str:
    """Return letters and digits only, in lower case.

    >>> squeeze("The Daily-Harrow")
    'thedailyharrow'
    """
    if text.isascii():
        return "".join(text.translate(_ASCII).split())
    return _NOT_WORD.sub("", text.casefold())
