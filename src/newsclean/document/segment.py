"""Tree -> blocks: one walk, in reading order.

A block is a run of inline content inside one block-level element; a double line break splits
it. (The definition follows boilerpipe's and jusText's text blocks: Kohlschütter et al. 2010,
"Boilerplate detection using shallow text features"; Pomikálek 2011.)
"""

from __future__ import annotations

import re

import msgspec

from newsclean.document.tree import Node
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

_INLINE = frozenset(
    (
        "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark "
        "nobr q s samp small span strike strong sub sup time tt u var wbr"
    ).split()
)
_EMBEDS = frozenset("iframe video audio embed object".split())
_BOLD, _ITALIC, _SILENT = 1, 2, 4
_STYLES = {"b": _BOLD, "strong": _BOLD, "i": _ITALIC, "em": _ITALIC, "cite": _ITALIC}
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_KINDS: dict[str, BlockKind] = {
    "li": "list_item",
    "dd": "list_item",
    "dt": "list_item",
    "blockquote": "quote",
    "figcaption": "caption",
    "pre": "code",
    "td": "table",
    "th": "table",
}
# A new context: what is inside is no longer an item of the list or the cell around it.
_RESETS = frozenset("article section main aside nav header footer form".split())
_NAMED = frozenset("itemprop role data-testid data-component data-type aria-label property".split())
_HIDDEN = re.compile(r"display\s*:\s*none")
_NOT_IN_P = frozenset(("table", "heading"))
_WORD = re.compile(r"\w")
_PROPERTY_TEXT = 500
_STAMP_TEXT = 120
_MOST_PROPERTIES = 400
_MOST_MARKS = 8
_NAME_CHARS = 200
_NAMED_CHARS = 60
_VALUES = ("content", "datetime", "href", "src")
_BODIES = frozenset(("articleBody", "text", "description articleBody"))
# Inline elements so named are kept by themselves: bylines, datelines and credits are made of them.
_SPEAKING = re.compile(
    r"author|byline|writer|reporter|journalist|aut(?:or|eur)|redaktor"
    r"|\bdat(?:e|um)|[-_]dat(?:e|um)|fecha|time|publish|posted|credit|photograph",
    re.IGNORECASE,
)
_MOST_NAMED = 200
_NAMED_TEXT = 200
_BREAK = "\x00"  # cannot stand in parsed HTML: the WHATWG tokenizer replaces it


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


def names_of(attributes: dict[str, str | None]) -> str:
    """Join class, id, role, itemprop and data names as written.

    >>> names_of({"class": "story-text", "id": "main", "role": "main", "style": "display: none"})
    'story-text main role main hidden'
    """
    parts = []
    for name, value in attributes.items():
        if name == "class" or name == "id":
            parts.append((value or "")[:_NAME_CHARS])
        elif name in _NAMED:
            parts.append(f"{name} {(value or '')[:_NAMED_CHARS]}")
        elif name == "hidden" or (name == "style" and value and _HIDDEN.search(value)):
            parts.append("hidden")
    return " ".join(parts)


class _Place(msgspec.Struct, frozen=True, gc=False):
    """Where the walk is: the block-level element, its kind, and the inline state."""

    element: int
    kind: BlockKind
    level: int | None
    link: int = -1
    style: int = 0


class _Pending:
    """The block being gathered: its pieces and how many characters are linked, bold, italic."""

    __slots__ = ("bold", "breaks", "italic", "linked", "marks", "pieces")

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.linked = 0
        self.bold = 0
        self.italic = 0
        self.breaks = 0
        self.marks: list[str] = []


