"""Training pages: the corpus taken apart, blocks labelled, kept in a local cache (.cache/)."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from benchmarks.corpus import Gold, fold_of, golds
from newsclean.document.parse import parse
from newsclean.errors import DocumentError
from newsclean.extract.features import Description, describe
from newsclean.records import Response
from training.align import gold_labels, gold_shares, tokens

CACHE = Path(".cache/pages.pkl")
FOLDS = 5
UNKNOWN = -1


class Page(msgspec.Struct):
    """A page to learn from: its description, a label a block (1, 0, or -1 unknown), weights."""

    id: str
    source: str
    domain: str
    lang: str | None
    fold: int
    body: str | None
    texts: list[str]
    kinds: list[str]
    description: Description
    labels: NDArray[np.int8]
    words: NDArray[np.float32]
    shares: NDArray[np.float32]


def make_page(gold: Gold) -> Page | None:
    """Take a page of the corpus apart and label its blocks; None for an empty one."""
    try:
        document = parse(Response(body=gold.raw(), url=gold.url), "html")
    except DocumentError:
        return None
    if not document.blocks:
        return None
    texts = [block.text for block in document.blocks]
    if gold.body:
        labels = np.array(gold_labels(texts, gold.body), dtype=np.int8)
        shares = np.array([s[0] for s in gold_shares(texts, gold.body)], dtype=np.float32)
    else:
        labels = snippet_labels(texts, gold)
        shares = labels.astype(np.float32)
    return Page(
        id=gold.id,
        source=gold.source,
        domain=gold.domain,
        lang=gold.lang,
        fold=fold_of(gold.domain, FOLDS),
        body=gold.body,
        texts=texts,
        kinds=[block.kind for block in document.blocks],
        description=describe(document),
        labels=labels,
        words=np.array([len(tokens(text)) for text in texts], dtype=np.float32),
        shares=shares,
    )


def snippet_labels(texts: Sequence[str], gold: Gold) -> NDArray[np.int8]:
    """Label the blocks that hold a snippet that must (or must not) appear; the rest is unknown."""
    folded = [" ".join(tokens(text.casefold())) for text in texts]
    labels = np.full(len(texts), UNKNOWN, dtype=np.int8)
    for value, snippets in ((0, gold.without), (1, gold.with_)):
        for snippet in snippets:
            wanted = " ".join(tokens(snippet.casefold()))
            for index, text in enumerate(folded):
                if wanted and wanted in text:
                    labels[index] = value
    return labels


def load_pages() -> list[Page]:
    """Return the cached pages, making them first where there are none."""
    if not CACHE.exists():
        made = [page for gold in golds() if (page := make_page(gold)) is not None]
        CACHE.parent.mkdir(exist_ok=True)
        CACHE.write_bytes(pickle.dumps(made))
        return made
    pages: list[Page] = pickle.loads(CACHE.read_bytes())
    return pages
