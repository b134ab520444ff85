"""The block being gathered: runs of inline content, and what of them is linked, bold or italic."""

from __future__ import annotations

import re

import msgspec

from newsclean.document.tags import BOLD, ITALIC, SILENT, unescape
from newsclean.records import Block, BlockKind

_WORD = re.compile(r"\w")
_BREAK = "\x00"  # cannot stand in parsed HTML: the WHATWG tokenizer replaces it


class Place(msgspec.Struct, frozen=True, gc=False):
    """Where the walk is: the block-level element, its kind, and the inline state."""

    element: int
    kind: BlockKind
    level: int | None
    link: int = -1
    style: int = 0


class Gatherer:
    """Gathers text as written in the markup into blocks.

    `pieces` holds the block being gathered; `linked`, `bold` and `italic` count its characters of
    that sort, `breaks` the line breaks since its last text; `links` the texts of all links.
    """

    def __init__(self, blocks: list[Block]) -> None:
        self.blocks = blocks
        self.pieces: list[str] = []
        self.marks: list[str] = []
        self.links: list[list[str]] = []
        self.linked = 0
        self.bold = 0
        self.italic = 0
        self.breaks = 0
        self.broken = 0

    def text(self, text: str, place: Place) -> None:
        """Add text, as written in the markup, to the block being gathered."""
        style = place.style
        if style & SILENT:
            return
        plain = unescape(text) if "&" in text else text
        if plain.isspace():
            if self.pieces:
                self.pieces.append(text)
            return
        self.pieces.append(text)
        self.breaks = 0
        size = len(plain)
        if place.link >= 0:
            self.links[place.link].append(plain)
            self.linked += size
        if style & BOLD:
            self.bold += size
        if style & ITALIC:
            self.italic += size

    def line_break(self, place: Place) -> None:
        """Note a line break; a second one with nothing between them ends the block."""
        self.pieces.append("\n" if place.kind == "code" else _BREAK)
        self.breaks += 1
        self.broken = 1
        if self.breaks > 1:
            self.flush(place)

    def flush(self, place: Place) -> None:
        """End the block being gathered, if it holds a word."""
        pieces, marks = self.pieces, self.marks
        raw = "".join(pieces)
        pieces.clear()
        if "&" in raw:
            raw = unescape(raw)
        if self.broken or place.kind == "code":
            text = folded_lines(raw, place.kind)
        else:
            text = " ".join(raw.split())
        # Most begin with a word: a look at the first character costs less than a search.
        if text and (text[0].isalnum() or _WORD.search(text)):
            linked = self.linked
            self.blocks.append(
                Block(
                    text,
                    place.kind,
                    place.element,
                    min(len(text), linked) if linked else 0,
                    place.level,
                    tuple(marks) if marks else (),
                    self.bold / len(raw) if self.bold else 0.0,
                    self.italic / len(raw) if self.italic else 0.0,
                )
            )
        self.linked = self.bold = self.italic = self.breaks = self.broken = 0
        if marks:
            marks.clear()


def folded_lines(raw: str, kind: BlockKind) -> str:
    """Fold white space; only a written line break (or a line of code) stays one."""
    if kind == "code":
        return code_lines(raw)
    lines = (" ".join(line.split()) for line in raw.split(_BREAK))
    return "\n".join(line for line in lines if line)


def code_lines(raw: str) -> str:
    """Return lines of code as written, without empty ones around them."""
    return raw.strip("\n").rstrip()
