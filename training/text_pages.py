"""Flattened training pages: lines parsed into blocks and labelled by alignment with the gold body.

python -m training.text_pages        writes .cache/text_pages.pkl (not committed)
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from multiprocessing import Pool
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from benchmarks.corpus import Gold, fold_of, golds
from newsclean.options import ExtractOptions
from newsclean.records import Article, Block, Document, Response
from newsclean.run.pipeline import clean_response
from training.align import gold_labels, tokens
from training.pages import FOLDS, UNKNOWN
from training.text_flatten import flattened

CACHE = Path(".cache/text_pages.pkl")
_PROSE_WORDS, _MOST_WORDS = 20, 40
_HIT, _SHARE = 0.75, 0.4  # of a line's words in the title, of the title's words in the line


class TextPage(msgspec.Struct):
    """A flattened page: its blocks, and for each a label (1, 0, or -1 unknown) and its words.

    `headline` marks lines that repeat the title (1, 0, or -1 unknown). `believed`, on pages without
    a gold body, are labels by teachers: for each fold held out, and last for none.
    """

    id: str
    source: str
    domain: str
    way: str
    fold: int
    body: str | None
    blocks: tuple[Block, ...]
    labels: NDArray[np.int8]
    headline: NDArray[np.int8]
    words: NDArray[np.float32]
    believed: tuple[NDArray[np.int8] | None, ...] = ()

    @property
    def document(self) -> Document:
        """The page as the labeller gets it."""
        return Document(form="text", blocks=self.blocks)


def text_page(gold: Gold, way: str, blocks: tuple[Block, ...]) -> TextPage:
    """Return a flattened page of which nothing is known yet."""
    unknown = np.full(len(blocks), UNKNOWN, dtype=np.int8)
    words = [len(tokens(block.text)) for block in blocks]
    return TextPage(
        id=gold.id,
        source=gold.source,
        domain=gold.domain,
        way=way,
        fold=fold_of(gold.domain, FOLDS),
        body=gold.body,
        blocks=blocks,
        labels=unknown,
        headline=unknown,
        words=np.array(words, dtype=np.float32),
    )


def make_pages(gold: Gold) -> list[TextPage]:
    """Flatten a page of the corpus in every way and label its lines by the gold."""
    title = gold.title or _title(gold)
    pages = []
    for way, blocks in flattened(gold.raw()):
        page = text_page(gold, way, blocks)
        texts = [block.text for block in blocks]
        page.labels = np.array(gold_labels(texts, gold.body or ""), dtype=np.int8)
        page.headline = headline_labels(texts, page.labels, title)
        pages.append(page)
    return pages


def headline_labels(
    texts: Sequence[str], labels: NDArray[np.int8], title: str | None
) -> NDArray[np.int8]:
    """Mark the lines that say what the title says before the text begins; unknown without one."""
    wanted = set(tokens((title or "").casefold()))
    if not wanted:
        return np.full(len(texts), UNKNOWN, dtype=np.int8)
    marked = np.zeros(len(texts), dtype=np.int8)
    for i, text in enumerate(texts):
        found = tokens(text.casefold())
        if labels[i] == 1 and len(found) > _PROSE_WORDS:
            break
        if 0 < len(found) < _MOST_WORDS:
            hit = sum(word in wanted for word in found) / len(found)
            marked[i] = hit > _HIT and len(wanted.intersection(found)) > _SHARE * len(wanted)
    return marked


def _title(gold: Gold) -> str | None:
    """Return what the markup says is the title, for a source whose gold has none."""
    options = ExtractOptions(form="html", labeller="rules", min_words=0)
    result = clean_response(Response(body=gold.raw(), url=gold.url), options)
    return result.title if isinstance(result, Article) else None


def _all_pages() -> Iterator[TextPage]:
    with Pool(2) as pool:
        for pages in pool.imap(make_pages, list(golds(with_body=True)), chunksize=8):
            yield from pages


def load_pages() -> list[TextPage]:
    """Return the cached pages, making them first where there are none."""
    if not CACHE.exists():
        CACHE.parent.mkdir(exist_ok=True)
        CACHE.write_bytes(pickle.dumps(list(_all_pages())))
    pages: list[TextPage] = pickle.loads(CACHE.read_bytes())
    return pages


if __name__ == "__main__":
    from training import text_pages  # pickled records must name their module, not __main__

    CACHE.unlink(missing_ok=True)
    print(len(text_pages.load_pages()), "pages")
