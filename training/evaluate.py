"""Score the cross-validated labeller through the whole path: no page by weights that saw its site.

python -m training.evaluate [--sample N]

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

from benchmarks.corpus import SHARED, Gold, fold_of, golds

from newsclean.extract.labellers.model import ModelLabeller
from newsclean.options import ExtractOptions
from newsclean.records import Article, Response
from newsclean.run.pipeline import clean_response
from training.folds import fold_labellers
from training.pages import FOLDS

PREDICTIONS = Path(".cache/cv/html.jsonl")
OPTIONS = ExtractOptions(form="html", min_words=0)


def main() -> int:
    """Predict and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=1, help="every Nth page only")
    asked = parser.parse_args()
    labellers = fold_labellers()
    PREDICTIONS.parent.mkdir(parents=True, exist_ok=True)
    with PREDICTIONS.open("w", encoding="utf-8") as file:
        for row in predictions(labellers, asked.sample):
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    command = [sys.executable, str(SHARED / "bench" / "score.py"), str(PREDICTIONS)]
    return subprocess.run(command, check=False).returncode


def predictions(labellers: list[ModelLabeller], sample: int) -> Iterator[dict[str, object]]:
    """Yield a prediction a page, each by the labeller that never saw the page's site."""
    for number, gold in enumerate(golds()):
        if number % sample == 0:
            yield predict(gold, labellers[fold_of(gold.domain, FOLDS)])


def predict(gold: Gold, labeller: ModelLabeller) -> dict[str, object]:
    """Return the prediction for one page in the scorer's schema."""
    result = clean_response(Response(body=gold.raw(), url=gold.url), OPTIONS, labeller)
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
