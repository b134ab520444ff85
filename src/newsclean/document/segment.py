"""Tree -> blocks: one walk, in reading order.

A block is a run of inline content inside one block-level element; a double line break splits
it. (The definition follows boilerpipe's and jusText's text blocks: Kohlschütter et al. 2010,
"Boilerplate detection using shallow text features"; Pomikálek 2011.)

The walk goes over the markup that lexbor writes back of its tree, since one cut of a string in C
costs a fraction of a visit to each node from Python (kernels/walk.pyx does visit the nodes). That
markup is well-formed: every element that is not void is closed, and outside comments and raw text
no bracket stands for itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.document.collected import Listener, Pictures, Segments
from newsclean.document.gather import Gatherer, Place
from newsclean.document.tags import (
    FOREIGN,
    KNOWN,
    SILENT,
    Tag,
    read_link,
    read_tag,
)
from newsclean.records import Embed, Link

_NOT_IN_P = frozenset(("table", "heading"))
_MOST_MARKS = 8
_HEADING_PARTS = 2  # inline elements of a first heading that are kept: a kicker is one of them


class _Walk:
    """State of one walk; `run` fills `out`.

    `around` holds one place for each open element: where the walk was before it was entered.
    """

    def __init__(self) -> None:
        self.out = Segments()
        self.listener = Listener(self.out)
        self.pictures = Pictures(self.out)
        self.gather = Gatherer(self.out.blocks)
        self.href = ""
        self.open_links: list[tuple[str, str, int, list[str]]] = []
        self.around: list[Place] = []

    def run(self, markup: str) -> Segments:
        """Walk the markup of one element in document order.

        The walk is the busiest loop of the package: what most tags need is done in it, with
        local names, and only the rest by methods.
        """
        stream = iter(markup.split("<"))
        next(stream)
        gather, around, wanted = self.gather, self.around, self.listener.wanted
        pieces, marks = gather.pieces, gather.marks
        add, known = self.out.elements.add, KNOWN.get
        place = Place(-1, "paragraph", None)
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
                        gather.flush(left)
                    elif marks:
                        marks.clear()
                if wanted and wanted[-1].depth > len(around):
                    self.listener.give(len(around))
            elif role == "block":
                if pieces:
                    gather.flush(place)
                elif marks:
                    marks.clear()
                around.append(place)
                shape = tag.shape
                kind = shape.kind or place.kind
                fresh = shape.fresh
                if fresh != "never" and (fresh == "always" or kind in _NOT_IN_P):
                    kind = "paragraph"
                inside = add(place.element, tag.name, tag.names)
                place = Place(inside, kind, shape.level, place.link, place.style | shape.style)
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
                gather.breaks = 0
            else:
                gather.text(text, place)
        self.flush_all(place)
        return self.out

    def open(self, tag: Tag, place: Place) -> Place:
        """Enter an element that is neither plain nor a plain block; return the place after."""
        if tag.role == "break":
            self.gather.line_break(place)
            return place
        self.listener.collect(tag, len(self.around))
        if tag.name == "source":
            self.pictures.source(tag.attributes)
            return place
        if tag.name == "img" or tag.name == "amp-img":
            self.pictures.add(tag.attributes, place.element)
            if tag.name == "img":
                return place
        return self.open_inline(tag, place) if tag.shape.inline else self.open_block(tag, place)

    def open_inline(self, tag: Tag, place: Place) -> Place:
        """Enter an inline element: the block goes on, its state may change."""
        if tag.names:
            marks = self.gather.marks
            if tag.speaks or (place.level == 1 and len(marks) < _HEADING_PARTS):
                self.listener.name(tag.names, len(self.around), not tag.shape.void)
            if len(marks) < _MOST_MARKS:
                marks.append(tag.names)
        link = place.link
        if tag.name == "a":
            href = self.href if tag.role == "link" else tag.attributes.get("href")
            if href:
                link, pieces = len(self.open_links), list[str]()
                rel = tag.attributes.get("rel", "")
                self.open_links.append((href, rel, len(self.out.blocks), pieces))
                self.gather.links.append(pieces)
        if tag.shape.void:
            self.listener.give(len(self.around))
            return place
        self.around.append(place)
        style = place.style | tag.shape.style
        if link != place.link or style != place.style:
            return Place(place.element, place.kind, place.level, link, style)
        return place

    def open_block(self, tag: Tag, place: Place) -> Place:
        """Enter a block-level element that carries data, as `run` enters those that do not."""
        if self.gather.pieces:
            self.gather.flush(place)
        elif self.gather.marks:
            self.gather.marks.clear()
        out, shape = self.out, tag.shape
        inside = out.elements.add(place.element, tag.name, tag.names)
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
        return Place(inside, kind, shape.level, place.link, place.style | shape.style)

    def raw(self, name: str, text: str, stream: Iterator[str], place: Place) -> tuple[Place, str]:
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
        self.gather.text(inside, place)
        self.gather.flush(place)
        outside = self.around.pop()
        self.listener.give(len(self.around))
        return outside, part[len(end) :]

    def flush_all(self, place: Place) -> None:
        """End what the markup left open, and turn the links met into records."""
        while self.around:
            if self.gather.pieces:
                self.gather.flush(place)
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


def segment(markup: str) -> Segments:
    """Cut an element, serialised by lexbor, into blocks; keep what the fields need on the way."""
    return _Walk().run(markup)
