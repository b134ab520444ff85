"""What comes out: fields, the article as published, or why there is none."""

from __future__ import annotations

from typing import Literal

import msgspec

from newsclean.errors import Reason
from newsclean.records.page import Document, PageKind, Precision
from newsclean.records.verdict import ArticleBlock, Labelling

SCHEMA: Literal["newsclean.article/1"] = "newsclean.article/1"


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
