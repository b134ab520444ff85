"""What a tag of serialised HTML means to segmentation; the same tags come again and again.

lexbor writes every element back in one form: names as parsed, each attribute after one blank as
`name="value"`, and in values and text only `&amp; &lt; &gt; &quot; &nbsp;` for what they stand for.
"""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from newsclean.records import BlockKind

BOLD, ITALIC, SILENT, FOREIGN = 1, 2, 4, 8

_INLINE = frozenset(
    (
        "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark "
        "nobr q s samp small span strike strong sub sup time tt u var wbr"
    ).split()
)
_VOID = frozenset(
    (
        "area base basefont bgsound br col embed frame hr img input keygen link meta param source "
        "track wbr"
    ).split()
)
_EMBEDS = frozenset("iframe video audio embed object".split())
# Their text is written back as it is, with "<" and "&" unescaped.
_RAW = frozenset("iframe noembed noframes plaintext script style xmp".split())
_STYLES = {"b": BOLD, "strong": BOLD, "i": ITALIC, "em": ITALIC, "cite": ITALIC}
_STYLES |= dict.fromkeys(_EMBEDS, SILENT) | {"math": FOREIGN}
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
_NAME_CHARS = 200
_NAMED_CHARS = 60
_ATTRIBUTE = re.compile(r' (=?[^ =]*)="([^"]*)"')
_CLASS_ONLY = re.compile(r'([a-z0-9]+) class="([^"&]*)"')
SPECIAL = frozenset(("br", "img", "amp-img", "source"))
_DATA = frozenset("datetime itemprop property".split())
# Inline elements so named are kept by themselves: bylines, datelines and credits are made of them.
SPEAKING = (
    "author byline writer reporter journalist autor auteur redaktor "
    "fecha time publish posted credit photograph"
).split()
_DATES = re.compile(r"(?:\b|_)dat(?:e|um)")
_MOST_KNOWN = 1 << 13
_LONGEST_KNOWN = 200

Role = Literal["close", "skip", "plain", "break", "link", "inline", "block", "special"]


class Shape(msgspec.Struct, frozen=True):
    """What a tag's name alone says.

    `kind` is None where the kind around it goes on; `fresh` says when the kind around it ends.
    """

    inline: bool
    void: bool
    raw: bool
    embed: bool
    style: int
    kind: BlockKind | None
    level: int | None
    fresh: Literal["never", "always", "unless nested"]


class Tag(msgspec.Struct, frozen=True):
    """A tag, by what is to be done: most need none of their attributes, only the names.

    A "block" is never void and carries no data; a block-level element that is or does is "special".
    `speaks` says that the names of an inline element tell of an author, a date or a credit.
    """

    role: Role
    name: str
    shape: Shape
    names: str = ""
    attributes: dict[str, str] = {}
    speaks: bool = False


def shape_of(name: str) -> Shape:
    """Return what a tag name says; by a table for all names of HTML."""
    return _SHAPES.get(name) or _shape(name)


def _shape(name: str) -> Shape:
    level = _HEADINGS.get(name)
    fresh: Literal["never", "always", "unless nested"] = "never"
    if name in _RESETS:
        fresh = "always"
    elif name == "p":
        fresh = "unless nested"
    return Shape(
        inline=name in _INLINE,
        void=name in _VOID,
        raw=name in _RAW,
        embed=name in _EMBEDS,
        style=_STYLES.get(name, 0),
        kind="heading" if level else _KINDS.get(name),
        level=level,
        fresh=fresh,
    )


_SHAPES = {
    name: _shape(name)
    for name in (
        *_INLINE,
        *_VOID,
        *_EMBEDS,
        *_RAW,
        *_HEADINGS,
        *_KINDS,
        *_RESETS,
        *"body div p ul ol dl table tbody thead tr figure picture amp-img details address".split(),
    )
}
KNOWN_NAMES = tuple(_SHAPES)
KNOWN: dict[str, Tag] = {}  # tags read before; bounded
LINKS: dict[str, Tag] = {}  # anchors, without their address


def read_tag(raw: str) -> Tag:
    """Return the meaning of a tag, as written between its angle brackets.

    >>> read_tag('div class="story" id="s1" title="x"').names
    'story s1'
    >>> read_tag("/li").role, read_tag("span").role, read_tag("br").role
    ('close', 'plain', 'break')
    """
    return KNOWN.get(raw) or _remember(KNOWN, raw, _read(raw))


