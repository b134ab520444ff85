"""The pages of one article -> one article."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import msgspec

from newsclean.normalize.words import count_words
from newsclean.records import Article, ArticleBlock

_NOT_TEXT = ("caption", "embed")


def joined(pages: Sequence[Article]) -> Article:
    """Join an article's pages in order; what the first says of it holds.

    Leads and headings that each page repeats are kept once, as are its other repeated blocks of
    any length at the start of a page.
    """
    first = pages[0]
    if len(pages) == 1:
        return first
    blocks = list(first.blocks)
    for page in pages[1:]:
        blocks += _news(page.blocks, blocks)
    text = "\n\n".join(block.text for block in blocks if block.kind not in _NOT_TEXT)
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return msgspec.structs.replace(
        first,
        blocks=tuple(blocks),
        text=text,
        word_count=count_words(text),
        content_hash=f"sha256:{digest}",
        images=tuple({image.url: image for page in pages for image in page.images}.values()),
        outlinks=tuple(dict.fromkeys(link for page in pages for link in page.outlinks)),
        next_page=None,
    )


def _news(blocks: Sequence[ArticleBlock], before: Sequence[ArticleBlock]) -> list[ArticleBlock]:
    """Drop the blocks at a page's start that an earlier page had, and repeated captions."""
    known = {block.text for block in before}
    start = 0
    while start < len(blocks) and blocks[start].text in known:
        start += 1
    return [b for b in blocks[start:] if b.kind not in ("caption", "lead") or b.text not in known]
