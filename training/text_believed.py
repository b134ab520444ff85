"""Labels for flattened pages without a gold body: what the labeller of HTML kept of the page.

The markup tells more than its flattened text, so the one labeller can teach the other. Where a fold
is held out, its teacher is the labeller that never saw that fold either (training/folds).

python -m training.text_believed     writes .cache/text_believed.pkl (not committed)
"""

from __future__ import annotations

import functools
import pickle
from multiprocessing import Pool
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.corpus import Gold, golds
from newsclean.extract.labellers.model import ModelLabeller
from newsclean.options import ExtractOptions
from newsclean.records import Article, Response
from newsclean.run.pipeline import clean_response
from training.align import gold_labels
from training.folds import fold_labellers
from training.pages import snippet_labels
from training.text_flatten import flattened
from training.text_pages import TextPage, text_page

CACHE = Path(".cache/text_believed.pkl")
LEAST = 0.6  # a teacher less sure of a page teaches nothing
_OPTIONS = ExtractOptions(form="html", min_words=0)


@functools.cache
def teachers() -> tuple[ModelLabeller, ...]:
    """Return the labeller of each fold held out, and last the one that ships."""
    return (*fold_labellers(), ModelLabeller())


def make_pages(gold: Gold) -> list[TextPage]:
    """Flatten a page in every way, with the labels that each teacher gives."""
    bodies = [_body(gold, teacher) for teacher in teachers()]
    if not any(bodies):
        return []
    pages = []
    for way, blocks in flattened(gold.raw()):
        page = text_page(gold, way, blocks)
        labels = {body: _labels(page, gold, body) for body in set(bodies)}
        page.believed = tuple(labels[body] for body in bodies)
        pages.append(page)
    return pages


def _body(gold: Gold, teacher: ModelLabeller) -> str | None:
    result = clean_response(Response(body=gold.raw(), url=gold.url), _OPTIONS, teacher)
    sure = isinstance(result, Article) and result.extraction.confidence >= LEAST
    return result.text if sure and isinstance(result, Article) else None


def _labels(page: TextPage, gold: Gold, body: str | None) -> NDArray[np.int8] | None:
    """Return labels by a teacher's body; snippets of the gold overrule it. None for no lesson."""
    if not body:
        return None
    texts = [block.text for block in page.blocks]
    known = snippet_labels(texts, gold)
    labels = np.where(known >= 0, known, gold_labels(texts, body)).astype(np.int8)
    return labels if (labels == 1).any() else None


def load_pages() -> list[TextPage]:
    """Return the cached pages, making them first where there are none."""
    if not CACHE.exists():
        bare = [gold for gold in golds() if not gold.body]
        with Pool(2) as pool:
            made = [page for pages in pool.imap(make_pages, bare, chunksize=8) for page in pages]
        CACHE.parent.mkdir(exist_ok=True)
        CACHE.write_bytes(pickle.dumps(made))
    pages: list[TextPage] = pickle.loads(CACHE.read_bytes())
    return pages


if __name__ == "__main__":
    from training import text_believed  # pickled records must name their module, not __main__

    CACHE.unlink(missing_ok=True)
    print(len(text_believed.load_pages()), "pages")
