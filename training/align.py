"""Blocks labelled by aligning them with the gold body.

A longest common subsequence of tokens ties the page to the gold text; a trigram check keeps
a block from being called gold by words scattered over the alignment.
"""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.corpus import shared_module

_SHORT = 6
_SURE = 0.8
_HALF = 0.5


def tokens(text: str) -> list[str]:
    """Split a text into word tokens as the scorer does."""
    found: list[str] = shared_module("metrics").tokens(text)
    return found


def gold_shares(texts: Sequence[str], gold: str) -> list[tuple[float, float]]:
    """For each block: share of its tokens aligned with the gold, share of its trigrams in it."""
    from rapidfuzz.distance import LCSseq

    wanted = tokens(gold)
    cut = [tokens(text) for text in texts]
    flat = [token for block in cut for token in block]
    aligned = [False] * len(flat)
    for op in LCSseq.opcodes([hash(t) for t in flat], [hash(t) for t in wanted]):
        if op.tag == "equal":
            for i in range(op.src_start, op.src_end):
                aligned[i] = True
    known = set(zip(wanted, wanted[1:], wanted[2:], strict=False))
    shares = []
    start = 0
    for block in cut:
        size = len(block)
        trigrams = list(zip(block, block[1:], block[2:], strict=False))
        hit = sum(aligned[start : start + size]) / size if size else 0.0
        near = sum(t in known for t in trigrams) / len(trigrams) if trigrams else hit
        shares.append((hit, near))
        start += size
    return shares


def gold_labels(texts: Sequence[str], gold: str) -> list[bool]:
    """Tell for each block whether it belongs to the gold body."""
    labels = []
    for text, (hit, near) in zip(texts, gold_shares(texts, gold), strict=True):
        long = len(tokens(text)) >= _SHORT
        labels.append(hit >= _SURE or (long and min(hit, near) >= _HALF))
    return labels
