"""Train the block labeller from the gold corpus.

python -m training.train [all | FOLD ...]

Without arguments: all pages -> the weights in the package. With fold numbers (or `all`): each
fold left out -> training/folds/html-FOLD.npz, for `training.evaluate`. A first network (the
teacher) learns from the pages with a gold body, labels the pages without one, and a second
learns from both; where the gold has snippets, these overrule the teacher.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

import newsclean
from newsclean.extract.weights import Weights, save_weights
from training import fit
from training.folds import FOLDER, fold_file
from training.network import Tagger, export
from training.pages import FOLDS, Page, load_pages
from training.samples import (
    NOBODY,
    Books,
    Floats,
    Sample,
    Scale,
    body_labels,
    inputs_of,
    labelled,
    measure,
    site_weights,
)
from training.tables import count

TEACHER = fit.Plan(epochs=9)
STUDENT = fit.Plan(epochs=8, unlabelled=0.7)
LEAST_WORDS = 80  # a page believed to hold fewer words of text teaches nothing
SHIPPED = Path(newsclean.__file__).parent / "extract" / "models" / "html.npz"


def main(arguments: Sequence[str]) -> None:
    """Train what is asked for."""
    torch.set_num_threads(1)  # more threads add up in another order: other weights
    pages = load_pages()
    if not arguments:
        save_weights(train(pages, NOBODY), SHIPPED)
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    for fold in range(FOLDS) if arguments == ["all"] else map(int, arguments):
        save_weights(train(pages, fold), fold_file(fold))


def train(pages: Sequence[Page], left_out: int) -> Weights:
    """Return weights learned from all pages but those of one fold."""
    pages = [page for page in pages if page.fold != left_out]
    books = Books(count(pages), left_out)
    taught = [page for page in pages if labelled(page)]
    free = [page for page in pages if not page.body]
    inputs = inputs_of(taught, books)
    scale = measure(inputs)
    weights = site_weights(taught, TEACHER.site_power)
    gold = [
        Sample(scale.apply(i), body_labels(p), p.words, weights[p.domain])
        for i, p in zip(inputs, taught, strict=True)
    ]
    teacher = fit.fit(gold, scale, TEACHER, seed=0)
    believed = _believed(teacher, free, books, scale)
    student = fit.fit([*gold, *believed], scale, STUDENT, seed=1)
    return Weights(books.whole, scale.mean, scale.scale, export(student))


def _believed(teacher: Tagger, pages: Sequence[Page], books: Books, scale: Scale) -> list[Sample]:
    """Label pages without a gold body by the teacher's belief, and by snippets where known."""
    weights = site_weights(pages, STUDENT.site_power)
    samples = [
        Sample(scale.apply(i), body_labels(p), p.words, weights[p.domain])
        for i, p in zip(inputs_of(pages, books), pages, strict=True)
    ]
    chosen = []
    for sample, belief in zip(samples, fit.beliefs(teacher, samples), strict=True):
        sample.labels = _merged(sample.labels, belief)
        sample.weight *= STUDENT.unlabelled
        if float((sample.labels * sample.words).sum()) > LEAST_WORDS:
            chosen.append(sample)
    return chosen


def _merged(known: Floats, belief: Floats) -> Floats:
    merged: Floats = np.where(known >= 0, known, belief).astype(np.float32)
    return merged


if __name__ == "__main__":
    main(sys.argv[1:])
