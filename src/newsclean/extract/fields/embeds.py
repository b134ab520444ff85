"""What stands in the article but is not its text: embeds with their address, and outlinks."""

from __future__ import annotations

import re

from newsclean.extract.fields.canonical import absolute
from newsclean.extract.fields.evidence import Evidence
from newsclean.extract.fields.imagesources import pixels
from newsclean.extract.fields.jsonld import plain
from newsclean.extract.fields.namesigns import POST
from newsclean.records import ArticleBlock, Embed, Placed

_SOURCES = ("src", "data-src", "data-lazy-src", "data-url", "data")
_NOT_CONTENT = re.compile(
    r"google_ads|googletagmanager|doubleclick|/ads?[/.?]|adserver|captcha|newsletter|subscribe"
    r"|cookie|consent|about:blank|login|comments?|likebox|share_button|plugins/like",
    re.IGNORECASE,
)
_MOST_EMBEDS, _MOST_LINKS = 50, 500


def find_embeds(evidence: Evidence) -> tuple[Placed, ...]:
    """Return the embeds of the article in order, each with the number of blocks before it."""
    low, high = min(evidence.title_block + 1, evidence.start), evidence.end
    found: dict[str, Placed] = {}
    for embed in evidence.document.embeds:
        if low <= embed.block <= high:
            url = absolute(evidence, _address(embed))
            if url and not _NOT_CONTENT.search(url) and not _is_hidden(embed):
                found.setdefault(url, _placed(embed.block, url, embed.attributes.get("title", "")))
    for place, url in _posts(evidence, low, high):
        found.setdefault(url, _placed(place, url, ""))
    return tuple(sorted(found.values(), key=lambda p: p.block)[:_MOST_EMBEDS])


def _placed(block: int, url: str, title: str) -> Placed:
    return Placed(block, ArticleBlock("embed", plain(title)[:200], url=url))


def _address(embed: Embed) -> str:
    for name in _SOURCES:
        value = embed.attributes.get(name, "").strip()
        if value and not value.startswith(("about:", "data:", "blob:")):
            return value
    return ""


def _is_hidden(embed: Embed) -> bool:
    a = embed.attributes
    sizes = [pixels(a.get("width")), pixels(a.get("height"))]
    shrunk = any(s is not None and s < 10 for s in sizes) or a.get("width") == "0"
    return shrunk or "hidden" in a or "display:none" in a.get("style", "").replace(" ", "")


def _posts(evidence: Evidence, low: int, high: int) -> list[tuple[int, str]]:
    """Return place and address of quoted posts: the last link of the quotation is its own."""
    inside = evidence.within(POST)
    if inside is None:
        return []
    blocks = evidence.document.blocks
    found: dict[int, tuple[int, str]] = {}
    for link in evidence.links_within(low, high):
        if link.block < len(blocks):
            element = blocks[link.block].element
            url = absolute(evidence, link.href) if inside(element) else None
            if url:
                found[element] = (link.block, url)
    return list(found.values())


def find_outlinks(evidence: Evidence) -> tuple[str, ...]:
    """Return the addresses that the article's own text links to, each once, in order."""
    kept = set(evidence.kept)
    found: dict[str, None] = {}
    inside = evidence.links_within(evidence.start, evidence.end) if kept else ()
    for link in inside:
        if link.block in kept and len(found) < _MOST_LINKS:
            url = absolute(evidence, link.href)
            if url and link.text:
                found.setdefault(url)
    return tuple(found)
