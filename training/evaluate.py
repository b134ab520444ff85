"""Score the cross-validated labeller through the whole path: no page by weights that saw its site.

python -m training.evaluate [--sample N] [--headline gold]

With `--headline gold` the text begins with the headline where the source's gold does (daniel).
Reads training/folds/html-FOLD.npz (`python -m training.train all`), writes predictions to
.cache/cv/html.jsonl and prints the table of ../shared/bench/score.py.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from benchmarks.corpus import SHARED, Gold, fold_of, golds
from newsclean.options import ExtractOptions
from newsclean.records import Article, Rejected, Response
from newsclean.run.pipeline import clean_response
from training.folds import PLACES, Place, fold_labellers
from training.pages import FOLDS

PREDICTIONS = Path(".cache/cv/html.jsonl")
Convention = Literal["apart", "text", "gold"]
WITH_HEADLINE = frozenset({"daniel"})  # sources whose gold bodies begin with the headline


def main() -> int:
    """Predict and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=1, help="every Nth page only")
    parser.add_argument("--headline", choices=["apart", "text", "gold"], default="apart")
    asked = parser.parse_args()
    PREDICTIONS.parent.mkdir(parents=True, exist_ok=True)
    with PREDICTIONS.open("w", encoding="utf-8") as file:
        for row in predictions(asked.headline, asked.sample):
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    command = [sys.executable, str(SHARED / "bench" / "score.py"), str(PREDICTIONS)]
    return subprocess.run(command, check=False).returncode


def predictions(headline: Convention, sample: int) -> Iterator[dict[str, object]]:
    """Yield a prediction a page, each by the labeller that never saw the page's site."""
    judges = Judges(headline)
    for number, gold in enumerate(golds()):
        if number % sample == 0:
            yield judges.predict(gold)


class Judges:
    """The labellers of all folds, each for the pages of the fold that it never saw."""

    def __init__(self, headline: Convention) -> None:
        self._headline = headline
        self._labellers = {place: fold_labellers(place) for place in PLACES}

    def predict(self, gold: Gold) -> dict[str, object]:
        """Return the prediction for one page in the scorer's schema."""
        place = self._place(gold.source)
        options = ExtractOptions(form="html", min_words=0, headline=place)
        labeller = self._labellers[place][fold_of(gold.domain, FOLDS)]
        return _row(
            gold, clean_response(Response(body=gold.raw(), url=gold.url), options, labeller)
        )

    def _place(self, source: str) -> Place:
        if self._headline == "gold":
            return "text" if source in WITH_HEADLINE else "apart"
        return self._headline


def _row(gold: Gold, result: Article | Rejected) -> dict[str, object]:
    if not isinstance(result, Article):
        return {"id": gold.id, "rejected": result.reason}
    return {
        "id": gold.id,
        "text": result.text,
        "title": result.title,
        "date": result.published or result.modified,
        "authors": result.authors,
        "confidence": result.extraction.confidence,
        "labeller": result.extraction.labeller,
    }


if __name__ == "__main__":
    sys.exit(main())
