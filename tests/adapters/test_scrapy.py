"""A real crawl with Scrapy, in a process of its own, against a server on loopback."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.adapters.pages import EMPTY, page, text
from tests.command import environment

pytest.importorskip("scrapy", reason="the extra scrapy is not installed")

PAGES = {"/0": page(0), "/1": EMPTY, "/2": page(2), "/hang": "hang", "/segv": "segv"}
CRAWL = """
import json, sys
import scrapy
from scrapy.crawler import CrawlerProcess
from newsclean.adapters.scrapy import NewscleanPipeline
from newsclean.options import WorkerOptions

class Trapped(NewscleanPipeline):
    work = "tests.adapters.trap:work"
    workers = WorkerOptions(seconds=1.5, count=2)

class News(scrapy.Spider):
    name = "news"
    start_urls = sys.argv[2:]

    def parse(self, response):
        yield {"response": response, "depth": response.meta["depth"]}
        if response.url.endswith("/0"):
            yield {"html": response.text, "url": "https://lantern.example/again"}
            yield {"note": "no page"}

process = CrawlerProcess({
    "ITEM_PIPELINES": {Trapped: 100},
    "FEEDS": {sys.argv[1]: {"format": "jsonlines"}},
    "ROBOTSTXT_OBEY": False,
    "TELNETCONSOLE_ENABLED": False,
})
crawler = process.create_crawler(News)
process.crawl(crawler)
process.start()
print(json.dumps({k: v for k, v in crawler.stats.get_stats().items() if "newsclean" in k}))
"""


@pytest.fixture
def site() -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = PAGES[self.path].encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_crawl_writes_articles_and_counts_the_rest_by_reason(site: str, tmp_path: Path) -> None:
    """Responses and bare HTML become articles; a hang and a crash cost themselves only."""
    out = tmp_path / "out.jsonl"
    urls = [site + path for path in PAGES]
    done = subprocess.run(
        [sys.executable, "-c", CRAWL, str(out), *urls],
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "newsclean/articles": 3,
        "newsclean/rejected/no_article": 1,
        "newsclean/rejected/worker_crash": 1,
        "newsclean/rejected/worker_time": 1,
    }
    assert "Deprecat" not in done.stderr
    items = [json.loads(line) for line in out.read_text().splitlines()]
    articles = {item["url"]: item for item in items if "schema" in item}
    assert {url: item["text"] for url, item in articles.items()} == {
        f"{site}/0": text(0),
        f"{site}/2": text(2),
        "https://lantern.example/again": text(0),
    }
    first = articles[f"{site}/0"]
    assert (first["http_status"], first["depth"]) == (200, 0)
    assert first["fetched_at"] is not None
    assert [item for item in items if "schema" not in item] == [{"note": "no page"}]
