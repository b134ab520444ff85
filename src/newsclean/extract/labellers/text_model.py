"""The trained labeller of flattened pages: a small tagger, and the choice of greatest expected F1.

The tagger believes in each line more or less; kept are the lines that give the best expected F1 of
words, less the headline, which it knows apart. That expectation, set against what came true on
pages of unseen sites, is the confidence.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from importlib import resources
from typing import Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

from newsclean.extract.labellers.chosen import flags_of, numbers_of, without
from newsclean.extract.labellers.furniture import furniture
from newsclean.extract.labellers.headline import place_headline
from newsclean.extract.labellers.merge import merged
from newsclean.extract.labellers.overlap import best_choice
from newsclean.extract.labellers.text_rules import count_words, kinds_of
from newsclean.extract.text_features import TextDescription, TextTables, describe, matrix
from newsclean.extract.text_network import HEADLINE, TEXT, Network, beliefs
from newsclean.extract.why import Reasons
from newsclean.records import Document, Labelling

Floats = NDArray[np.float32]

WEIGHTS = "text.npz"
_LEAST = 0.2  # a line believed in less is never kept, however empty the page
_GAP, _SURE = 5, 0.7  # lines between an island and the article; belief that makes it stay
_PROSE_WORDS = 20  # no headline stands below the first kept line of so many


class TextModel(msgspec.Struct, frozen=True):
    """All that was learned: networks, odds of words, and expected F1 -> F1 that came true.

    `calibration` is (2, knots): rising expectations, and the mean F1 of pages that had them.
    """

    networks: tuple[Network, ...]
    tables: TextTables
    calibration: Floats

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[np.floating]]) -> TextModel:
        """Read a model from named arrays, as `to_arrays` writes them."""
        full = {name: array.astype(np.float32) for name, array in arrays.items()}
        count = 1 + max(int(name.split("/")[0]) for name in full if name[0].isdigit())
        networks = tuple(_network(full, f"{i}/") for i in range(count))
        tables = TextTables(full["words"], full["pairs"])
        return cls(networks, tables, full["calibration"])

    def to_arrays(self) -> dict[str, NDArray[np.float16]]:
        """Return the model as named arrays of half precision."""
        arrays = {"words": self.tables.words, "pairs": self.tables.pairs}
        arrays["calibration"] = self.calibration
        for i, network in enumerate(self.networks):
            arrays |= {f"{i}/mean": network.mean, f"{i}/scale": network.scale}
            arrays |= {f"{i}/{name}": layer for name, layer in network.layers.items()}
        return {name: array.astype(np.float16) for name, array in arrays.items()}


def _network(arrays: Mapping[str, Floats], prefix: str) -> Network:
    own = {n.removeprefix(prefix): a for n, a in arrays.items() if n.startswith(prefix)}
    return Network(own.pop("mean"), own.pop("scale"), own)


@functools.cache
def shipped_model() -> TextModel:
    """Return the weights that ship with the package; read once."""
    path = resources.files("newsclean.extract.models").joinpath(WEIGHTS)
    with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        return TextModel.from_arrays(dict(arrays))


class TextModelLabeller:
    """Judges the lines of a flattened page by a trained tagger."""

    name = "text-model"

    def __init__(
        self,
        model: TextModel | None = None,
        headline: Literal["apart", "text"] = "apart",
        record: Literal["nothing", "reasons"] = "nothing",
    ) -> None:
        self._model = model or shipped_model()
        self._headline = headline
        self._record = record

    def label(self, document: Document) -> Labelling:
        """Judge every block of a flattened page."""
        blocks = document.blocks
        if not blocks:
            return Labelling(labeller=self.name, scores=(), kinds=(), keep=(), confidence=0.0)
        believed = self._judge(describe(document))
        scores = believed[:, TEXT]
        size = np.array([count_words(block.text) for block in blocks])
        chosen, expected = choose_lines(scores, size)
        chosen = without_islands(chosen, scores)
        headline = numbers_of(headline_lines(believed[:, HEADLINE], chosen, size))
        kept = place_headline(numbers_of(chosen), headline, self._headline)
        kept = without(kept, furniture(blocks, kept, headline, "text"))
        keep = flags_of(kept, len(blocks))
        kinds = kinds_of(blocks, keep)
        return Labelling(
            labeller=self.name,
            scores=tuple(scores.tolist()),
            kinds=kinds,
            keep=keep,
            confidence=self._confidence(expected) if any(keep) else 0.0,
            texts=merged(blocks, kinds, keep),
            reasons=self._reasons(document, scores) if self._record == "reasons" else None,
        )

    def scores(self, document: Document) -> Floats:
        """Return the belief in each block's being text."""
        return self._judge(describe(document))[:, TEXT]

    def _judge(self, description: TextDescription) -> Floats:
        return beliefs(self._model.networks, matrix(description, self._model.tables))

    def _reasons(self, document: Document, scores: Floats) -> Reasons:
        from newsclean.extract.text_occlusion import occluded_lines

        return occluded_lines(describe(document), scores, lambda d: self._judge(d)[:, TEXT])

    def _confidence(self, expected: float) -> float:
        """Return the mean F1 that choices of this expectation had; none for an empty choice."""
        if expected <= 0:
            return 0.0
        return round(float(np.interp(expected, *self._model.calibration)), 4)


def choose_lines(scores: Floats, size: NDArray[np.float64]) -> tuple[NDArray[np.bool_], float]:
    """Return which lines to keep for the greatest expected F1 of words, and that expectation.

    A line that is hardly believed in stays out however empty the page.
    """
    keep, expected = best_choice(scores, size)
    keep &= scores >= _LEAST
    return keep, expected if keep.any() else 0.0


def without_islands(keep: NDArray[np.bool_], scores: Floats) -> NDArray[np.bool_]:
    """Return the choice less the lines that stand far from the article and are doubtful."""
    kept = np.flatnonzero(keep)
    groups = np.split(kept, np.flatnonzero(np.diff(kept) > _GAP) + 1)
    main = max(groups, key=lambda group: float(scores[group].sum()))
    out = keep.copy()
    for group in groups:
        if group is not main and len(group) and scores[group].max() < _SURE:
            out[group] = False
    return out


def headline_lines(
    beliefs: Floats, keep: NDArray[np.bool_], size: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Tell which lines are the headline: believed to be, and above the first kept prose."""
    like: NDArray[np.bool_] = beliefs > 0.5
    prose = np.flatnonzero(keep & (size > _PROSE_WORDS) & ~like)
    if len(prose):
        like[prose[0] :] = False
    return like
