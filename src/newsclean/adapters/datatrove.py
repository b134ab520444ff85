"""A step for datatrove pipelines (extra `datatrove`): HTML documents in, articles out.

LocalPipelineExecutor([WarcReader("crawl/"), NewscleanExtractor(), JsonlWriter("out/")]).run()
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import nullcontext
from typing import TYPE_CHECKING

import msgspec

from newsclean.options import ExtractOptions, WorkerOptions
from newsclean.records import Article, Response
from newsclean.run.pipeline import clean_response
from newsclean.run.workers import WORK, Workers

try:
    from datatrove.data import Document
    from datatrove.pipeline.extractors.base import BaseExtractor
    from datatrove.utils.typeshelper import StatHints
except ImportError as error:
    raise ImportError("datatrove needs the extra: pip install 'newsclean[datatrove]'") from error

if TYPE_CHECKING:
    from datatrove.pipeline.writers.disk_base import DiskWriter

_BULKY = ("blocks", "provenance", "conflicts", "outlinks")  # not for each line of a corpus


class NewscleanExtractor(BaseExtractor):
    """Puts an article's text in place of a document's HTML, and its fields into the metadata.

    Reads `document.text` (HTML or flattened text) and `document.metadata["url"]`, where there is
    one. Each task has one process for it, which `workers` bounds (of its `count` one is used).
    A document without an article goes no further: it is counted as `dropped_REASON`, and written
    with that reason to `exclusion_writer`, as datatrove's own filters do.
    """

    name = "⛏ newsclean"
    work = WORK

    def __init__(
        self,
        options: ExtractOptions | None = None,
        workers: WorkerOptions | None = None,
        exclusion_writer: DiskWriter | None = None,
    ) -> None:
        limits = workers or WorkerOptions()
        super().__init__(timeout=limits.seconds)
        self.options = options or ExtractOptions()
        self.workers = msgspec.structs.replace(limits, count=1)
        self.exclusion_writer = exclusion_writer

    def extract(self, text: str) -> str:
        """Return the text of the article in a page, in this process; "" where there is none."""
        result = clean_response(Response(body=text), self.options)
        return result.text if isinstance(result, Article) else ""

    def run(
        self,
        data: Generator[Document, None, None] | None,
        rank: int = 0,
        world_size: int = 1,
    ) -> Generator[Document, None, None]:
        """Yield the documents that hold an article."""
        with (
            Workers(self.workers, self.options, self.work) as process,
            self.exclusion_writer or nullcontext() as writer,
        ):
            for document in data or ():
                self.stat_update(StatHints.total)
                page = Response(body=document.text, url=document.metadata.get("url"))
                with self.track_time():
                    [result] = process.clean([page])
                if isinstance(result, Article):
                    _fill(document, result)
                    self.stat_update(StatHints.forwarded)
                    self.update_doc_stats(document)
                    yield document
                    continue
                self.stat_update(StatHints.dropped, f"dropped_{result.reason}")
                if writer:
                    document.metadata["filter_reason"] = str(result.reason)
                    writer.write(document, rank)


def _fill(document: Document, article: Article) -> None:
    """Give a document the article's text and fields; what else its reader knew stays."""
    fields = article.to_dict()
    document.text = str(fields.pop("text"))
    known = {name: value for name, value in fields.items() if name not in _BULKY}
    known["article_id"] = known.pop("id")  # a document has an id of its own
    if known["url"] is None:
        del known["url"]
    document.metadata.update(known)
