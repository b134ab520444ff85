"""resiliparse: main content without comments and alternative texts (F1 .861; by default .845)."""

from __future__ import annotations

from benchmarks.peers.records import Extract, Extraction, Page


def make() -> Extract:
    """Return the parse and the main content; it knows a title, no date and no authors."""
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree

    def extract(page: Page) -> Extraction:
        tree = HTMLTree.parse(page.html)
        text = extract_plain_text(tree, main_content=True, alt_texts=False, comments=False)
        return Extraction(text=text, title=tree.title)

    return extract
