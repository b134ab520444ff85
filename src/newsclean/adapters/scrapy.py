"""An item pipeline for Scrapy (extra `scrapy`): a spider yields pages, its feeds get articles.

ITEM_PIPELINES = {"newsclean.adapters.scrapy.NewscleanPipeline": 100}

def parse(self, response):
    yield {"response": response}
"""

from __future__ import annotations

import queue
from datetime import UTC, datetime
from typing import Any

import msgspec

from newsclean.options import ExtractOptions, WorkerOptions
from newsclean.records import Article, Rejected
from newsclean.records import Response as Page
from newsclean.run.workers import WORK, Workers

try:
    from itemadapter import ItemAdapter
    from scrapy.crawler import Crawler
    from scrapy.exceptions import DropItem
    from scrapy.http import Response
    from scrapy.utils.defer import maybe_deferred_to_future
    from twisted.internet.threads import deferToThread
except ImportError as error:
    raise ImportError("Scrapy needs the extra: pip install 'newsclean[scrapy]'") from error


class NewscleanPipeline:
    """Turns items that hold a page into articles (dicts as `Article.to_dict` gives them).

    An item's page is a Scrapy response under `response`, or HTML under `html` with its `url`;
    the item's other keys go along, where the article has none of that name. Items without a page
    pass untouched. A page without an article is dropped with its reason, and counted in the stats
    as `newsclean/rejected/REASON`; articles as `newsclean/articles`. Pages are taken apart in
    processes beside the crawl, which goes on meanwhile. A subclass may set `options` and
    `workers`.
    """

    options = ExtractOptions()
    workers = WorkerOptions(count=1)
    work = WORK

    def __init__(self, crawler: Crawler) -> None:
        self._stats = crawler.stats
        single = msgspec.structs.replace(self.workers, count=1)
        self._all = [Workers(single, self.options, self.work) for _ in range(self.workers.count)]
        self._free: queue.SimpleQueue[Workers] = queue.SimpleQueue()
        for one in self._all:
            self._free.put(one)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> NewscleanPipeline:
        """Make the pipeline of a crawl."""
        return cls(crawler)

    async def process_item(self, item: Any) -> Any:
        """Return the article in place of the item; DropItem where there is none."""
        fields = ItemAdapter(item).asdict()
        page = _page(fields)
        if page is None:
            return item
        result = await maybe_deferred_to_future(deferToThread(self._clean, page))
        if isinstance(result, Rejected):
            self._count(f"rejected/{result.reason}")
            raise DropItem(f"{result.url}: {result.reason}: {result.detail}")
        self._count("articles")
        kept = {k: v for k, v in fields.items() if k not in ("response", "html")}
        return {**kept, **result.to_dict()}

    def close_spider(self) -> None:
        """End the processes."""
        for one in self._all:
            one.close()

    def _clean(self, page: Page) -> Article | Rejected:
        process = self._free.get()  # each serves one thread at a time
        try:
            [result] = process.clean([page])
        finally:
            self._free.put(process)
        return result

    def _count(self, what: str) -> None:
        if self._stats is not None:
            self._stats.inc_value(f"newsclean/{what}")


def page_of(response: Response) -> Page:
    """Return a Scrapy response as newsclean's, with the bytes, the status and the headers."""
    headers = [
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in response.headers.items()
        for value in values
    ]
    return Page(
        body=response.body,
        url=response.url,
        status=response.status,
        headers=tuple(headers),
        fetched_at=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def _page(fields: dict[str, Any]) -> Page | None:
    if isinstance(fields.get("response"), Response):
        return page_of(fields["response"])
    if isinstance(fields.get("html"), bytes | str):
        return Page(body=fields["html"], url=fields.get("url"))
    return None
