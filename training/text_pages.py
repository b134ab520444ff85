"""Flattened training pages: lines parsed into blocks and labelled by alignment with the gold body.

python -m training.text_pages        writes .cache/text_pages.pkl (not committed)
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from multiprocessing import Pool
from pathlib import Path

import msgspec
import numpy as np
from benchmarks.corpus import Gold, fold_of, golds
from numpy.typing import NDArray

from newsclean.document.charset import decode
from newsclean.document.plaintext import parse_text
from newsclean.records import Block, Document
from training.align import gold_labels, gold_shares, tokens
from training.pages import FOLDS, snippet_labels
from training.text_flatten import WAYS

CACHE = Path(".cache/text_pages.pkl")


class TextPage(msgspec.Struct):
    """A flattened page: its blocks, a label for each (1, 0, or -1 unknown), share in the gold."""

    id: str
    source: str
    domain: str
    way: str
    fold: int
    body: str | None
    blocks: tuple[Block, ...]
    labels: NDArray[np.int8]
    shares: NDArray[np.float32]
    words: NDArray[np.float32]

    @property
    def document(self) -> Document:
        """The page as the labeller gets it."""
        return Document(form="text", blocks=self.blocks)


def make_page(gold: Gold, html: str, way: str) -> TextPage | None:
    """Flatten a page and label its blocks; None for an empty one."""
    blocks = parse_text(WAYS[way](html)).blocks
    if not blocks:
        return None
    texts = [block.text for block in blocks]
    if gold.body:
        labels = np.array(gold_labels(texts, gold.body), dtype=np.int8)
        shares = np.array([s[0] for s in gold_shares(texts, gold.body)], dtype=np.float32)
    else:
        labels = snippet_labels(texts, gold)
        shares = labels.astype(np.float32)
    return TextPage(
        id=gold.id,
        source=gold.source,
        domain=gold.domain,
        way=way,
        fold=fold_of(gold.domain, FOLDS),
        body=gold.body,
        blocks=blocks,
        labels=labels,
        shares=shares,
        words=np.array([len(tokens(text)) for text in texts], dtype=np.float32),
    )


def make_pages(gold: Gold) -> list[TextPage]:
    """Flatten a page of the corpus in every way."""
    html, _ = decode(gold.raw(), None)
    return [page for way in WAYS if (page := make_page(gold, html, way)) is not None]


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
