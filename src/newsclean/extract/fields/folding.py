"""Texts made alike for comparison."""

from __future__ import annotations

import re
from functools import lru_cache

from newsclean.kernels import KIND

_UNSEEN = str.maketrans("", "", "\u00ad\u200b\u2060\ufeff")  # stand inside words
_NOT_WORD = re.compile(r"[\W_]+")
_ASCII = {c: chr(c).lower() if chr(c).isalnum() else " " for c in range(128)}


def fold_plainly(text: str) -> str:
    r"""Return text for comparison: lower case, words only.

    >>> fold_plainly("“Pier” to be re-built!"), fold_plainly("Har\u00adbour")
    ('pier to be re built', 'harbour')
    """
    if text.isascii():
        return " ".join(text.translate(_ASCII).split())
    return _NOT_WORD.sub(" ", text.casefold().translate(_UNSEEN)).strip()


def squeeze_plainly(text: str) -> str:
    """Return letters and digits only, in lower case.

    >>> squeeze_plainly("The Daily-Harrow")
    'thedailyharrow'
    """
    if text.isascii():
        return "".join(text.translate(_ASCII).split())
    return _NOT_WORD.sub("", text.casefold())


def one_line_plainly(text: str) -> str:
    r"""Return text with single blanks for all white space, and none around it.

    >>> one_line_plainly(" to be\n rebuilt")
    'to be rebuilt'
    """
    return " ".join(text.split())


if KIND == "compiled":
    from newsclean.kernels.words import fold as _fold
    from newsclean.kernels.words import one_line as one_line
    from newsclean.kernels.words import squeeze as _squeeze
else:
    _fold, _squeeze, one_line = fold_plainly, squeeze_plainly, one_line_plainly

fold = lru_cache(maxsize=2048)(_fold)
squeeze = lru_cache(maxsize=2048)(_squeeze)


def sought(*words: str) -> frozenset[str]:
    """Return words as `may_hold` seeks them: folded, and with a dot on each i."""
    folded = set(map(fold, words))
    return frozenset(folded | {word.replace("ı", "i") for word in folded})


def may_hold(text: str, words: frozenset[str]) -> bool:
    r"""Return whether a text may hold one of the words `sought`, whatever their case.

    A quick look before a pattern that ignores case, where each match holds one of these words
    from its beginning to its end.

    >>> may_hold("The Daily-Harrow", sought("daily")), may_hold("Daily", sought("day", "aily"))
    (True, False)
    >>> may_hold("Har\u00adrow", sought("row"))  # to a pattern, a word begins there
    True
    """
    if not words.isdisjoint(fold(text).split()):
        return True
    # a pattern takes the first two for an "i"; the third is no letter until it is folded
    if text.isascii():
        return False
    return "ı" in text or "İ" in text or "\u0345" in text or _holds_unseen(text)


def _holds_unseen(text: str) -> bool:
    return "\u00ad" in text or "\u200b" in text or "\u2060" in text or "\ufeff" in text
