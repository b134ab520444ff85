"""What one walk over a page collects, and the records among it that wait for an element's text."""

from __future__ import annotations

import msgspec

from newsclean.document.tags import Tag, unescape
from newsclean.records import (
    Block,
    Elements,
    Embed,
    Link,
    Named,
    Picture,
    Property,
    Stamp,
)

PROPERTY_TEXT = 500
STAMP_TEXT = 120
NAMED_TEXT = 200
MOST_PROPERTIES = 400
MOST_NAMED = 200
VALUES = ("content", "datetime", "href", "src")
BODIES = frozenset(("articleBody", "text", "description articleBody"))


class Segments(msgspec.Struct):
    """What one walk over a tree collects."""

    blocks: list[Block] = []
    elements: Elements = msgspec.field(default_factory=Elements)
    links: list[Link] = []
    pictures: list[Picture] = []
    embeds: list[Embed] = []
    stamps: list[Stamp] = []
    properties: list[Property] = []
    named: list[Named] = []


class _Wanted(msgspec.Struct):
    """A record that waits for the text of an element: `heard[start:]` when `depth` is left."""

    depth: int
    start: int
    record: Stamp | Property | Named
    index: int


class Listener:
    """Keeps times, properties and speaking names, and gives them the text heard inside them.

    `heard` holds the text since the outermost element that is waited for; whoever walks adds to
    it while `wanted` holds anything. A depth is the number of elements open around a tag.
    """

    def __init__(self, out: Segments) -> None:
        self.out = out
        self.heard: list[str] = []
        self.wanted: list[_Wanted] = []

    def name(self, names: str, depth: int, holds_text: bool) -> None:
        """Keep an inline element whose names speak of something, or a part of a heading."""
        out = self.out
        if len(out.named) < MOST_NAMED:
            named = Named("", names, len(out.blocks))
            if holds_text:
                self._want(depth, named, len(out.named))
            out.named.append(named)

    def collect(self, tag: Tag, depth: int) -> None:
        """Keep what the fields need of an element that carries data."""
        out, attributes = self.out, tag.attributes
        block = len(out.blocks)
        if attributes.get("datetime") or tag.name == "time":
            stamp = Stamp(attributes.get("datetime", ""), "", tag.names, block)
            if not tag.shape.void:
                self._want(depth, stamp, len(out.stamps))
            out.stamps.append(stamp)
        name = attributes.get("itemprop") or attributes.get("property")
        if name and len(out.properties) < MOST_PROPERTIES:
            scope = attributes.get("itemtype") or attributes.get("typeof") or ""
            value = next((attributes[k] for k in VALUES if attributes.get(k)), "")
            found = Property(name, " ".join(value.split()), scope, block)
            if not value and name not in BODIES and not tag.shape.void:
                self._want(depth, found, len(out.properties))
            out.properties.append(found)

    def _want(self, depth: int, record: Stamp | Property | Named, index: int) -> None:
        """Ask for the text of the element that is about to be entered."""
        self.wanted.append(_Wanted(depth + 1, len(self.heard), record, index))

    def give(self, depth: int) -> None:
        """Give the records of elements that were left the text heard in them."""
        wanted = self.wanted
        while wanted and wanted[-1].depth > depth:
            asked = wanted.pop()
            self._fill(asked, unescape("".join(self.heard[asked.start :])))
        if not wanted:
            self.heard.clear()

    def _fill(self, asked: _Wanted, text: str) -> None:
        out, record = self.out, asked.record
        if isinstance(record, Stamp):
            text = " ".join(text.split())[:STAMP_TEXT]
            out.stamps[asked.index] = Stamp(record.value, text, record.names, record.block)
        elif isinstance(record, Named):
            text = " ".join(text[: 2 * NAMED_TEXT].split())[:NAMED_TEXT]
            out.named[asked.index] = Named(text, record.names, record.block)
        else:
            text = " ".join(text[:PROPERTY_TEXT].split())
            found = Property(record.name, text, record.scope, record.block)
            out.properties[asked.index] = found


class Pictures:
    """Keeps images, each with the sets of the `<source>` elements before it in its `<picture>`."""

    def __init__(self, out: Segments) -> None:
        self._out = out
        self.sources: list[dict[str, str]] = []

    def source(self, attributes: dict[str, str]) -> None:
        """Note a `<source>` for the image that follows."""
        self.sources.append(attributes)

    def add(self, attributes: dict[str, str], element: int) -> None:
        """Keep an image that stands in an element."""
        plain = dict(attributes)
        for source in self.sources:
            modern = (source.get("type") or "").endswith(("webp", "avif"))
            name = "source-modern" if modern else "source-srcset"
            sets = source.get("srcset") or source.get("data-srcset")
            if sets:
                plain[name] = f"{plain[name]}, {sets}" if name in plain else sets
        self.sources.clear()
        self._out.pictures.append(Picture(plain, element, len(self._out.blocks)))
