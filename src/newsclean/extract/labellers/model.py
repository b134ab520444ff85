"""The trained labeller: beliefs of the tagger, then the choice of greatest expected overlap."""

from __future__ import annotations

import functools
from importlib.resources import as_file, files
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from newsclean.extract.features import AT, describe
from newsclean.extract.labellers.headline import headline_blocks, place_headline
from newsclean.extract.labellers.kinds import kinds_of
from newsclean.extract.labellers.repeats import without_repeats
from newsclean.extract.tagger import Weights, load_weights, read_inputs, run
from newsclean.records import Document, Labelling

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]


@functools.cache
def shipped_weights() -> Weights:
    """Return the weights that came with the package; read once a process."""
    with as_file(files("newsclean.extract.models").joinpath("html.npz")) as path:
        return load_weights(path)


class ModelLabeller:
    """Judges the blocks of an HTML page; pure, and the same on every machine to float precision."""

    name = "model"

    def __init__(
        self, weights: Weights | None = None, headline: Literal["apart", "text"] = "apart"
    ) -> None:
        self._weights = weights or shipped_weights()
        self._headline = headline

    def label(self, document: Document) -> Labelling:
        """Judge every block; a page without blocks gets an empty labelling of confidence 0."""
        if not document.blocks:
            return Labelling(labeller=self.name, scores=(), kinds=(), keep=(), confidence=0.0)
        description = describe(document)
        inputs = read_inputs(description, self._weights.tables)
        beliefs = run(inputs, self._weights)
        words = description.own[:, AT["words"]]
        keep, overlap = best_choice(beliefs, words)
        headline = headline_blocks(description.own, keep)
        keep = place_headline(keep, headline, self._headline)
        keep = without_repeats(document, keep, words)
        return Labelling(
            labeller=self.name,
            scores=tuple(beliefs.tolist()),
            kinds=kinds_of(document, keep, description),
            keep=tuple(keep.tolist()),
            confidence=overlap,
        )


def best_choice(beliefs: Floats, words: Floats) -> tuple[Flags, float]:
    """Return which blocks to keep, and the overlap (F1 of words) to be expected of that.

    Of all choices by falling belief, the one with the greatest expected overlap with the truth,
    2 * sum(belief * words kept) / (words kept + words believed); Lewis 1995, "Evaluating and
    optimizing autonomous text classification systems".
    """
    order = np.argsort(-beliefs, kind="stable")
    believed = (beliefs * words)[order]
    hit = np.cumsum(believed, dtype=np.float64)
    kept = np.cumsum(words[order], dtype=np.float64)
    overlap = 2 * hit / np.maximum(kept + hit[-1], 1e-9)
    best = int(np.argmax(overlap))
    keep = np.zeros(len(beliefs), dtype=np.bool_)
    keep[order[: best + 1]] = True
    return keep, round(float(overlap[best]), 4)
