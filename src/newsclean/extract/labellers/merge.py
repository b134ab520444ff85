"""Kept pieces of one long line become one paragraph again."""

from __future__ import annotations

from collections.abc import Sequence

from newsclean.records import ArticleBlock, Block, BlockKind


def merged(
    blocks: Sequence[Block], kinds: Sequence[BlockKind], keep: Sequence[bool]
) -> tuple[ArticleBlock, ...] | None:
    """Return the article's blocks with joined neighbours in one; None where none are joined."""
    if not any("joined" in block.marks for block in blocks):
        return None
    groups: list[tuple[BlockKind, list[str]]] = []
    before = False
    for block, kind, kept in zip(blocks, kinds, keep, strict=True):
        if kept and before and "joined" in block.marks:
            groups[-1][1].append(block.text)
        elif kept:
            groups.append((kind, [block.text]))
        before = kept
    return tuple(ArticleBlock(kind, _together(texts)) for kind, texts in groups)


def _together(texts: list[str]) -> str:
    """Join sentences with a blank, but for those that end in a full-width stop.

    >>> _together(["It rained.", "It stopped."]), _together(["下雨了。", "停了。"])
    ('It rained. It stopped.', '下雨了。停了。')
    """
    out = texts[0]
    for text in texts[1:]:
        out += text if out[-1] in "。！？」』）” " and not text[0].isascii() else " " + text
    return out
