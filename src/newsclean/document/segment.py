"""Tree -> blocks: one walk, in reading order.

A block is a run of inline content inside one block-level element; a double line break splits
it. (The definition follows boilerpipe's and jusText's text blocks: Kohlschütter et al. 2010,
"Boilerplate detection using shallow text features"; Pomikálek 2011.)

The walk goes over the markup that lexbor writes back of its tree, since one cut of a string in C
costs a fraction of a visit to each node from Python. That markup is well-formed: every element
that is not void is closed, and outside comments and raw text no bracket stands for itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from newsclean.document.collected import Listener, Segments
from newsclean.document.tags import (
    BOLD,
    FOREIGN,
    ITALIC,
    KNOWN,
    SILENT,
    Tag,
    read_link,
    read_tag,
    unescape,
)
from newsclean.records import Block, BlockKind, Element, Embed, Link, Picture

_NOT_IN_P = frozenset(("table", "heading"))
_WORD = re.compile(r"\w")
_MOST_MARKS = 8
_BREAK = "\x00"  # cannot stand in parsed HTML: the WHATWG tokenizer replaces it


class _Place(msgspec.Struct, frozen=True, gc=False):
    """Where the walk is: the block-level element, its kind, and the inline state."""

    element: int
    kind: BlockKind
    level: int | None
    link: int = -1
    style: int = 0


class _Walk:
    """State of one walk; `run` fills `out`.

    The block being gathered is in `pieces`, as written in the markup; `linked`, `bold` and
    `italic` count its characters of that sort. `around` holds one place for each open element:
    where the walk was before it was entered.
    """

    def __init__(self) -> None:
        self.out = Segments()
        self.listener = Listener(self.out)
        self.pieces: list[str] = []
        self.linked = 0
        self.bold = 0
        self.italic = 0
        self.breaks = 0
        self.broken = 0
        self.marks: list[str] = []
        self.href = ""
        self.open_links: list[tuple[str, str, int, list[str]]] = []
        self.sources: list[dict[str, str]] = []
        self.around: list[_Place] = []

    def run(self, markup: str) -> Segments:
        """Walk the markup of one element in document order.

        The walk is the busiest loop of the package: what most tags need is done in it, with
        local names, and only the rest by methods.
        """
        stream = iter(markup.split("<"))
        next(stream)
        around, pieces, marks, wanted = self.around, self.pieces, self.marks, self.listener.wanted
        elements, known = self.out.elements, KNOWN.get
        place = _Place(-1, "paragraph", None)
        for piece in stream:
            written, closed, text = piece.partition(">")
            tag = known(written)
            if tag is None or not closed:
                if written.startswith("a ") and closed and (link := read_link(written)):
                    tag, self.href = link
                else:
                    tag, text = _read_piece(piece, stream)
            role = tag.role
            if role == "close":
                left = place
                if around:
                    place = around.pop()
                if left.element != place.element:
                    if pieces:
                        self.flush(left)
                    elif marks:
                        marks.clear()
                if wanted and wanted[-1].depth > len(around):
                    self.listener.give(len(around))
            elif role == "block":
                if pieces:
                    self.flush(place)
                elif marks:
                    marks.clear()
                around.append(place)
                shape = tag.shape
                kind = shape.kind or place.kind
                fresh = shape.fresh
                if fresh != "never" and (fresh == "always" or kind in _NOT_IN_P):
                    kind = "paragraph"
                inside = len(elements)
                elements.append(Element(place.element, tag.name, tag.names))
                place = _Place(inside, kind, shape.level, place.link, place.style | shape.style)
            elif role == "plain":
                around.append(place)
            elif role == "link" or role == "inline":
                place = self.open_inline(tag, place)
            elif role != "skip":
                place = self.open(tag, place)
                if tag.shape.raw and not place.style & FOREIGN:
                    place, text = self.raw(tag.name, text, stream, place)
            if not text:
                continue
            if wanted:
                self.listener.heard.append(text)
            if text.isspace():
                if pieces and not place.style & SILENT:
                    pieces.append(text)
            elif place.link < 0 and not place.style and "&" not in text:
                pieces.append(text)
                self.breaks = 0
            else:
                self.text(text, place)
        self.flush_all(place)
        return self.out

    def open(self, tag: Tag, place: _Place) -> _Place:
        """Enter an element that is neither plain nor a plain block; return the place after."""
        if tag.role == "break":
            self.line_break(place)
            return place
        self.listener.collect(tag, len(self.around))
        if tag.name == "source":
            self.sources.append(tag.attributes)
            return place
        if tag.name == "img" or tag.name == "amp-img":
            self.picture(tag.attributes, place)
            if tag.name == "img":
                return place
        return self.open_inline(tag, place) if tag.shape.inline else self.open_block(tag, place)

    def picture(self, attributes: dict[str, str], place: _Place) -> None:
        """Keep an image, with the sets of the `<source>` elements before it in its `<picture>`."""
        plain = dict(attributes)
        for source in self.sources:
            modern = (source.get("type") or "").endswith(("webp", "avif"))
            name = "source-modern" if modern else "source-srcset"
            sets = source.get("srcset") or source.get("data-srcset")
            if sets:
                plain[name] = f"{plain[name]}, {sets}" if name in plain else sets
        self.sources = []
        self.out.pictures.append(Picture(plain, place.element, len(self.out.blocks)))

    def open_inline(self, tag: Tag, place: _Place) -> _Place:
        """Enter an inline element: the block goes on, its state may change."""
        if tag.names:
            if len(self.marks) < _MOST_MARKS:
                self.marks.append(tag.names)
            if tag.speaks:
                self.listener.name(tag, len(self.around))
        link = place.link
        if tag.name == "a":
            href = self.href if tag.role == "link" else tag.attributes.get("href")
            if href:
                link = len(self.open_links)
                rel = tag.attributes.get("rel", "")
                self.open_links.append((href, rel, len(self.out.blocks), []))
        if tag.shape.void:
            self.listener.give(len(self.around))
            return place
        self.around.append(place)
        style = place.style | tag.shape.style
        if link != place.link or style != place.style:
            return _Place(place.element, place.kind, place.level, link, style)
        return place

    def open_block(self, tag: Tag, place: _Place) -> _Place:
        """Enter a block-level element that carries data, as `run` enters those that do not."""
        if self.pieces:
            self.flush(place)
        elif self.marks:
            self.marks.clear()
        out, shape = self.out, tag.shape
        inside = len(out.elements)
        out.elements.append(Element(place.element, tag.name, tag.names))
        if shape.embed:
            embed = Embed(tag.name, dict(tag.attributes), place.element, len(out.blocks))
            out.embeds.append(embed)
        if shape.void:
            self.listener.give(len(self.around))
            return place
        kind = shape.kind or place.kind
        if shape.fresh == "always" or (shape.fresh == "unless nested" and kind in _NOT_IN_P):
            kind = "paragraph"
        self.around.append(place)
        return _Place(inside, kind, shape.level, place.link, place.style | shape.style)

    def raw(self, name: str, text: str, stream: Iterator[str], place: _Place) -> tuple[_Place, str]:
        """Take the text of an element whose markup is text; return what follows its end."""
        end = f"/{name}>"
        parts = [text]
        for part in stream:
            if part.startswith(end):
                break
            parts.append(part)
        else:
            part = ""
        inside = "<".join(parts).replace("&", "&amp;")
        if self.listener.wanted:
            self.listener.heard.append(inside)
        self.text(inside, place)
        self.flush(place)
        outside = self.around.pop()
        self.listener.give(len(self.around))
        return outside, part[len(end) :]

    def text(self, text: str, place: _Place) -> None:
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
            self.open_links[place.link][3].append(plain)
            self.linked += size
        if style & BOLD:
            self.bold += size
        if style & ITALIC:
            self.italic += size

    def line_break(self, place: _Place) -> None:
        """Note a line break; a second one with nothing between them ends the block."""
        self.pieces.append("\n" if place.kind == "code" else _BREAK)
        self.breaks += 1
        self.broken = 1
        if self.breaks > 1:
            self.flush(place)

    def flush(self, place: _Place) -> None:
        """End the block being gathered, if it holds a word."""
        pieces, marks = self.pieces, self.marks
        raw = "".join(pieces)
        pieces.clear()
        if "&" in raw:
            raw = unescape(raw)
        if self.broken or place.kind == "code":
            text = _lines(raw, place.kind)
        else:
            text = " ".join(raw.split())
        # Most begin with a word: a look at the first character costs less than a search.
        if text and (text[0].isalnum() or _WORD.search(text)):
            linked = self.linked
            self.out.blocks.append(
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

    def flush_all(self, place: _Place) -> None:
        """End what the markup left open, and turn the links met into records."""
        while self.around:
            if self.pieces:
                self.flush(place)
            place = self.around.pop()
        self.listener.give(0)
        self.out.links = [
            Link(href, " ".join("".join(pieces).split()), rel, block)
            for href, rel, block, pieces in self.open_links
        ]


def _read_piece(piece: str, stream: Iterator[str]) -> tuple[Tag, str]:
    """Read a tag and the text after it, with more of the stream where a "<" cut the tag."""
    if piece.startswith("!--"):
        while "-->" not in piece:
            piece = next(stream, "-->")
        return _COMMENT, piece.partition("-->")[2]
    while ">" not in piece:
        piece += "<" + next(stream, ">")
    written, _, text = piece.partition(">")
    return read_tag(written), text


_COMMENT = read_tag("wbr")


def _lines(raw: str, kind: BlockKind) -> str:
    """Fold white space; only a written line break (or a line of code) stays one."""
    if kind == "code":
        return raw.strip("\n").rstrip()
    lines = (" ".join(line.split()) for line in raw.split(_BREAK))
    return "\n".join(line for line in lines if line)


def segment(markup: str) -> Segments:
    """Cut an element, serialised by lexbor, into blocks; keep what the fields need on the way."""
    return _Walk().run(markup)
