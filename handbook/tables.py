"""Tables of Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table of cells that are Markdown already.

    >>> print(table(("key", "value"), [("a", "1")]), end="")
    | key | value |
    |---|---|
    | a | 1 |
    """
    lines = [head, *rows]
    drawn = ["| " + " | ".join(line) + " |" for line in lines]
    return "\n".join([drawn[0], "|" + "---|" * len(head), *drawn[1:]]) + "\n"


def cell(text: str) -> str:
    """Put text on one line, with its bars escaped."""
    return " ".join(text.split()).replace("|", "\\|")
