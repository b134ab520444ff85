"""Tables that were laid out with blanks: each cell becomes a line, column after column.

Tools such as inscriptis print the cells of a table side by side. Pages of old put menu, article
and side bar into one table, so a line of such a dump holds three unrelated things.
"""

from __future__ import annotations

import re

from newsclean.document.lines import Line, has_word, squeeze

# a gap between cells: three blanks or more, e.g. "Home   Sport     Weather"
_GAP = re.compile(r" {3,}|\t+")
_LONG = 40


def split_columns(lines: list[Line]) -> list[Line]:
    """Replace each run of lines with cells by its cells, in the order of columns."""
    out: list[Line] = []
    run: list[list[tuple[int, Line]]] = []
    for line in lines:
        cells = _cells(line)
        if len(cells) > 1 or (run and line.indent >= 3 and not line.bullet and not line.apart):
            run.append(cells)
            continue
        out.extend(_by_column(run))
        run = []
        out.append(line)
    out.extend(_by_column(run))
    return out


def _cells(line: Line) -> list[tuple[int, Line]]:
    """Return the cells of a line with the column at which each begins."""
    raw = line.raw
    cells: list[tuple[int, Line]] = []
    start = 0
    for gap in _GAP.finditer(raw):
        _add(cells, line, start, raw[start : gap.start()])
        start = gap.end()
    _add(cells, line, start, raw[start:])
    return cells


def _add(cells: list[tuple[int, Line]], line: Line, start: int, text: str) -> None:
    if has_word(text):
        first = not cells
        cell = line._replace(text=squeeze(text), apart=line.apart or not first, raw=text)
        cells.append((line.indent + start, cell._replace(bullet=line.bullet and first)))


def _by_column(run: list[list[tuple[int, Line]]]) -> list[Line]:
    """Order cells by column where they line up over the rows, else keep them row by row."""
    cells = [cell for row in run for cell in row]
    if len(run) > 1 and sum(len(line.text) > _LONG for _, line in cells) > 1:
        cells.sort(key=lambda cell: cell[0])
    return [line for _, line in cells]
