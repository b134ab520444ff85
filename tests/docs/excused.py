"""Blocks that are not run here: whole pages that have a test of their own, and single blocks.

Elsewhere the reason stands above the block: <!-- not run: REASON -->.
"""

from __future__ import annotations

from tests.docs.blocks import CodeBlock

# Their examples need packages that newsclean does not, and processes of their own.
ELSEWHERE = {"docs/adapters.md": "tests/test_adapters_docs.py"}
# (page, first line of the block): why
EXCUSED = {
    (
        "docs/crawl.md",
        "SITES.toml:17: sites[0].dely: there is no key `dely` (did you mean `delay`?)",
    ): ("a message, compared with the real one by tests/test_crawl_docs.py"),
}


def reason_of(block: CodeBlock) -> str | None:
    """Return why a block is not run, None where it is."""
    if block.page in ELSEWHERE:
        return f"run by {ELSEWHERE[block.page]}"
    return block.reason or EXCUSED.get((block.page, block.text.strip().splitlines()[0]))
