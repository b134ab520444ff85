"""Learned odds of names and words, counted by fold so that no page sees its own fold's labels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from newsclean.extract.features import Tables
from newsclean.extract.measures import WORD_BUCKETS
from newsclean.extract.names import NAME_BUCKETS, NameTokens
from training.pages import FOLDS, Page

Counts = NDArray[np.float64]

_SHORT = 40  # words; longer blocks say little by single words
_SEEN_NAMES = 3.0
_SEEN_WORDS = 6.0


class FoldCounts(msgspec.Struct):
    """For each fold: how often a bucket stood in the article (0) and outside it (1)."""

    names: Counts
    marks: Counts
    words: Counts
    pairs: Counts


def count(pages: Sequence[Page]) -> FoldCounts:
    """Count all pages once; each site weighs as the square root of its pages."""
    counts = FoldCounts(
        np.zeros((FOLDS, 2, NAME_BUCKETS)),
        np.zeros((FOLDS, 2, NAME_BUCKETS)),
        np.zeros((FOLDS, 2, WORD_BUCKETS)),
        np.zeros((FOLDS, 2, WORD_BUCKETS)),
    )
    sites: dict[str, int] = {}
    for page in pages:
        sites[page.domain] = sites.get(page.domain, 0) + 1
    for page in pages:
        _count_page(counts, page, sites[page.domain] ** -0.5)
    return counts


def _count_page(counts: FoldCounts, page: Page, weight: float) -> None:
    d = page.description
    fold = page.fold
    known = page.labels >= 0
    chain_names = np.array(d.name_of)[d.containers.chain]
    blocks = np.broadcast_to(np.arange(len(known)), chain_names.shape)
    pairs = np.unique(chain_names.ravel() * len(known) + blocks.ravel())
    string, block = pairs // len(known), pairs % len(known)
    bucket, block = _expand(d.names, string, block)
    _add(counts.names[fold], bucket, page.labels[block], weight)
    _add(counts.marks[fold], d.marks.buckets, page.labels[d.marks.owner], weight)
    short = page.words[d.word_blocks] <= _SHORT
    labels = page.labels[d.word_blocks][short]
    _add(counts.words[fold], d.words[short], labels, weight)
    _add(counts.pairs[fold], d.pairs[short], labels, weight)


def _expand(
    names: NameTokens, string: NDArray[np.int64], block: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Turn (string, block) pairs into (bucket, block) pairs."""
    size = np.bincount(names.owner, minlength=names.strings)
    start = np.cumsum(size) - size
    reps = size[string]
    offset = np.arange(reps.sum()) - np.repeat(np.cumsum(reps) - reps, reps)
    return names.buckets[np.repeat(start[string], reps) + offset], np.repeat(block, reps)


def _add(table: Counts, bucket: NDArray[np.int64], labels: NDArray[np.int8], weight: float) -> None:
    """Add a page's shares: a bucket counts once a page, split between in and out."""
    size = table.shape[1]
    inside = np.bincount(bucket[labels == 1], minlength=size)
    outside = np.bincount(bucket[labels == 0], minlength=size)
    total = np.maximum(1, inside + outside)
    table[0] += weight * inside / total
    table[1] += weight * outside / total


def tables_without(counts: FoldCounts, left_out: Iterable[int]) -> Tables:
    """Return the log odds learned from all folds but these."""
    keep = [fold for fold in range(FOLDS) if fold not in set(left_out)]
    return Tables(
        _odds(counts.names[keep].sum(0), _SEEN_NAMES),
        _odds(counts.marks[keep].sum(0), _SEEN_NAMES),
        _odds(counts.words[keep].sum(0), _SEEN_WORDS),
        _odds(counts.pairs[keep].sum(0), _SEEN_WORDS),
    )


def _odds(counts: Counts, least: float) -> NDArray[np.float32]:
    inside, outside = counts
    odds = np.log((inside + 1) / (outside + 1))
    odds[inside + outside < least] = 0
    learned: NDArray[np.float32] = odds.astype(np.float32)
    return learned
