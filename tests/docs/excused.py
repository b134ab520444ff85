"""Blocks that are not run, of pages that are written elsewhere at the moment: (page, first line).

In all other pages the reason stands above the block: <!-- not run: REASON -->.
"""

from __future__ import annotations

from tests.docs.blocks import CodeBlock

EXCUSED = {
    (
        "docs/crawl.md",
        "SITES.toml:17: sites[0].dely: there is no key `dely` (did you mean `delay`?)",
    ): ("a message, compared with the real one by tests/test_crawl_docs.py"),
}


def reason_of(block: CodeBlock) -> str | None:
    """Return why a block is not run, None where it is."""
    return block.reason or EXCUSED.get((block.page, block.text.strip().splitlines()[0]))
