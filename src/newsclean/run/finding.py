"""The work of a worker on a source: bytes of a feed, sitemap or section page -> Listing.

Which of them it is, the job's form of address says not; the bytes do.
"""

from __future__ import annotations

import re

from newsclean.document.parse import parse
from newsclean.errors import NewscleanError, Reason
from newsclean.normalize.article import rejected
from newsclean.options import ExtractOptions
from newsclean.records import Listing, Rejected, Response
from newsclean.sources.feeds import parse_feed
from newsclean.sources.homepage import link_guesses
from newsclean.sources.sitemaps import parse_sitemap

FIND = "newsclean.run.finding:find"
_SITEMAP = re.compile(rb"<(?:\w+:)?(?:urlset|sitemapindex)\b")
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF|channel|item|entry)\b|^\s*\{", re.I)


def find(response: Response, options: ExtractOptions, before: bytes = b"") -> Listing | Rejected:
    """Return what a source lists; Rejected where its bytes are none.

    `before` are the marks of its last listing.
    """
    body = response.body if isinstance(response.body, bytes) else response.body.encode()
    start = body[:4096].removeprefix(b"\xef\xbb\xbf")
    if not start.strip():
        return rejected(response, Reason.EMPTY, "the source is empty")
    if body.startswith(b"\x1f\x8b") or _SITEMAP.search(start):
        return parse_sitemap(response, before)
    if _FEED.search(start) and not _is_page(start):
        return parse_feed(response)
    if not start.lstrip().startswith(b"<"):
        return parse_sitemap(response)
    try:
        return link_guesses(parse(response, "html"), response.url or "")
    except NewscleanError as error:
        return rejected(response, error.reason, error.detail)


def _is_page(start: bytes) -> bool:
    """Say whether the bytes begin an HTML page.

    >>> _is_page(b"<!DOCTYPE html><html>"), _is_page(b"<?xml version='1.0'?><rss>")
    (True, False)
    """
    return re.search(rb"<(?:!doctype\s+html|html|head|body)\b", start, re.I) is not None
