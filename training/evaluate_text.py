"""Scores of the labeller of flattened pages, cross-validated over domains.

Each page is judged by the model that was trained without the fold of its site.

python -m training.evaluate_text [WAY...]      the table, by way of flattening and source
python -m training.evaluate_text --worst N     the N worst pages of innertext, by F1

With `--headline gold` the text begins with the headline where the source's gold does (daniel).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from typing import Literal

import numpy as np

from newsclean.extract.labellers.text_model import TextModelLabeller
from training.evaluate import WITH_HEADLINE
from training.pages import FOLDS
from training.text_flatten import WAYS
from training.text_pages import TextPage, load_pages
from training.text_scores import FOLD_MODELS, Judged, judge, load_model, summary

_MEASURES = ("F1", "P", "R", "clean", "exact", "bad")
Convention = Literal["apart", "gold"]


def main() -> int:
    """Print the table, or the worst pages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ways", nargs="*", default=list(WAYS), metavar="WAY")
    parser.add_argument("--worst", type=int, default=0)
    parser.add_argument("--headline", choices=["apart", "gold"], default="apart")
    asked = parser.parse_args()
    pages = load_pages()
    if asked.worst:
        judged = judge_held_out([p for p in pages if p.way == "innertext"], asked.headline)
        _print_worst(judged, asked.worst)
        return 0
    print(
        f"{'way':11s} {'source':9s} pages "
        + " ".join(f"{m:>6s}" for m in _MEASURES)
        + "  sure  off"
    )
    for way in asked.ways:
        judged = judge_held_out([page for page in pages if page.way == way], asked.headline)
        for source, group in _groups(judged):
            print(f"{way:11s} {source:9s} {_line(group)}", flush=True)
    return 0


def judge_held_out(pages: Sequence[TextPage], headline: Convention) -> list[Judged]:
    """Judge each page with the model of its fold, which was trained on the other folds."""
    judged = []
    for fold in range(FOLDS):
        model = load_model(FOLD_MODELS / f"{fold}.npz")
        apart, first = TextModelLabeller(model), TextModelLabeller(model, headline="text")
        own = [page for page in pages if page.fold == fold]
        begin = WITH_HEADLINE if headline == "gold" else frozenset[str]()
        judged += judge([p for p in own if p.source in begin], first)
        judged += judge([p for p in own if p.source not in begin], apart)
    return judged


def _groups(judged: Sequence[Judged]) -> Iterator[tuple[str, list[Judged]]]:
    yield "all", list(judged)
    for source in sorted({j.page.source for j in judged}):
        yield source, [j for j in judged if j.page.source == source]


def _line(judged: Sequence[Judged]) -> str:
    """Return the figures of a group; at the end mean confidence, and how far it was off."""
    figures = summary(judged)
    cells = " ".join(f"{figures[m]:6.4f}" for m in _MEASURES)
    sure = np.array([j.confidence for j in judged])
    off = np.abs(sure - [j.f1 for j in judged]).mean()
    return f"{len(judged):5d} {cells} {sure.mean():5.3f} {off:4.3f}"


def _print_worst(judged: Sequence[Judged], count: int) -> None:
    for j in sorted(judged, key=lambda j: j.f1)[:count]:
        print(f"{j.page.id} {j.page.source} F1 {j.f1:.3f} confidence {j.confidence:.3f}")


if __name__ == "__main__":
    sys.exit(main())
