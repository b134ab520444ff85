"""Flattened text -> Document: lines of a careless dump become blocks, however the dump was made.

The order of repair: lines and their indentation (`lines`), cells of laid-out tables
(`columns`), lines cut at a width (`reflow`), sentences cut at inline elements (`reflow`), and
lines that hold a whole page (`sentences`). What is known of a line's place is kept as marks:
`apart` (a blank line before), `bullet`, `indent:N` (columns), `joined` (goes on in the same
paragraph as the block before).
"""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.document.columns import split_columns
from newsclean.document.lines import Line, read_lines
from newsclean.document.reflow import join_fragments, unwrap
from newsclean.document.sentences import split_long
from newsclean.records import Block, BlockKind, Document


def parse_text(text: str) -> Document:
    """Take flattened text apart into blocks in reading order; time is linear in its length.

    Never raises: text without a word gives a document without blocks.
    """
    lines = split_columns(read_lines(text))
    lines = split_long(join_fragments(unwrap(lines)))
    return Document(form="text", blocks=tuple(_blocks(lines)))


def _blocks(lines: list[Line]) -> Iterator[Block]:
    for line in lines:
        kind: BlockKind = "list_item" if line.bullet else "paragraph"
        yield Block(text=line.text, kind=kind, marks=_marks(line))


def _marks(line: Line) -> tuple[str, ...]:
    marks = []
    if line.apart:
        marks.append("apart")
    if line.bullet:
        marks.append("bullet")
    if line.joined:
        marks.append("joined")
    if line.indent:
        marks.append(f"indent:{line.indent}")
    return tuple(marks)
