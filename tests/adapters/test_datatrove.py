"""The step in a real datatrove pipeline with its local executor, readers and writers."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from newsclean.options import WorkerOptions
from tests.adapters.pages import EMPTY, SITE, page, text

pytest.importorskip("datatrove", reason="the extra datatrove is not installed")

from datatrove.data import Document
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter

from newsclean.adapters.datatrove import NewscleanExtractor


def lines(folder: Path) -> list[dict[str, Any]]:
    return [
        json.loads(line)
        for path in sorted(folder.rglob("*.jsonl.gz"))
        for line in gzip.open(path, "rt")
    ]


def crawl(folder: Path, pages: list[str]) -> None:
    folder.mkdir()
    rows = [
        {"text": html, "id": str(n), "url": f"{SITE}/{n}.html", "dump": "D1"}
        for n, html in enumerate(pages)
    ]
    (folder / "pages.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))


def test_a_pipeline_writes_articles_and_sets_the_rest_aside_with_a_reason(tmp_path: Path) -> None:
    """Each document is either written with the article's text and fields, or dropped by reason."""
    crawl(tmp_path / "in", [page(0), EMPTY, page(2), "Follow us"])
    step = NewscleanExtractor(exclusion_writer=JsonlWriter(str(tmp_path / "dropped")))
    executor = LocalPipelineExecutor(
        [JsonlReader(str(tmp_path / "in")), step, JsonlWriter(str(tmp_path / "out"))],
        tasks=1,
        logging_dir=str(tmp_path / "logs"),
    )
    executor.run()
    kept = {row["id"]: row for row in lines(tmp_path / "out")}
    assert {key: row["text"] for key, row in kept.items()} == {"0": text(0), "2": text(2)}
    facts = kept["2"]["metadata"]
    assert (facts["title"], facts["language"], facts["dump"]) == ("Fog over bay 2", "en", "D1")
    dropped = {row["id"]: row["metadata"] for row in lines(tmp_path / "dropped")}
    assert {key: facts["filter_reason"] for key, facts in dropped.items()} == {
        "1": "no_article",
        "3": "no_article",
    }
    stats = json.loads((tmp_path / "logs" / "stats.json").read_text())[1]["stats"]
    assert (stats["total"], stats["forwarded"], stats["dropped"]) == (4, 2, 2)
    assert stats["dropped_no_article"] == 2


def test_a_page_over_the_limit_costs_itself_only() -> None:
    """A hang and a crash are counted, and the documents behind them come out."""

    class Trapped(NewscleanExtractor):
        work = "tests.adapters.trap:work"

    step = Trapped(workers=WorkerOptions(seconds=1.5))
    pages = [page(0), "hang", page(2), "segv", page(4)]
    data = (Document(text=html, id=str(n)) for n, html in enumerate(pages))
    assert [document.id for document in step.run(data)] == ["0", "2", "4"]
    assert step.stats["dropped_worker_time"].total == 1
    assert step.stats["dropped_worker_crash"].total == 1


def test_the_contract_of_the_base_class_holds() -> None:
    """`extract` takes a page and returns its text, as datatrove's other extractors do."""
    step = NewscleanExtractor()
    assert step.extract(page(7)) == text(7)
    assert step.extract("") == ""