def read_link(raw: str) -> tuple[Tag, str] | None:
    """Return the meaning of an `<a>` tag but for its address, and the address.

    Addresses are the part of a page's tags that hardly ever comes again. None for an anchor
    without an address, and for one that carries data, which is read as any tag is.

    >>> tag, href = read_link('a class="more" href="/x?y=1&amp;z=2"')
    >>> tag.names, href
    ('more', '/x?y=1&z=2')
    """
    start = raw.find(' href="') + len(' href="')
    end = raw.find('"', start)
    if start >= end or start < len(' href="'):
        return None
    rest = raw[: start - len(' href="')] + raw[end + 1 :]
    tag = LINKS.get(rest) or _remember(LINKS, rest, _read_anchor(rest))
    return (tag, unescape(raw[start:end])) if tag.role == "link" else None


def _read_anchor(raw: str) -> Tag:
    tag = _read(raw)
    if tag.role == "special":
        return tag
    rel = {"rel": attributes_of(raw).get("rel", "")}
    return Tag("link", "a", tag.shape, tag.names, rel, tag.speaks)


def _remember(known: dict[str, Tag], raw: str, tag: Tag) -> Tag:
    if len(raw) <= _LONGEST_KNOWN:
        if len(known) >= _MOST_KNOWN:
            known.clear()
        known[raw] = tag
    return tag


def _read(raw: str) -> Tag:
    if raw[:1] in "?!":  # an instruction to a program
        return Tag("skip", raw, shape_of("wbr"))
    if raw[:1] == "/":
        shape = shape_of(raw[1:])
        return Tag("skip" if shape.void else "close", raw[1:], shape)
    plain = _CLASS_ONLY.fullmatch(raw)
    if plain:  # the most common sort
        name, value = plain.groups()
        shape = shape_of(name)
        if not (shape.inline or shape.void or shape.embed or shape.raw or name in SPECIAL):
            return Tag("block", name, shape, value[:_NAME_CHARS])
        attributes = {"class": value}
    else:
        name = raw.partition(" ")[0]
        shape = shape_of(name)
        attributes = attributes_of(raw) if len(name) < len(raw) else {}
    names = names_of(attributes) if attributes else ""
    role = _role(name, shape, names, attributes)
    kept = attributes if role == "special" else {}
    return Tag(role, name, shape, names, kept, shape.inline and names != "" and speaks_of(names))


def speaks_of(names: str) -> bool:
    """Tell whether names speak of an author, a date or a credit.

    Searched word by word: one pattern of all of them takes forty times as long.

    >>> speaks_of("post-Date"), speaks_of("update"), speaks_of("main bylineBox")
    (True, False, True)
    """
    lower = names.lower()
    for word in SPEAKING:
        if word in lower:
            return True
    return "dat" in lower and _DATES.search(lower) is not None


def _role(name: str, shape: Shape, names: str, attributes: dict[str, str]) -> Role:
    if name == "br":
        return "break"
    data = not _DATA.isdisjoint(attributes) or (name == "time" and attributes != {})
    if data or shape.embed or shape.raw or name in SPECIAL:
        return "special"
    if not shape.inline:
        return "special" if shape.void else "block"
    if name == "a" and attributes.get("href"):
        return "special"  # read whole; see read_link
    if names or shape.style:
        return "inline"
    return "skip" if shape.void else "plain"


def attributes_of(raw: str) -> dict[str, str]:
    """Return a tag's attributes.

    >>> attributes_of('a href="/?a=1&amp;b=2" rel=""')
    {'href': '/?a=1&b=2', 'rel': ''}
    """
    found = dict(_ATTRIBUTE.findall(raw))
    if "&" in raw:
        return {name: unescape(value) for name, value in found.items()}
    return found


def unescape(text: str) -> str:
    """Undo what the serialisation escaped.

    >>> unescape("Q&amp;amp;A &lt;3")
    'Q&amp;A <3'
    """
    if "&" not in text:
        return text
    text = text.replace("&nbsp;", "\xa0").replace("&quot;", '"')
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def names_of(attributes: dict[str, str]) -> str:
    """Join class, id, role, itemprop and data names as written.

    >>> names_of({"class": "story-text", "id": "main", "role": "main", "style": "display: none"})
    'story-text main role main hidden'
    """
    parts = []
    for name, value in attributes.items():
        if name == "class" or name == "id":
            parts.append(value[:_NAME_CHARS])
        elif name in _NAMED:
            parts.append(f"{name} {value[:_NAMED_CHARS]}")
        elif name == "hidden" or (name == "style" and value and _HIDDEN.search(value)):
            parts.append("hidden")
    return " ".join(parts)
