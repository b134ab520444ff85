"""`newsclean crawl`, `status` and `sites` as cron and a person run them: processes and sockets."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from newsclean import extract
from newsclean.cli.sites_file import plan_of
from tests.cli.crawling import canonicals, config, summary
from tests.command import lines_of, newsclean


def test_each_article_once_and_the_second_run_finds_nothing_new(tmp_path: Path, home: str) -> None:
    """A table for people, JSON for programs, metrics, and the health after it."""
    path = config(tmp_path, home)
    first = newsclean("crawl", path, cwd=Path("/"))
    assert first.status == 0, first.err
    assert "herald" in first.err
    assert "slowest" in first.err
    assert summary(tmp_path)["slowest_hosts"][0][0] == "127.0.0.1"  # type: ignore[index]
    assert set(canonicals(tmp_path).values()) == {1}
    assert len(canonicals(tmp_path)) == 13
    assert 'newsclean_crawl_new{site="herald"} 13' in (tmp_path / "newsclean.prom").read_text()
    second = newsclean("crawl", path, "--tell", "json")
    told = msgspec.json.decode(second.out)
    assert told == summary(tmp_path)
    assert (told["totals"]["new"], told["totals"]["requests"], told["ended"]) == (0, 1, "done")
    assert len(canonicals(tmp_path)) == 13
    health = newsclean("status", path)
    assert health.status == 0
    assert b"13 articles; URLs: 13 extracted" in health.out
    facts = msgspec.json.decode(newsclean("status", path, "--tell", "json").out)
    assert facts["sites"][0]["last_article"]


def test_pages_of_a_crawl_are_archived_and_clean_again_to_the_same_articles(
    tmp_path: Path, home: str
) -> None:
    """Pages alone, from the folder that SITES.toml names, counted from its own."""
    warc = pytest.importorskip("fastwarc.warc", reason="the extra warc is not installed")
    path = config(tmp_path, home, crawl='archive = "pages"')
    done = newsclean("crawl", path, cwd=Path("/"))
    assert done.status == 0, done.err
    kept = {}
    for file in (tmp_path / "pages").glob("*.warc.gz"):
        with file.open("rb") as stream:
            for record in warc.ArchiveIterator(stream, parse_http=True):
                if record.record_type == warc.WarcRecordType.response:
                    kept[record.headers["WARC-Target-URI"]] = record.reader.read()
    assert not [url for url in kept if url.endswith(".xml")]
    for line in lines_of(tmp_path / "all.jsonl"):
        again = extract(kept[str(line["url"])], str(line["url"]))
        assert (again.title, again.text) == (line["title"], line["text"])


def test_what_discover_prints_can_be_crawled(tmp_path: Path, home: str) -> None:
    """Feed by the head's link, sitemap by its usual place."""
    told = newsclean("sites", "discover", home + "/", "--allow-host", "127.0.0.0/8")
    assert told.status == 0, told.err
    [site] = plan_of(tmp_path / "SITES.toml", told.out.decode()).crawl.sites
    assert site.feeds == (f"{home}/feed.xml",)
    assert site.sitemaps == (f"{home}/sitemap.xml",)
    assert site.home == home + "/"
    nothing = newsclean("sites", "discover", "http://127.0.0.1:9/", "--allow-host", "127.0.0.0/8")
    assert nothing.status == 1
    assert "connect" in nothing.err


def test_no_site_at_all_ends_with_1_and_status_tells_failing_sites(tmp_path: Path) -> None:
    """After three runs."""
    path = config(tmp_path, "http://127.0.0.1:9")
    assert [newsclean("crawl", path).status for _ in range(3)] == [1, 1, 1]
    told = newsclean("status", path)
    assert told.status == 1
    assert b"failing" in told.out
