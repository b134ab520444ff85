"""Output as a page shows it, against what really came out."""

from __future__ import annotations

import re
from difflib import unified_diff


def same(shown: str, came: str) -> bool:
    r"""Tell whether shown output fits; "..." or "…" stand for anything, blanks at ends for nothing.

    >>> same("Title: …, 2 words\n...\nend", "Title: A pier, 2 words\n1\n2\nend\n")
    True
    >>> same("2 articles", "3 articles")
    False
    """
    parts = re.split(r"\.\.\.|…", _tidy(shown))
    return re.fullmatch(".*?".join(map(re.escape, parts)), _tidy(came), re.S) is not None


def difference(shown: str, came: str) -> str:
    """Draw the difference, for a person."""
    lines = unified_diff(_tidy(shown).splitlines(), _tidy(came).splitlines(), "shown", "came")
    return "\n".join(lines)


def _tidy(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().splitlines())
