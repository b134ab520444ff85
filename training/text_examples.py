"""Flattened pages as numbers, with the odds of words counted by fold.

No page sees odds that its own fold, or the fold held out for scores, had a part in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from newsclean.extract.text_features import (
    WORD_BUCKETS,
    TextDescription,
    TextTables,
    describe,
    matrix,
)
from training.pages import FOLDS
from training.text_flatten import WAYS
from training.text_pages import TextPage

Counts = NDArray[np.float64]

_SHORT = 40  # words; longer lines say little by single words
_SEEN = 2.0


class Example(msgspec.Struct):
    """One flattened page to learn from: its description and labels, without its text.

    `labels` are 1, 0, or -1 where unknown; `believed` those of teachers (`text_pages.TextPage`).
    """

    id: str
    domain: str
    way: str
    fold: int
    description: TextDescription
    labels: NDArray[np.int8]
    headline: NDArray[np.int8]
    words: NDArray[np.float32]
    believed: tuple[NDArray[np.int8] | None, ...] = ()

    def labels_without(self, held_out: int | None) -> NDArray[np.int8] | None:
        """Return the labels by whoever never saw the fold held out; None where nobody has any."""
        if not self.believed:
            return self.labels
        return self.believed[-1 if held_out is None else held_out]


def make_examples(pages: Sequence[TextPage]) -> list[Example]:
    """Describe all pages."""
    return [_example(page) for page in pages]


def _example(page: TextPage) -> Example:
    d = describe(page.document)
    # half precision and short integers, so that all pages stay in memory
    small = TextDescription(
        d.own.astype(np.float16),
        d.words.astype(np.int32),
        d.pairs.astype(np.int32),
        d.owner.astype(np.int32),
    )
    return Example(
        id=page.id,
        domain=page.domain,
        way=page.way,
        fold=page.fold,
        description=small,
        labels=page.labels,
        headline=page.headline,
        words=page.words,
        believed=page.believed,
    )


def count_words_by_fold(examples: Iterable[Example]) -> Counts:
    """Count (table, fold, in or out, bucket): in how many pages a word stood in and outside.

    A page counts once over all its ways, a site as the square root of its pages; pages without a
    gold body do not count.
    """
    counted = [e for e in examples if not e.believed]
    sites = Counter(example.domain for example in counted)
    counts = np.zeros((2, FOLDS, 2, WORD_BUCKETS))
    for example in counted:
        weight = (sites[example.domain] / len(WAYS)) ** -0.5 / len(WAYS)
        d = example.description
        short = example.words[d.owner] <= _SHORT
        labels = example.labels[d.owner][short]
        for table, buckets in ((0, d.words[short]), (1, d.pairs[short])):
            _add(counts[table, example.fold], buckets, labels, weight)
    return counts


def _add(table: Counts, bucket: NDArray[np.int64], labels: NDArray[np.int8], weight: float) -> None:
    """Add a page's shares: a bucket counts once a page, split between in and out."""
    inside = np.bincount(bucket[labels == 1], minlength=WORD_BUCKETS)
    outside = np.bincount(bucket[labels == 0], minlength=WORD_BUCKETS)
    used = np.flatnonzero(inside + outside)
    total = (inside + outside)[used]
    table[0, used] += weight * inside[used] / total
    table[1, used] += weight * outside[used] / total


def tables_without(counts: Counts, left_out: set[int]) -> TextTables:
    """Return the log odds learned from all folds but these."""
    keep = [fold for fold in range(FOLDS) if fold not in left_out]
    inside, outside = counts[:, keep].sum(1).swapaxes(0, 1)
    odds = np.log((inside + 1) / (outside + 1))
    odds[inside + outside < _SEEN] = 0
    words, pairs = odds.astype(np.float32)
    return TextTables(words, pairs)


def features(
    examples: Sequence[Example], counts: Counts, held_out: int | None
) -> list[NDArray[np.float16]]:
    """Return the matrix of each page, as a model sees it for which a fold was held out."""
    also = set() if held_out is None else {held_out}
    tables = [tables_without(counts, {fold} | also) for fold in range(FOLDS)]
    return [matrix(e.description, tables[e.fold]).astype(np.float16) for e in examples]
