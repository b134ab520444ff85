"""The parse of a page and nothing more: the yardstick of time."""

from __future__ import annotations

from benchmarks.peers.records import Extract, Extraction, Page


def make() -> Extract:
    """Return lexbor's parse, as newsclean uses it."""
    from selectolax.lexbor import LexborHTMLParser

    def extract(page: Page) -> Extraction:
        LexborHTMLParser(page.html)
        return Extraction()

    return extract
