"""The JSON Schema of an article's JSON, made from the record itself."""

from __future__ import annotations

from inspect import cleandoc
from typing import Any

import msgspec

from newsclean.records import SCHEMA, Article

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
DESCRIPTIONS: dict[str, dict[str, str]] = {
    "Article": {
        "schema": "Name and version of this schema.",
        "id": "Identity of the page: a hash of its canonical URL, else of its text.",
        "url": "Where the page was read: its address after redirects, or a file: URL.",
        "canonical_url": "The address that the page gives itself; else `url`.",
        "domain": "Host of the canonical URL, without www.",
        "site": "Name of the publication.",
        "title": "Headline, without the name of the site.",
        "description": "The page's own summary.",
        "authors": "Names of the authors, one an item, without roles.",
        "published": "First publication: RFC 3339 with the offset that the page gave; a plain "
        "date where it gives only a day; without an offset where it gives none.",
        "published_precision": "How exact `published` is.",
        "modified": "Last change, written as `published` is.",
        "language": "Language of the text, BCP 47.",
        "section": "Section of the publication.",
        "breadcrumb": "The path of sections down to the page.",
        "tags": "Keywords that the page gives, as written.",
        "image": "The main picture.",
        "images": "All pictures of the article, in reading order.",
        "text": "The article: all blocks but captions and embeds, joined by blank lines.",
        "blocks": "The article in pieces, in reading order.",
        "word_count": "Words of `text`; a Chinese, Japanese or Thai character counts as one.",
        "page_kind": "What kind of page this is.",
        "free_to_read": "Whether the page says that it can be read without paying.",
        "next_page": "Address of the next part of the same article.",
        "outlinks": "Addresses that the article's text links to.",
        "content_hash": "SHA-256 of `text`.",
        "duplicate_of": "`id` of an earlier article of the same or nearly the same text.",
        "version": "1 for the first text of the article, one more for each change `crawl` saw.",
        "provenance": "For each field the name of the source it was taken from.",
        "conflicts": "Serious candidates for a field that lost.",
        "extraction": "What made this article, and how sure it is.",
        "fetched_at": "When the page was fetched, RFC 3339 in UTC.",
        "http_status": "Status of the answer that brought the page.",
    },
    "ArticleBlock": {
        "kind": "What the block is.",
        "text": "Its clean text.",
        "level": "Level of a heading, 1 to 6.",
        "url": "Address of an embed.",
        "time": "Time of an entry of a live blog.",
    },
    "Image": {
        "url": "Address of the picture.",
        "alt": "Its alternative text.",
        "caption": "Its caption.",
        "credit": "Who made it or owns it.",
        "width": "Width in CSS pixels.",
        "height": "Height in CSS pixels.",
    },
    "Conflict": {
        "field": "Name of the field.",
        "value": "The value that lost.",
        "source": "Where it came from.",
    },
    "ExtractionInfo": {
        "version": "Version of newsclean.",
        "labeller": "The judge of blocks that decided.",
        "confidence": "How sure it was, 0 to 1.",
    },
}


def article_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) that every article's JSON satisfies."""
    made = msgspec.json.schema(Article)
    definitions: dict[str, Any] = made["$defs"]
    for definition in definitions.values():
        definition["description"] = cleandoc(definition["description"])
    for name, told in DESCRIPTIONS.items():
        for field, description in told.items():
            described = definitions[name]["properties"][field]
            definitions[name]["properties"][field] = {"description": description, **described}
    article = definitions["Article"]
    article["required"] = list(article["properties"])  # absent is null: each key is always there
    whole = {"$schema": _DIALECT, "$id": SCHEMA, "title": SCHEMA, **made}
    plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(whole))  # lists, not tuples
    return plain
