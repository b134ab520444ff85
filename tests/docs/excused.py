"""Blocks that are not run here: whole pages that have a test of their own, and single blocks.

Elsewhere the reason stands above the block: <!-- not run: REASON -->.
"""

from __future__ import annotations

from tests.docs.blocks import CodeBlock

# Their examples need packages that newsclean does not, and processes of their own.
ELSEWHERE = {
    "docs/adapters.md": "tests/test_adapters_docs.py",
    "docs/clusters.md": "tests/run/engines/test_ray.py",
}
# (page, how the block begins): why
EXCUSED = {
    ("docs/archives.md", "newsclean clean crawl.warc.gz"): (
        "asks for archives on S3; tests/sources and tests/cli read archives of all kinds"
    ),
    ("docs/crawl.md", "SITES.toml:17: sites[0].dely"): (
        "a message, compared with the real one by tests/test_crawl_docs.py"
    ),
}


def reason_of(block: CodeBlock) -> str | None:
    """Return why a block is not run, None where it is."""
    if block.page in ELSEWHERE:
        return f"run by {ELSEWHERE[block.page]}"
    return block.reason or next((why for key, why in EXCUSED.items() if begins(block, key)), None)


def begins(block: CodeBlock, key: tuple[str, str]) -> bool:
    """Tell whether an excuse is for this block."""
    return block.page == key[0] and block.text.lstrip().startswith(key[1])
