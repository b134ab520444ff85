"""Where the cross-validated weights lie: for each fold, those that never saw its sites."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from newsclean.extract.labellers.model import ModelLabeller
from newsclean.extract.weights import load_weights
from training.pages import FOLDS

Place = Literal["apart", "text"]
PLACES: tuple[Place, ...] = ("apart", "text")
FOLDER = Path(__file__).parent / "folds"


def fold_file(fold: int) -> Path:
    """Return where the weights are kept that never saw this fold."""
    return FOLDER / f"html-{fold}.npz"


def fold_labellers(headline: Place = "apart") -> list[ModelLabeller]:
    """Return a labeller for each fold, by weights that never saw it."""
    return [ModelLabeller(load_weights(fold_file(fold)), headline) for fold in range(FOLDS)]
