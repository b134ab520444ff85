"""Texts made alike for comparison."""

from __future__ import annotations

import re
from functools import lru_cache

from newsclean.kernels import KIND

_NOT_WORD = re.compile(r"[\W_]+")
_ASCII = {c: chr(c).lower() if chr(c).isalnum() else " " for c in range(128)}


def fold_plainly(text: str) -> str:
    """Return text for comparison: lower case, words only.

    >>> fold_plainly("“Pier” to be re-built!")
    'pier to be re built'
    """
    if text.isascii():
        return " ".join(text.translate(_ASCII).split())
    return _NOT_WORD.sub(" ", text.casefold()).strip()


def squeeze_plainly(text: str) -> str:
    """Return letters and digits only, in lower case.

    >>> squeeze_plainly("The Daily-Harrow")
    'thedailyharrow'
    """
    if text.isascii():
        return "".join(text.translate(_ASCII).split())
    return _NOT_WORD.sub("", text.casefold())


if KIND == "compiled":
    from newsclean.kernels.words import fold as _fold
    from newsclean.kernels.words import squeeze as _squeeze
else:
    _fold, _squeeze = fold_plainly, squeeze_plainly

fold = lru_cache(maxsize=2048)(_fold)
squeeze = lru_cache(maxsize=2048)(_squeeze)
