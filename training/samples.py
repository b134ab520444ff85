"""What the network learns from: a page's inputs with labels and weights, and their scale."""

from __future__ import annotations

import collections
from collections.abc import Mapping, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from newsclean.extract.features import Tables
from newsclean.extract.labellers.headline import headline_blocks
from newsclean.extract.tagger import Inputs, read_inputs
from training.pages import FOLDS, Page
from training.tables import FoldCounts, tables_without

Floats = NDArray[np.float32]
NOBODY = -1  # the fold left out where none is


class Scale(msgspec.Struct, frozen=True):
    """Mean and one over the spread of each number, over all blocks learned from."""

    mean: Floats
    scale: Floats

    def apply(self, inputs: Inputs) -> Inputs:
        """Return inputs as the network wants them, clipped at four spreads."""
        numbers = np.clip((inputs.numbers - self.mean) * self.scale, -4, 4)
        return msgspec.structs.replace(inputs, numbers=numbers.astype(np.float32))


class Sample(msgspec.Struct):
    """One page to learn from; `labels` in 0..1, negative where unknown; `weight` of the page."""

    inputs: Inputs
    labels: Floats
    words: Floats
    weight: float


class Books:
    """Tables of odds by fold: a page never sees odds counted on its own fold or the one left out.

    So the odds are as honest in training as they are on a site never seen.
    """

    def __init__(self, counts: FoldCounts, left_out: int) -> None:
        self._by_fold = [tables_without(counts, {left_out, fold}) for fold in range(FOLDS)]
        self.whole = tables_without(counts, {left_out})

    def of(self, page: Page) -> Tables:
        """Return the tables that a page may see."""
        return self._by_fold[page.fold]


def measure(pages: Sequence[Inputs]) -> Scale:
    """Return the scale of the numbers of these pages."""
    numbers = np.concatenate([page.numbers for page in pages]).astype(np.float64)
    spread = numbers.std(0) + 1e-3
    return Scale(numbers.mean(0).astype(np.float32), (1 / spread).astype(np.float32))


def labelled(page: Page) -> bool:
    """Tell whether a page has a gold body that its blocks hold."""
    return bool(page.body) and bool((page.labels == 1).any())


def body_labels(page: Page) -> Floats:
    """Return the labels of a page; the headline's are unknown, as the sources disagree on it."""
    labels = page.labels.astype(np.float32)
    labels[headline_blocks(page.description.own, page.labels == 1)] = -1
    return labels


def site_weights(pages: Sequence[Page], power: float) -> Mapping[str, float]:
    """Return a weight a site: many pages of one site teach less than as many of several."""
    sizes = collections.Counter(page.domain for page in pages)
    return {domain: size**-power for domain, size in sizes.items()}


def inputs_of(pages: Sequence[Page], books: Books) -> list[Inputs]:
    """Return the pages' inputs, not yet scaled."""
    return [read_inputs(page.description, books.of(page)) for page in pages]
