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
from newsclean.records import (
    Block,
    BlockKind,
    Element,
    Embed,
    Link,
    Named,
    Picture,
    Property,
    Stamp,
)

_NOT_IN_P = frozenset(("table", "heading"))
_WORD = re.compile(r"\w")
_PROPERTY_TEXT = 500
_STAMP_TEXT = 120
_MOST_PROPERTIES = 400
_MOST_MARKS = 8
_VALUES = ("content", "datetime", "href", "src")
_BODIES = frozenset(("articleBody", "text", "description articleBody"))
_MOST_NAMED = 200
_NAMED_TEXT = 200
_BREAK = "\x00"  # cannot stand in parsed HTML: the WHATWG tokenizer replaces it
_LINK = ' href="'


class Segments(msgspec.Struct):
    """What one walk over a tree collects."""

    blocks: list[Block] = []
    elements: list[Element] = []
    links: list[Link] = []
    pictures: list[Picture] = []
    embeds: list[Embed] = []
    stamps: list[Stamp] = []
    properties: list[Property] = []
    named: list[Named] = []


class _Place(msgspec.Struct, frozen=True, gc=False):
    """Where the walk is: the block-level element, its kind, and the inline state."""

    element: int
    kind: BlockKind
    level: int | None
    link: int = -1
    style: int = 0


class _Wanted(msgspec.Struct):
    """A record that waits for the text of an element: `heard[start:]` when `depth` is left."""

    depth: int
    start: int
    record: Stamp | Property | Named
    index: int


