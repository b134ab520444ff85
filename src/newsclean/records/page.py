"""A page on its way in: asked for, fetched, listed elsewhere, and taken apart."""

from __future__ import annotations

from typing import Literal

import msgspec

from newsclean.records.elements import Elements, name_tokens

Form = Literal["auto", "html", "text"]
BlockKind = Literal[
    "lead",
    "heading",
    "paragraph",
    "list_item",
    "quote",
    "table",
    "code",
    "caption",
    "entry",
    "embed",
]
Precision = Literal["second", "minute", "day"]
PageKind = Literal[
    "article", "live_blog", "gallery", "video", "listing", "home", "error", "consent", "bot_wall"
]


class Hints(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a feed or a sitemap said of a page before it was fetched; evidence, not truth."""

    title: str | None = None
    published: str | None = None
    modified: str | None = None
    authors: tuple[str, ...] = ()
    section: str | None = None
    site: str | None = None


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """One page to fetch. `origin` names the source that found it (arguments, a feed's URL ...)."""

    url: str
    origin: str = "arguments"
    hints: Hints | None = None
    etag: str | None = None
    last_modified: str | None = None


class Guess(msgspec.Struct, frozen=True):
    """A link of a home or section page: its shape, and how much it looks like an article's."""

    url: str
    shape: str
    score: float
    title: str


class Listing(msgspec.Struct, frozen=True, kw_only=True):
    """What a feed, sitemap or section page lists: pages, links that may be pages, sitemaps.

    `problems` are sentences about what could not be read of it; `relisted` counts the entries that
    an earlier listing had word for word, which is told by its `marks`.
    """

    url: str | None
    targets: tuple[Target, ...] = ()
    guesses: tuple[Guess, ...] = ()
    sitemaps: tuple[Target, ...] = ()
    feeds: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    relisted: int = 0
    marks: bytes = b""


class Response(msgspec.Struct, frozen=True, kw_only=True):
    """The bytes of one page, fetched or read, before anyone looked into them.

    `url` is the address the bytes came from (after redirects; a file: URL for files; None for
    a bare string), `name` what the user called it. A `str` body is already decoded.
    `fetched_at` is RFC 3339 in UTC, or None where nothing was fetched.
    """

    body: bytes | str
    url: str | None = None
    name: str | None = None
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    fetched_at: str | None = None
    form: Form = "auto"
    hints: Hints | None = None

    def header(self, name: str) -> str | None:
        """Return the last value of a header, by name in any case."""
        wanted = name.lower()
        return next((v for k, v in reversed(self.headers) if k.lower() == wanted), None)


class Block(msgspec.Struct, frozen=True, gc=False):
    r"""A run of inline content inside one block-level element.

    `element` indexes `Document.elements`; `link_chars` counts characters inside links;
    `kind` is what the markup says, which a labeller may overrule; `level` is 1 to 6 for headings;
    `marks` are the names of inline elements inside it as written, or how a plain-text line stood
    in its dump; `bold` and `italic` are shares of its characters. A written line break is "\n".
    """

    text: str
    kind: BlockKind
    element: int = 0
    link_chars: int = 0
    level: int | None = None
    marks: tuple[str, ...] = ()
    bold: float = 0.0
    italic: float = 0.0


class Link(msgspec.Struct, frozen=True, gc=False):
    """A hyperlink: absolute or relative `href` as written, its text, rel words, and block index."""

    href: str
    text: str
    rel: str
    block: int


class Picture(msgspec.Struct, frozen=True, gc=False):
    """An image element as written: attributes, the element and the number of blocks before it."""

    attributes: dict[str, str]
    element: int
    block: int


class Embed(msgspec.Struct, frozen=True, gc=False):
    """A video, post, map or other frame as written, and the number of blocks before it."""

    tag: str
    attributes: dict[str, str]
    element: int
    block: int


class Stamp(msgspec.Struct, frozen=True, gc=False):
    """A `<time>` element or another element with a datetime: its value, text and place."""

    value: str
    text: str
    names: str
    block: int

    @property
    def tokens(self) -> tuple[str, ...]:
        """The lower-case words of the names, each once."""
        return name_tokens(self.names)


class Named(msgspec.Struct, frozen=True, gc=False):
    """An inline element whose names speak of an author, a date or a credit, and its text.

    Or one of the first two with names in a level-one heading.
    """

    text: str
    names: str
    block: int

    @property
    def tokens(self) -> tuple[str, ...]:
        """The lower-case words of the names, each once."""
        return name_tokens(self.names)


class Property(msgspec.Struct, frozen=True, gc=False):
    """A microdata or RDFa property: name, value (content, href, datetime or text), and type."""

    name: str
    value: str
    scope: str
    block: int


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """What the page says of itself outside its text; all values as written, in page order."""

    title: str | None = None
    lang: str | None = None
    base: str | None = None
    metas: tuple[tuple[str, str], ...] = ()
    links: tuple[tuple[str, str, str], ...] = ()
    json_ld: tuple[str, ...] = ()
    app_state: tuple[str, ...] = ()

    def meta(self, *names: str) -> str | None:
        """Return the first non-empty content of the first of these names (lower case) present."""
        for name in names:
            for key, value in self.metas:
                if key == name and value.strip():
                    return value.strip()
        return None


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A page taken apart: blocks in reading order and everything the fields need; no tree.

    `page` is the page in UTF-8, kept for the fallback, which reads HTML by itself; empty for text.
    """

    form: Literal["html", "text"]
    blocks: tuple[Block, ...]
    elements: Elements = msgspec.field(default_factory=Elements)
    head: Head = Head()
    links: tuple[Link, ...] = ()
    pictures: tuple[Picture, ...] = ()
    embeds: tuple[Embed, ...] = ()
    stamps: tuple[Stamp, ...] = ()
    properties: tuple[Property, ...] = ()
    named: tuple[Named, ...] = ()
    encoding: str | None = None
    page: bytes = b""

    @property
    def source(self) -> str:
        """The page as text, decoded anew each time: few pages are asked for it."""
        return self.page.decode()
