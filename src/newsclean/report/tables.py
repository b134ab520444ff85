"""Tables that sort, as a report shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

_MOST_ROWS = 200


class Cell(msgspec.Struct, frozen=True):
    """A cell of a table: what it shows, what it is sorted by, and its bar as a share."""

    text: str
    sort: float | str | None = None
    bar: float | None = None


class Table(msgspec.Struct, frozen=True):
    """A table that sorts: a name, its columns, its rows, and how many rows were left out."""

    id: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    left_out: int = 0


def ordered(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return names and counts, the most first."""
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def number(value: int) -> Cell:
    """Return the cell of a number."""
    return Cell(f"{value:,}", value)


def table(key: str, title: str, columns: Sequence[str], rows: Sequence[tuple[Cell, ...]]) -> Table:
    """Return a table of no more than 200 rows."""
    left_out = max(0, len(rows) - _MOST_ROWS)
    return Table(key, title, tuple(columns), tuple(rows[:_MOST_ROWS]), left_out)