class _Walk:
    """State of one walk; `run` fills `out`."""

    def __init__(self) -> None:
        self.out = Segments()
        self.pending = _Pending()
        self.open_links: list[tuple[str, str, int, list[str]]] = []
        self.sources: list[dict[str, str | None]] = []

    def run(self, root: Node) -> Segments:
        """Walk the tree below `root` in document order.

        The walk is the busiest loop of the package: it touches each node once and keeps the
        open elements as two parallel stacks, node ids and places; inline elements that change
        nothing share the place of the element around them.
        """
        self.out.elements.append(Element(-1, root.tag or "body", names_of(root.attributes)))
        place = _Place(0, "paragraph", None)
        ids = [root.mem_id]
        places = [place]
        nodes = iter(root.traverse(include_text=True))
        next(nodes, None)
        for node in nodes:
            parent: int = node.parent.mem_id  # type: ignore[union-attr]
            while ids[-1] != parent:
                ids.pop()
                closed = places.pop()
                place = places[-1]
                if closed.element != place.element:
                    self.flush(closed)
            tag = node.tag
            if tag == "-text":
                self.text(node.text_content or "", place)
            elif tag is not None and tag[0] != "-":
                opened = self.open(node, tag, place)
                if opened is not None:
                    place = opened
                    ids.append(node.mem_id)
                    places.append(place)
        while places:
            self.flush(places.pop())
        self.close_links()
        return self.out

    def open(self, node: Node, tag: str, place: _Place) -> _Place | None:
        """Enter an element; None for one that holds nothing."""
        if tag == "br":
            self.line_break(place)
            return None
        attributes = node.attributes
        if attributes and (
            "datetime" in attributes
            or "itemprop" in attributes
            or "property" in attributes
            or tag == "time"
        ):
            self.collect(node, tag, attributes)
        if tag == "img" or tag == "amp-img":
            self.picture(attributes, place)
            if tag == "img":
                return None
        if tag == "source":
            self.sources.append(attributes)
            return None
        if tag in _INLINE:
            return self.open_inline(node, tag, attributes, place)
        return self.open_block(tag, attributes, place)

    def picture(self, attributes: dict[str, str | None], place: _Place) -> None:
        """Keep an image, with the sets of the `<source>` elements before it in its `<picture>`."""
        plain = _plain(attributes)
        for source in self.sources:
            modern = (source.get("type") or "").endswith(("webp", "avif"))
            name = "source-modern" if modern else "source-srcset"
            sets = source.get("srcset") or source.get("data-srcset")
            if sets:
                plain[name] = f"{plain[name]}, {sets}" if name in plain else sets
        self.sources = []
        self.out.pictures.append(Picture(plain, place.element, len(self.out.blocks)))

    def open_inline(
        self, node: Node, tag: str, attributes: dict[str, str | None], place: _Place
    ) -> _Place:
        """Enter an inline element: the block goes on, its state may change."""
        names = names_of(attributes) if attributes else ""
        if names:
            if len(self.pending.marks) < _MOST_MARKS:
                self.pending.marks.append(names)
            if _SPEAKING.search(names) and len(self.out.named) < _MOST_NAMED:
                text = " ".join(node.text(deep=True)[: 2 * _NAMED_TEXT].split())
                self.out.named.append(Named(text[:_NAMED_TEXT], names, len(self.out.blocks)))
        link = place.link
        if tag == "a":
            href = attributes.get("href")
            if href:
                link = len(self.open_links)
                rel = attributes.get("rel") or ""
                self.open_links.append((href, rel, len(self.out.blocks), []))
        style = place.style | _STYLES.get(tag, 0)
        if link == place.link and style == place.style:
            return place
        return _Place(place.element, place.kind, place.level, link, style)

    def open_block(self, tag: str, attributes: dict[str, str | None], place: _Place) -> _Place:
        """Enter a block-level element: what was gathered before it is a block of its own."""
        self.flush(place)
        elements = self.out.elements
        elements.append(Element(place.element, tag, names_of(attributes) if attributes else ""))
        style = place.style
        if tag in _EMBEDS:
            style |= _SILENT
            self.out.embeds.append(
                Embed(tag, _plain(attributes), place.element, len(self.out.blocks))
            )
        level = _HEADINGS.get(tag)
        kind = _KINDS.get(tag, place.kind)
        if level is not None:
            kind = "heading"
        elif tag in _RESETS or (tag == "p" and kind in _NOT_IN_P):
            kind = "paragraph"
        return _Place(len(elements) - 1, kind, level, place.link, style)

    def collect(self, node: Node, tag: str, attributes: dict[str, str | None]) -> None:
        """Keep what the fields need of an element that carries data."""
        block = len(self.out.blocks)
        stamp = attributes.get("datetime")
        if stamp is not None or tag == "time":
            text = " ".join(node.text(deep=True).split())[:_STAMP_TEXT]
            self.out.stamps.append(Stamp(stamp or "", text, names_of(attributes), block))
        name = attributes.get("itemprop") or attributes.get("property")
        if name and len(self.out.properties) < _MOST_PROPERTIES:
            scope = attributes.get("itemtype") or attributes.get("typeof") or ""
            value = next((attributes[k] for k in _VALUES if attributes.get(k)), None)
            if value is None:
                value = "" if name in _BODIES else node.text(deep=True)[:_PROPERTY_TEXT]
            self.out.properties.append(Property(name, " ".join(value.split()), scope, block))

    def text(self, text: str, place: _Place) -> None:
        """Add a text node to the block being gathered."""
        pending = self.pending
        blank = text.isspace()
        if (blank and not pending.pieces) or place.style & _SILENT:
            return
        pending.pieces.append(text)
        if blank:
            return
        pending.breaks = 0
        size = len(text)
        if place.link >= 0:
            self.open_links[place.link][3].append(text)
            pending.linked += size
        if place.style & _BOLD:
            pending.bold += size
        if place.style & _ITALIC:
            pending.italic += size

    def line_break(self, place: _Place) -> None:
        """Note a line break; a second one with nothing between them ends the block."""
        pending = self.pending
        pending.pieces.append("\n" if place.kind == "code" else _BREAK)
        pending.breaks += 1
        if pending.breaks > 1:
            self.flush(place)

    def flush(self, place: _Place) -> None:
        """End the block being gathered, if it holds a word."""
        pending = self.pending
        if not pending.pieces:
            if pending.marks:
                pending.marks = []
            return
        self.pending = _Pending()
        raw = "".join(pending.pieces)
        text = _lines(raw, place.kind)
        if not _WORD.search(text):
            return
        size = len(raw)
        self.out.blocks.append(
            Block(
                text,
                place.kind,
                place.element,
                min(len(text), pending.linked),
                place.level,
                tuple(pending.marks),
                pending.bold / size,
                pending.italic / size,
            )
        )

    def close_links(self) -> None:
        """Turn the links met into records."""
        self.out.links = [
            Link(href, " ".join("".join(pieces).split()), rel, block)
            for href, rel, block, pieces in self.open_links
        ]


def _plain(attributes: dict[str, str | None]) -> dict[str, str]:
    return {name: value or "" for name, value in attributes.items()}


def _lines(raw: str, kind: BlockKind) -> str:
    """Fold white space; only a written line break (or a line of code) stays one."""
    if kind == "code":
        return raw.strip("\n").rstrip()
    if _BREAK not in raw:
        return " ".join(raw.split())
    lines = (" ".join(line.split()) for line in raw.split(_BREAK))
    return "\n".join(line for line in lines if line)


def segment(root: Node) -> Segments:
    """Cut the tree below `root` into blocks, and keep what the fields need on the way."""
    return _Walk().run(root)
