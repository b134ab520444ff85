"""Tree -> blocks: one walk, in reading order.

A block is a run of inline content inside one block-level element; a double line break splits
it. (The definition follows boilerpipe's and jusText's text blocks: Kohlschütter et al. 2010,
"Boilerplate detection using shallow text features"; Pomikálek 2011.)
"""

from __future__ import annotations

import re

import msgspec

from newsclean.document.tree import Node
from newsclean.records import Block, BlockKind, Element, Embed, Link, Picture, Property, Stamp

_INLINE = frozenset(
    (
        "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark "
        "nobr q s samp small span strike strong sub sup time tt u var wbr"
    ).split()
)
_EMBEDS = frozenset("iframe video audio embed object".split())
_BOLD = frozenset(("b", "strong"))
_ITALIC = frozenset(("i", "em", "cite"))
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
_NAMED = (
    "itemprop",
    "role",
    "data-testid",
    "data-component",
    "data-type",
    "aria-label",
    "property",
)
_TOKEN = re.compile(r"[A-Z]?[a-z]{2,}|[A-Z]{2,}")
_WORD = re.compile(r"\w")
_PROPERTY_TEXT = 500
_STAMP_TEXT = 120
_MOST_PROPERTIES = 400
_INLINE_TOKENS = 24
_VALUES = ("content", "datetime", "href", "src")
_BODIES = frozenset(("articleBody", "text", "description articleBody"))
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


def name_tokens(attributes: dict[str, str | None]) -> tuple[str, ...]:
    """Split class, id, role, itemprop and data names into lower-case words, each once.

    >>> name_tokens({"class": "articleBody story-text", "id": "main_col"})
    ('article', 'body', 'story', 'text', 'main', 'col')
    """
    parts = [(attributes.get("class") or "")[:200], (attributes.get("id") or "")[:100]]
    for name in _NAMED:
        value = attributes.get(name)
        if value:
            parts.append(f"{name} {value[:60]}")
    if "hidden" in attributes or "display:none" in (attributes.get("style") or "").replace(" ", ""):
        parts.append("hidden")
    return tuple(dict.fromkeys(t.lower() for t in _TOKEN.findall(" ".join(parts))))


class _Frame(msgspec.Struct, gc=False):
    """An open element: its node id, the block it belongs to, and the inline state inside it."""

    node: int
    is_block: bool
    element: int
    kind: BlockKind
    level: int | None
    link: int = -1
    bold: bool = False
    italic: bool = False
    silent: bool = False


