"""The records that pass between stages: frozen, typed, one at each boundary.

Target -> Response -> Document (Blocks) -> Labelling + Fields -> Article or Rejected.
"""

from __future__ import annotations

import functools
import hashlib
import re
from typing import Literal

import msgspec

from newsclean.errors import Reason

SCHEMA: Literal["newsclean.article/1"] = "newsclean.article/1"

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


class Element(msgspec.Struct, frozen=True, gc=False):
    """One block-level element: the index of its parent (-1 at the root), tag and names.

    `names` holds class, id, role, itemprop and data-* values as written, space-separated.
    """

    parent: int
    tag: str
    names: str = ""

    @property
    def tokens(self) -> tuple[str, ...]:
        """The lower-case words of the names, each once."""
        return name_tokens(self.names)


@functools.lru_cache(maxsize=4096)
def name_tokens(names: str) -> tuple[str, ...]:
    """Split class, id and data names into lower-case words, each once; pages repeat them much.

    >>> name_tokens("articleBody story-text main_col")
    ('article', 'body', 'story', 'text', 'main', 'col')
    """
    return tuple(dict.fromkeys(t.lower() for t in _NAME.findall(names)))


_NAME = re.compile(r"[A-Z]?[a-z]{2,}|[A-Z]{2,}")


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
    """An inline element whose name tokens speak of an author, a date or a credit, and its text."""

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

    `source` is the decoded page, kept for the fallback, which reads HTML by itself.
    """

    form: Literal["html", "text"]
    blocks: tuple[Block, ...]
    elements: tuple[Element, ...] = ()
    head: Head = Head()
    links: tuple[Link, ...] = ()
    pictures: tuple[Picture, ...] = ()
    embeds: tuple[Embed, ...] = ()
    stamps: tuple[Stamp, ...] = ()
    properties: tuple[Property, ...] = ()
    named: tuple[Named, ...] = ()
    encoding: str | None = None
    source: str = ""


class Why(msgspec.Struct, frozen=True):
    """One reason for the score of a block: what was seen, how it pushed, and its measure.

    `push` above 0 speaks for article text, below 0 against it; its size, 0 to 1, is how much of
    the score it made. `value` is a count, a share, or the words that were seen.
    """

    cause: str
    push: float
    value: float | str | None = None


class SiteProfile(msgspec.Struct, frozen=True, kw_only=True):
    """What repeats on the pages of one site; a format of its own, versioned.

    `pages` were seen; `texts` counts on how many of them a block stood, by the print of its text
    (`print_of`), and in the same way on how many a place had blocks, and article text
    (`extract/places.py`). Counts are halved from time to time, so that a redesign is forgotten.
    """

    version: Literal[1] = 1
    pages: int = 0
    texts: dict[int, int] = {}


def print_of(text: str) -> int:
    """Return a 63-bit print of a block's text; numbers in it count as equal, as do case and blanks.

    >>> print_of("Read  12 comments") == print_of("read 7 Comments")
    True
    """
    folded = " ".join(_NUMBER.sub("0", text).casefold().split())
    digest = hashlib.blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1


_NUMBER = re.compile(r"\d+")


class Labelling(msgspec.Struct, frozen=True, kw_only=True):
    """A labeller's verdict on a document's blocks.

    `scores[i]` in 0..1 is the belief that block i is article text; `kinds[i]` what it is;
    `keep[i]` the decision. `confidence` in 0..1 is the expected quality of the whole choice.
    `texts` replaces the document's blocks where a fallback found text of its own. `reasons[i]`
    and `overruled`, the first judge's verdict where a fallback replaced it, are only recorded
    when asked for (`ExtractOptions.record`).
    """

    labeller: str
    scores: tuple[float, ...]
    kinds: tuple[BlockKind, ...]
    keep: tuple[bool, ...]
    confidence: float
    texts: tuple[ArticleBlock, ...] | None = None
    reasons: tuple[tuple[Why, ...], ...] | None = None
    overruled: Labelling | None = None


class ArticleBlock(msgspec.Struct, frozen=True, omit_defaults=True):
    """One block of an article as published: kind, clean text, heading level, URL of an embed."""

    kind: BlockKind
    text: str
    level: int | None = None
    url: str | None = None
    time: str | None = None


class Placed(msgspec.Struct, frozen=True):
    """A block of an article that no block of the document is: how many of those stand before it."""

    block: int
    item: ArticleBlock


class Image(msgspec.Struct, frozen=True):
    """An image of the article; width and height in CSS pixels where the page gives them."""

    url: str
    alt: str | None = None
    caption: str | None = None
    credit: str | None = None
    width: int | None = None
    height: int | None = None


class Conflict(msgspec.Struct, frozen=True):
    """A serious candidate that lost: the field, its value, and where that value came from."""

    field: str
    value: str
    source: str


class Fields(msgspec.Struct, frozen=True, kw_only=True):
    """Everything but the text, each with the name of its winning source in `provenance`.

    `entries` holds the first document block of each entry of a live blog, and its time.
    """

    title: str | None = None
    description: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    published_precision: Precision | None = None
    modified: str | None = None
    language: str | None = None
    section: str | None = None
    breadcrumb: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    site: str | None = None
    canonical_url: str | None = None
    image: Image | None = None
    images: tuple[Image, ...] = ()
    free_to_read: bool | None = None
    next_page: str | None = None
    page_kind: PageKind = "article"
    entries: tuple[tuple[int, str | None], ...] = ()
    embeds: tuple[Placed, ...] = ()
    outlinks: tuple[str, ...] = ()
    provenance: dict[str, str] = {}
    conflicts: tuple[Conflict, ...] = ()


class ExtractionInfo(msgspec.Struct, frozen=True):
    """Which version and labeller made the article, and how sure it is (0..1)."""

    version: str
    labeller: str
    confidence: float


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """One clean article, schema newsclean.article/1.

    Times are RFC 3339 with the offset the page gave (none is invented); a value of day precision
    is a plain date. Absent is null or an empty list, never "". `version` counts the texts that
    `newsclean crawl` has seen of the article; `duplicate_of` is the id of a nearly equal one.
    """

    schema: Literal["newsclean.article/1"] = SCHEMA
    id: str
    url: str | None
    canonical_url: str | None
    domain: str | None
    site: str | None
    title: str | None
    description: str | None
    authors: tuple[str, ...]
    published: str | None
    published_precision: Precision | None
    modified: str | None
    language: str | None
    section: str | None
    breadcrumb: tuple[str, ...] = ()
    tags: tuple[str, ...]
    image: Image | None
    images: tuple[Image, ...]
    text: str
    blocks: tuple[ArticleBlock, ...]
    word_count: int
    page_kind: PageKind = "article"
    free_to_read: bool | None
    next_page: str | None = None
    outlinks: tuple[str, ...] = ()
    content_hash: str
    duplicate_of: str | None = None
    version: int = 1
    provenance: dict[str, str]
    conflicts: tuple[Conflict, ...]
    extraction: ExtractionInfo
    fetched_at: str | None
    http_status: int | None

    def to_json(self) -> str:
        """Return the article as one line of JSON."""
        return msgspec.json.encode(self).decode()

    def to_dict(self) -> dict[str, object]:
        """Return the article as plain dicts, lists, strings and numbers."""
        plain: dict[str, object] = msgspec.to_builtins(self)
        return plain


class Rejected(msgspec.Struct, frozen=True, kw_only=True):
    """An input that gave no article: what it was, why, and the facts in a sentence."""

    url: str | None
    reason: Reason
    detail: str
    name: str | None = None
    http_status: int | None = None
    fetched_at: str | None = None

    def to_json(self) -> str:
        """Return the rejection as one line of JSON."""
        return msgspec.json.encode(self).decode()


class Examination(msgspec.Struct, frozen=True, kw_only=True):
    """All that extraction recorded of one page; a part is None where it never came to be.

    One of `article` and `rejected` is set. The document's `source` may be left out.
    """

    url: str | None = None
    name: str | None = None
    document: Document | None = None
    labelling: Labelling | None = None
    fields: Fields | None = None
    article: Article | None = None
    rejected: Rejected | None = None

    @property
    def result(self) -> Article | Rejected:
        """The one that is set."""
        result = self.article or self.rejected
        assert result is not None
        return result


class Batch(msgspec.Struct, frozen=True):
    """Articles published together; the name is the batch's own over all runs and states."""

    name: str
    articles: tuple[Article, ...]