class _Walk:
    """State of one walk; `run` fills `out`.

    The block being gathered is in `pieces`, as written in the markup; `linked`, `bold` and
    `italic` count its characters of that sort.
    """

    def __init__(self) -> None:
        self.out = Segments()
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
        self.places: list[_Place] = [_Place(-1, "paragraph", None)]
        self.heard: list[str] = []
        self.wanted: list[_Wanted] = []

    def run(self, markup: str) -> Segments:
        """Walk the markup of one element in document order.

        The walk is the busiest loop of the package. `places` holds one place an open element;
        inline elements that change nothing share the place of the element around them.
        """
        stream = iter(markup.split("<"))
        next(stream)
        places, pieces, wanted = self.places, self.pieces, self.wanted
        known = KNOWN.get
        place = places[0]
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
                if len(places) > 1:
                    places.pop()
                    place = places[-1]
                if left.element != place.element:
                    if pieces:
                        self.flush(left)
                    elif self.marks:
                        self.marks.clear()
                if wanted and wanted[-1].depth > len(places):
                    self.give()
            elif role == "block":
                place = self.open_block(tag, place)
            elif role == "plain":
                places.append(place)
            elif role != "skip":
                place = self.open(tag, place)
                if tag.shape.raw and not place.style & FOREIGN:
                    place, text = self.raw(tag.name, text, stream)
            if not text:
                continue
            if wanted:
                self.heard.append(text)
            if text.isspace():
                if pieces and not place.style & SILENT:
                    pieces.append(text)
            elif place.link < 0 and not place.style and "&" not in text:
                pieces.append(text)
                self.breaks = 0
            else:
                self.text(text, place)
        self.flush_all()
        return self.out

    def open(self, tag: Tag, place: _Place) -> _Place:
        """Enter an element that is neither plain nor a plain block; return the place after."""
        role = tag.role
        if role == "break":
            self.line_break(place)
            return place
        if role == "special":
            self.collect(tag)
            if tag.name == "source":
                self.sources.append(tag.attributes)
                return place
            if tag.name == "img" or tag.name == "amp-img":
                self.picture(tag.attributes, place)
                if tag.name == "img":
                    return place
            if not tag.shape.inline:
                return self.open_block(tag, place)
        return self.open_inline(tag, place)

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
            if tag.speaks and len(self.out.named) < _MOST_NAMED:
                named = Named("", tag.names, len(self.out.blocks))
                self.want(tag, named, len(self.out.named))
                self.out.named.append(named)
        link = place.link
        if tag.name == "a":
            href = self.href if tag.role == "link" else tag.attributes.get("href")
            if href:
                link = len(self.open_links)
                rel = tag.attributes.get("rel", "")
                self.open_links.append((href, rel, len(self.out.blocks), []))
        style = place.style | tag.shape.style
        if link != place.link or style != place.style:
            place = _Place(place.element, place.kind, place.level, link, style)
        if tag.shape.void:
            self.give()
            return self.places[-1]
        self.places.append(place)
        return place

    def open_block(self, tag: Tag, place: _Place) -> _Place:
        """Enter a block-level element: what was gathered before it is a block of its own."""
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
            self.give()
            return place
        kind = shape.kind or place.kind
        if shape.fresh == "always" or (shape.fresh == "unless nested" and kind in _NOT_IN_P):
            kind = "paragraph"
        inner = _Place(inside, kind, shape.level, place.link, place.style | shape.style)
        self.places.append(inner)
        return inner

    def raw(self, name: str, text: str, stream: Iterator[str]) -> tuple[_Place, str]:
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
        if self.wanted:
            self.heard.append(inside)
        self.text(inside, self.places[-1])
        left = self.places.pop()
        self.flush(left)
        self.give()
        return self.places[-1], part[len(end) :]

    def collect(self, tag: Tag) -> None:
        """Keep what the fields need of an element that carries data."""
        out, attributes = self.out, tag.attributes
        block = len(out.blocks)
        if attributes.get("datetime") or tag.name == "time":
            stamp = Stamp(attributes.get("datetime", ""), "", tag.names, block)
            self.want(tag, stamp, len(out.stamps))
            out.stamps.append(stamp)
        name = attributes.get("itemprop") or attributes.get("property")
        if name and len(out.properties) < _MOST_PROPERTIES:
            scope = attributes.get("itemtype") or attributes.get("typeof") or ""
            value = next((attributes[k] for k in _VALUES if attributes.get(k)), "")
            found = Property(name, " ".join(value.split()), scope, block)
            if not value and name not in _BODIES:
                self.want(tag, found, len(out.properties))
            out.properties.append(found)

    def want(self, tag: Tag, record: Stamp | Property | Named, index: int) -> None:
        """Ask for the text of the element that is about to be entered."""
        if not tag.shape.void:
            self.wanted.append(_Wanted(len(self.places) + 1, len(self.heard), record, index))

    def give(self) -> None:
        """Give the records of elements that were left the text heard in them."""
        wanted = self.wanted
        while wanted and wanted[-1].depth > len(self.places):
            asked = wanted.pop()
            record = asked.record
            text = unescape("".join(self.heard[asked.start :]))
            if isinstance(record, Stamp):
                text = " ".join(text.split())[:_STAMP_TEXT]
                self.out.stamps[asked.index] = Stamp(record.value, text, record.names, record.block)
            elif isinstance(record, Named):
                text = " ".join(text[: 2 * _NAMED_TEXT].split())[:_NAMED_TEXT]
                self.out.named[asked.index] = Named(text, record.names, record.block)
            else:
                text = " ".join(text[:_PROPERTY_TEXT].split())
                self.out.properties[asked.index] = Property(
                    record.name, text, record.scope, record.block
                )
        if not wanted:
            self.heard.clear()

    def text(self, text: str, place: _Place) -> None:
        """Add text, as written in the markup, to the block being gathered."""
        style = place.style
        if style & SILENT:
            return
        plain = unescape(text)
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
        if not self.pieces:
            self.marks.clear()
            return
        raw = unescape("".join(self.pieces))
        self.pieces.clear()
        if place.kind == "code" or self.broken:
            text = _lines(raw, place.kind)
        else:
            text = " ".join(raw.split())
        if _WORD.search(text):
            marks = tuple(self.marks) if self.marks else ()
            linked = min(len(text), self.linked) if self.linked else 0
            bold = self.bold / len(raw) if self.bold else 0.0
            italic = self.italic / len(raw) if self.italic else 0.0
            self.out.blocks.append(
                Block(text, place.kind, place.element, linked, place.level, marks, bold, italic)
            )
        self.linked = self.bold = self.italic = self.breaks = self.broken = 0
        self.marks.clear()

    def flush_all(self) -> None:
        """End what the markup left open, and turn the links met into records."""
        while len(self.places) > 1:
            self.flush(self.places.pop())
        self.give()
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
