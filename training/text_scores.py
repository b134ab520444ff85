"""What a labeller makes of flattened pages, in the measures of ../shared/bench/score.py."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from benchmarks.corpus import shared_module
from newsclean.extract.labellers.text_model import TextModel
from newsclean.stages import Labeller
from training.text_pages import TextPage

FOLD_MODELS = Path(".cache/text_folds")
_KNOTS = 12


class Judged(msgspec.Struct, frozen=True):
    """One page as a labeller judged it: the text it kept, how sure it was, and the F1 of that."""

    page: TextPage
    text: str
    confidence: float
    f1: float

    @property
    def row(self) -> dict[str, str]:
        """The page as the scorer wants it."""
        return {"gold": self.page.body or "", "pred": self.text}


def judge(pages: Iterable[TextPage], labeller: Labeller) -> list[Judged]:
    """Label pages and score each."""
    judged = []
    prf = shared_module("metrics").prf
    for page in pages:
        labelling = labeller.label(page.document)
        kept = zip(page.blocks, labelling.keep, strict=True)
        text = "\n\n".join(block.text for block, keep in kept if keep)
        judged.append(Judged(page, text, labelling.confidence, prf(page.body, text)[2]))
    return judged


def summary(judged: Sequence[Judged]) -> dict[str, float]:
    """Return the scorer's figures over pages."""
    figures: dict[str, float] = shared_module("metrics").summarize([j.row for j in judged])
    return figures


def calibration(judged: Sequence[Judged]) -> NDArray[np.float32]:
    """Return (2, knots): expectations, and the mean F1 of pages that had about those.

    The judged must come from a model without calibration, on pages it was not trained on.
    """
    expected = np.array([j.confidence for j in judged])
    true = np.array([j.f1 for j in judged])
    groups = np.array_split(np.argsort(expected, kind="stable"), min(_KNOTS, len(judged)))
    x = [expected[group].mean() for group in groups]
    y = np.maximum.accumulate([true[group].mean() for group in groups])
    knots: NDArray[np.float32] = np.array([[0, *x, 1], [0, *y, y[-1]]], dtype=np.float32)
    return knots


def save_model(model: TextModel, path: Path) -> None:
    """Write a model's arrays, at half precision."""
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, allow_pickle=False, **model.to_arrays())


def load_model(path: Path) -> TextModel:
    """Read a model written by `save_model`."""
    with np.load(path, allow_pickle=False) as arrays:
        return TextModel.from_arrays(dict(arrays))
