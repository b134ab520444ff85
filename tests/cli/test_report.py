"""`newsclean report` on what `newsclean crawl` wrote, on articles, and on neither."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("matplotlib", reason="the extra report is not installed")

from newsclean.cli.demo_server import DemoSite, serve
from tests.cli.crawling import config
from tests.command import newsclean


def test_a_crawls_summary_and_its_articles_make_one_page(tmp_path: Path) -> None:
    with serve(DemoSite()) as home:
        crawled = newsclean("crawl", config(tmp_path, home))
    assert crawled.status == 0, crawled.err
    run = newsclean("report", "run.json", "-o", "run.html", cwd=tmp_path)
    assert (run.status, run.err.splitlines()[-1]) == (0, "newsclean: 1 run")
    page = (tmp_path / "run.html").read_text("utf-8")
    assert "done; exit status 0" in page
    assert 'id="run-sites"' in page
    assert 'id="fields"' not in page
    both = newsclean("report", "all.jsonl", "run.json", "-o", "both.html", cwd=tmp_path)
    assert both.err.splitlines()[-1] == "newsclean: 1 run, 13 articles, 0 rejected"
    page = (tmp_path / "both.html").read_text("utf-8")
    assert 'id="run-sites"' in page
    assert 'id="fields"' in page


def test_what_is_neither_is_wrong_usage_and_named(tmp_path: Path) -> None:
    (tmp_path / "SITES.toml").write_text("[[sites]]\n")
    ended = newsclean("report", "SITES.toml", "-o", "page.html", cwd=tmp_path)
    assert ended.status == 2
    assert "SITES.toml: neither articles" in ended.err
    assert not (tmp_path / "page.html").exists()
