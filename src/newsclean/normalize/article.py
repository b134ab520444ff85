"""Labelled blocks and fields -> Article, or Rejected where too little is left."""

from __future__ import annotations

import hashlib
import re
from itertools import compress

from newsclean._version import __version__
from newsclean.address_parts import host_of
from newsclean.errors import Reason
from newsclean.normalize.text import all_clean, clean_text
from newsclean.normalize.words import count_words
from newsclean.options import ExtractOptions
from newsclean.records import (
    Article,
    ArticleBlock,
    Document,
    ExtractionInfo,
    Fields,
    Labelling,
    Rejected,
    Response,
)

_WEB = ("http://", "https://")
_NOT_TEXT = ("caption", "embed")
_ABOVE_TEXT = ("heading", "caption", "embed")
_LEVELLED = ("heading", "entry")
_WORD = re.compile(r"\w+")


def build_article(
    response: Response,
    document: Document,
    labelling: Labelling,
    fields: Fields,
    options: ExtractOptions,
) -> Article | Rejected:
    """Put an article together; `Rejected` where fewer than `min_words` words were kept."""
    blocks = kept_blocks(document, labelling, fields)
    if options.headline == "apart":
        blocks = without_headline(blocks, fields.title)
    text = "\n\n".join([block.text for block in blocks if block.kind not in _NOT_TEXT])
    words = count_words(text)
    if words < options.min_words:
        return rejected(response, Reason.NO_ARTICLE, f"only {words} words of article text")
    url = response.url
    # A file on this machine is no address that others could know the article by.
    canonical = fields.canonical_url or (url.strip() if url and url.startswith(_WEB) else None)
    content_hash = _hash(text)
    return Article(
        id=_hash(canonical)[:16] if canonical else content_hash[:16],
        url=url,
        canonical_url=canonical,
        domain=(host_of(canonical) if canonical else "") or None,
        site=fields.site,
        title=fields.title,
        description=fields.description,
        authors=fields.authors,
        published=fields.published,
        published_precision=fields.published_precision,
        modified=fields.modified,
        language=fields.language,
        section=fields.section,
        breadcrumb=fields.breadcrumb,
        tags=fields.tags,
        image=fields.image,
        images=fields.images,
        text=text,
        blocks=blocks,
        word_count=words,
        page_kind=fields.page_kind,
        free_to_read=fields.free_to_read,
        next_page=fields.next_page,
        outlinks=fields.outlinks,
        content_hash=f"sha256:{content_hash}",
        provenance=fields.provenance,
        conflicts=fields.conflicts,
        extraction=ExtractionInfo(__version__, labelling.labeller, round(labelling.confidence, 4)),
        fetched_at=response.fetched_at,
        http_status=response.status,
    )


def kept_blocks(
    document: Document, labelling: Labelling, fields: Fields
) -> tuple[ArticleBlock, ...]:
    """Return the blocks that were kept, cleaned, in reading order, with the embeds between them."""
    if labelling.texts is not None:
        chosen = list(labelling.texts)
    else:
        chosen = _placed(document, labelling, fields)
    if not all_clean([block.text for block in chosen]):
        chosen = [block if all_clean([block.text]) else _cleaned(block) for block in chosen]
    return tuple([block for block in chosen if block.text or block.url])


def _cleaned(block: ArticleBlock) -> ArticleBlock:
    return ArticleBlock(block.kind, clean_text(block.text), block.level, block.url, block.time)


def without_headline(
    blocks: tuple[ArticleBlock, ...], title: str | None
) -> tuple[ArticleBlock, ...]:
    """Leave out headings above the text that only say the title again, alone or after a kicker."""
    start = 0
    while start < len(blocks) and blocks[start].kind in _ABOVE_TEXT:
        start += 1
    if not start:
        return blocks
    said = _folded(title or "")
    above = (b for b in blocks[:start] if b.kind != "heading" or not _says(b.text, said))
    return (*above, *blocks[start:])


def _says(heading: str, title: str) -> bool:
    """Return whether a heading is the title, which is folded, or a kicker and the title."""
    folded = _folded(heading)
    return folded == title or (" " in title and folded.endswith(f" {title}"))


def _folded(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _placed(document: Document, labelling: Labelling, fields: Fields) -> list[ArticleBlock]:
    if not fields.entries and not fields.embeds:
        return _plain(document, labelling)
    entries = dict(fields.entries)
    waiting = list(fields.embeds)
    chosen: list[ArticleBlock] = []
    for i in compress(range(len(document.blocks)), labelling.keep):
        block = document.blocks[i]
        while waiting and waiting[0].block <= i:
            chosen.append(waiting.pop(0).item)
        kind = "entry" if i in entries else labelling.kinds[i]
        level = block.level if kind in _LEVELLED else None
        chosen.append(ArticleBlock(kind, block.text, level, time=entries.get(i)))
    return chosen + [placed.item for placed in waiting]


def _plain(document: Document, labelling: Labelling) -> list[ArticleBlock]:
    """Do as `_placed` for a page without entries and embeds, as most are."""
    kept = compress(document.blocks, labelling.keep), compress(labelling.kinds, labelling.keep)
    return [
        ArticleBlock(kind, block.text, block.level if kind in _LEVELLED else None)
        for block, kind in zip(*kept, strict=True)
    ]


def rejected(response: Response, reason: Reason, detail: str) -> Rejected:
    """Say why this response gave no article."""
    return Rejected(
        url=response.url,
        reason=reason,
        detail=detail,
        name=response.name,
        http_status=response.status,
        fetched_at=response.fetched_at,
    )


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