class _Pending:
    """The block being gathered: its pieces and how many characters are linked, bold, italic."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.link_chars = 0
        self.bold_chars = 0
        self.italic_chars = 0
        self.breaks = 0
        self.inline: list[str] = []


class _Walk:
    """State of one walk; `run` fills `out`."""

    def __init__(self) -> None:
        self.out = Segments()
        self.pending = _Pending()
        self.open_links: list[tuple[str, str, int, list[str]]] = []
        self.tokens: dict[tuple[tuple[str, str | None], ...], tuple[str, ...]] = {}

    def run(self, root: Node) -> Segments:
        """Walk the tree below `root` in document order."""
        self.out.elements.append(Element(-1, root.tag or "body", name_tokens(root.attributes)))
        frame = _Frame(root.mem_id, True, 0, "paragraph", None)
        stack = [frame]
        nodes = iter(root.traverse(include_text=True))
        next(nodes, None)
        for node in nodes:
            parent = node.parent
            parent_id = parent.mem_id if parent is not None else 0
            while stack[-1].node != parent_id and len(stack) > 1:
                closed = stack.pop()
                if closed.is_block:
                    self.flush(closed)
            frame = stack[-1]
            if node.is_text_node:
                if not frame.silent:
                    self.text(node.text_content or "", frame)
            elif node.is_element_node:
                opened = self.open(node, frame)
                if opened is not None:
                    stack.append(opened)
        while stack:
            self.flush(stack.pop())
        self.close_links()
        return self.out

    def open(self, node: Node, frame: _Frame) -> _Frame | None:
        """Enter an element; None for one that holds nothing."""
        tag = node.tag or ""
        if tag == "br":
            self.line_break(frame)
            return None
        attributes = node.attributes
        if attributes:
            self.collect(node, tag, attributes)
        if tag == "img":
            self.out.pictures.append(
                Picture(_plain(attributes), frame.element, len(self.out.blocks))
            )
            return None
        if tag in _INLINE:
            return self.open_inline(node.mem_id, tag, attributes, frame)
        return self.open_block(node.mem_id, tag, attributes, frame)

    def open_inline(
        self, node: int, tag: str, attributes: dict[str, str | None], frame: _Frame
    ) -> _Frame:
        """Enter an inline element: the block goes on, its state may change."""
        link = frame.link
        if tag == "a" and attributes.get("href"):
            link = len(self.open_links)
            self.open_links.append(
                (attributes["href"] or "", attributes.get("rel") or "", len(self.out.blocks), [])
            )
        if attributes and len(self.pending.inline) < _INLINE_TOKENS:
            self.pending.inline.extend(self.names(attributes))
        return _Frame(
            node,
            False,
            frame.element,
            frame.kind,
            frame.level,
            link,
            frame.bold or tag in _BOLD,
            frame.italic or tag in _ITALIC,
            frame.silent,
        )

    def open_block(
        self, node: int, tag: str, attributes: dict[str, str | None], frame: _Frame
    ) -> _Frame:
        """Enter a block-level element: what was gathered before it is a block of its own."""
        self.flush(frame)
        elements = self.out.elements
        elements.append(Element(frame.element, tag, self.names(attributes)))
        level = _HEADINGS.get(tag)
        kind: BlockKind = frame.kind
        if level is not None:
            kind = "heading"
        elif tag in _KINDS:
            kind = _KINDS[tag]
        elif tag in _RESETS or (tag == "p" and kind in ("table", "heading")):
            kind = "paragraph"
        silent = frame.silent or tag in _EMBEDS
        return _Frame(
            node, True, len(elements) - 1, kind, level, frame.link, frame.bold, frame.italic, silent
        )

    def names(self, attributes: dict[str, str | None]) -> tuple[str, ...]:
        """Return the name tokens of an element; pages repeat them, so they are kept."""
        if not attributes:
            return ()
        key = tuple(attributes.items())
        found = self.tokens.get(key)
        if found is None:
            found = self.tokens[key] = name_tokens(attributes)
        return found

    def collect(self, node: Node, tag: str, attributes: dict[str, str | None]) -> None:
        """Keep what the fields need of an element that carries data."""
        place = len(self.out.blocks)
        if tag in _EMBEDS:
            element = len(self.out.elements) - 1
            self.out.embeds.append(Embed(tag, _plain(attributes), element, place))
        stamp = attributes.get("datetime")
        if stamp is not None or tag == "time":
            text = " ".join(node.text(deep=True).split())[:_STAMP_TEXT]
            self.out.stamps.append(Stamp(stamp or "", text, self.names(attributes), place))
        name = attributes.get("itemprop") or attributes.get("property")
        if name and len(self.out.properties) < _MOST_PROPERTIES:
            scope = attributes.get("itemtype") or attributes.get("typeof") or ""
            value = next((attributes[k] for k in _VALUES if attributes.get(k)), None)
            if value is None:
                value = "" if name in _BODIES else node.text(deep=True)[:_PROPERTY_TEXT]
            self.out.properties.append(Property(name, " ".join(value.split()), scope, place))

    def text(self, text: str, frame: _Frame) -> None:
        """Add a text node to the block being gathered."""
        pending = self.pending
        pending.pieces.append(text)
        size = len(text)
        if frame.link >= 0:
            self.open_links[frame.link][3].append(text)
            pending.link_chars += size
        if frame.bold:
            pending.bold_chars += size
        if frame.italic:
            pending.italic_chars += size
        if pending.breaks and not text.isspace():
            pending.breaks = 0

    def line_break(self, frame: _Frame) -> None:
        """Note a line break; a second one with nothing between them ends the block."""
        pending = self.pending
        pending.pieces.append("\n" if frame.kind == "code" else _BREAK)
        pending.breaks += 1
        if pending.breaks > 1:
            self.flush(frame)

    def flush(self, frame: _Frame) -> None:
        """End the block being gathered, if it holds a word."""
        pending = self.pending
        if not pending.pieces:
            if pending.inline:
                pending.inline = []
            return
        self.pending = _Pending()
        raw = "".join(pending.pieces)
        text = _lines(raw, frame.kind)
        if not text or not _WORD.search(text):
            return
        size = max(1, len(raw.strip()))
        self.out.blocks.append(
            Block(
                text,
                frame.kind,
                frame.element,
                min(len(text), pending.link_chars),
                frame.level,
                tuple(dict.fromkeys(pending.inline)),
                min(1.0, pending.bold_chars / size),
                min(1.0, pending.italic_chars / size),
            )
        )

    def close_links(self) -> None:
        """Turn the links met into records."""
        for href, rel, block, pieces in self.open_links:
            self.out.links.append(Link(href, " ".join("".join(pieces).split()), rel, block))


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
