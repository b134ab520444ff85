"""Every code block of docs/adapters.md runs, with the packages that it is about."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import newsclean
from tests.adapters.pages import EMPTY, page
from tests.adapters.test_scrapy import site as site  # a server on loopback
from tests.command import environment

DOCS = (Path(__file__).parents[1] / "docs" / "adapters.md").read_text("utf-8")
BLOCKS = re.findall(r"^```python\n(.*?)^```$", DOCS, re.M | re.S)
NEEDS = ("datatrove", "scrapy", "web_poet", "pandas", "polars", "duckdb")
SHOWS = {
    "datatrove": "",
    "scrapy": "",
    "web_poet": "Fog over bay 0 Harbour",
    "pandas": "Fog over bay 0|median",
    "polars": "Fog over bay 0",
    "duckdb": "Fog over bay 0|counted 0 boats",
}


def subject(block: str) -> str:
    [found] = {name for name in NEEDS if re.search(rf"^(?:import|from) {name}\b", block, re.M)}
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make the files that the page speaks of."""
    pq = pytest.importorskip("pyarrow.parquet", reason="the extra parquet is not installed")
    import pyarrow as pa

    from newsclean.sinks.parquet import parquet_file

    urls = [f"https://lantern.example/{n}.html" for n in range(3)]
    pages = [page(0), EMPTY, page(2)]
    table = pa.table({"url": urls, "html": [html.encode() for html in pages]})
    pq.write_table(table, tmp_path / "pages.parquet")
    articles = [newsclean.extract(pages[n], url=urls[n]) for n in (0, 2)]
    (tmp_path / "articles.parquet").write_bytes(parquet_file(articles))
    lines = "".join(article.to_json() + "\n" for article in articles)
    (tmp_path / "articles.jsonl").write_text(lines)
    (tmp_path / "page.html").write_text(pages[0])
    (tmp_path / "crawl").mkdir()
    rows = [{"text": h, "id": u, "url": u} for h, u in zip(pages, urls, strict=True)]
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    (tmp_path / "crawl" / "pages.jsonl").write_text(lines)
    place = tmp_path / "crawl" / "articles" / "crawl_date=2026-11-24" / "language=en"
    place.mkdir(parents=True)
    (place / "0.parquet").write_bytes((tmp_path / "articles.parquet").read_bytes())
    return tmp_path


def test_there_are_examples_of_all() -> None:
    assert {subject(block) for block in BLOCKS} == set(NEEDS)


@pytest.mark.parametrize("number", range(len(BLOCKS)), ids=[subject(b) for b in BLOCKS])
def test_a_block_runs(number: int, folder: Path, site: str) -> None:
    needed = subject(BLOCKS[number])
    pytest.importorskip(needed, reason=f"{needed} is not installed")
    script = folder / "script.py"
    script.write_text(BLOCKS[number].replace("https://news.example/story.html", f"{site}/0"))
    done = subprocess.run(
        [sys.executable, "script.py"],
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert re.search(SHOWS[needed], done.stdout), done.stdout
    if needed == "datatrove":
        assert len(list((folder / "articles").iterdir())) == 1
        assert len(list((folder / "dropped").iterdir())) == 1
    if needed == "scrapy":
        [item] = (folder / "articles.jsonl").read_text().splitlines()[2:]
        assert json.loads(item)["title"] == "Fog over bay 0"
