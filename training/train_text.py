"""Train the labeller of flattened pages: one model a fold for honest scores, then the one to ship.

python -m training.train_text [folds]      writes src/newsclean/extract/models/text.npz and the
                                           models of the folds to .cache/text_folds (not committed);
                                           with `folds`, only the latter

Pages with a gold body teach, and pages without one as the labeller of HTML understood them. The
corpus is cross-validated over domains. What the models of the folds do on the pages held out
from them gives the calibration of the confidence, and the scores of `training.evaluate_text`.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np

from newsclean.extract import models
from newsclean.extract.labellers.text_model import WEIGHTS, TextModel, TextModelLabeller
from training import text_believed
from training.pages import FOLDS
from training.text_examples import (
    Counts,
    Example,
    count_words_by_fold,
    features,
    make_examples,
    tables_without,
)
from training.text_pages import load_pages
from training.text_scores import FOLD_MODELS, Judged, calibration, judge, save_model
from training.text_tagger import Lesson, Recipe, train_network

SEEDS = (1,)
RECIPE = Recipe()
SHIPPED = Path(models.__path__[0]) / WEIGHTS
_PLAIN = np.array([[0, 1], [0, 1]], dtype=np.float32)


def main() -> int:
    """Train everything."""
    pages = load_pages()
    examples = make_examples([*pages, *text_believed.load_pages()])
    counts = count_words_by_fold(examples)
    judged: list[list[Judged]] = []
    trained: list[TextModel] = []
    for fold in range(FOLDS):
        trained.append(train(examples, counts, fold))
        held_out = [page for page in pages if page.fold == fold]
        judged.append(judge(held_out, TextModelLabeller(trained[-1])))
        print(
            f"fold {fold} trained; mean page F1 {np.mean([j.f1 for j in judged[-1]]):.4f}",
            flush=True,
        )
    for fold, model in enumerate(trained):
        others = [j for other, group in enumerate(judged) if other != fold for j in group]
        save_model(_calibrated(model, others), FOLD_MODELS / f"{fold}.npz")
    if sys.argv[1:] != ["folds"]:
        final = _calibrated(train(examples, counts, None), [j for group in judged for j in group])
        save_model(final, SHIPPED)
    return 0


def train(examples: Sequence[Example], counts: Counts, held_out: int | None) -> TextModel:
    """Train a model on all folds but the one held out; its confidence is not calibrated yet."""
    used = [example for example in examples if example.fold != held_out]
    matrices = features(used, counts, held_out)
    lessons = [
        Lesson(
            id=example.id,
            matrix=matrix,
            labels=labels,
            headline=example.headline,
            words=example.words,
            weight=RECIPE.believed if example.believed else 1.0,
        )
        for example, matrix in zip(used, matrices, strict=True)
        if (labels := example.labels_without(held_out)) is not None
    ]
    networks = tuple(train_network(lessons, seed, RECIPE) for seed in SEEDS)
    left_out = set() if held_out is None else {held_out}
    return TextModel(networks, tables_without(counts, left_out), _PLAIN)


def _calibrated(model: TextModel, judged: Sequence[Judged]) -> TextModel:
    return msgspec.structs.replace(model, calibration=calibration(judged))


if __name__ == "__main__":
    sys.exit(main())
