"""newsclean, as it is by default; bytes in, all fields out."""

from __future__ import annotations

import functools
from typing import Literal

from benchmarks.peers.records import Extract, Extraction, Page
from newsclean.options import ExtractOptions
from newsclean.records import Article, Response
from newsclean.run.pipeline import clean_response
from newsclean.stages import Labeller

Headline = Literal["apart", "text"]


def make(headline: Headline = "apart") -> Extract:
    """Return the whole of `newsclean.extract`; pages of training sites by the folds' weights."""
    options = ExtractOptions(form="html", headline=headline)

    def extract(page: Page) -> Extraction:
        labeller = None if page.fold is None else _never_seen(headline)[page.fold]
        result = clean_response(Response(body=page.raw, url=page.url or None), options, labeller)
        if not isinstance(result, Article):
            return Extraction()
        return Extraction(
            text=result.text,
            title=result.title,
            date=result.published or result.modified,
            authors=tuple(result.authors),
        )

    return extract


@functools.cache
def _never_seen(headline: Headline) -> list[Labeller]:
    from training.folds import fold_labellers

    return list(fold_labellers(headline))
