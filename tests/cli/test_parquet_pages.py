"""`newsclean clean` over Parquet files of pages as a user runs it: as over a web archive."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("pyarrow", reason="the extra `parquet` is not installed")
import pyarrow.parquet as pq

from tests.command import PAGE, lines_of, newsclean
from tests.run.test_shards import archive
from tests.sources.parquets import write_pages, write_table


def test_pages_of_a_file_give_the_articles_that_an_archive_gives(tmp_path: Path) -> None:
    """All but what only the archive's columns here say: the type of the page and its time."""
    more = {"status": [200] * 3, "content_type": ["text/html"] * 3}
    times = {"fetched_at": ["2026-11-24T10:00:00Z"] * 3}
    made = write_pages(tmp_path / "pages.parquet", 0, 3, **more, **times)
    ended = newsclean("clean", made)
    assert (ended.status, ended.out) == (
        0,
        newsclean("clean", archive(tmp_path / "a.warc.gz", 0, 3)).out,
    )
    assert [article["url"] for article in ended.articles] == [
        f"http://a.example/{n}" for n in range(3)
    ]


def test_rows_without_an_article_are_told_by_their_place(tmp_path: Path) -> None:
    rows = {"html": [PAGE, None, "<p>Soon.", PAGE], "status": [200, 200, 200, 404]}
    made = write_table(tmp_path / "p.parquet", rows)
    ended = newsclean("clean", made, "--rejects", tmp_path / "r.jsonl")
    assert (ended.status, len(ended.articles)) == (1, 1)  # a page without bytes is a fault
    assert [(line["name"], line["reason"]) for line in lines_of(tmp_path / "r.jsonl")] == [
        (f"{made}@1", "empty"),
        (f"{made}@2", "no_article"),
        (f"{made}@3", "other_status"),
    ]


def test_files_become_shards_once_though_the_output_lies_among_them(tmp_path: Path) -> None:
    """The second run finds the articles of the first one beside the pages, and reads none."""
    for name in ("a", "b"):
        write_pages(tmp_path / f"pages-{name}.parquet", ord(name), 2)
    shards = ("--shards", ".", "--format", "parquet", "--workers", "2")
    first = newsclean("clean", "pages-*.parquet", *shards, cwd=tmp_path)
    assert (first.status, "2 shards done, 0 were before, 0 failed" in first.err) == (0, True)
    again = newsclean("clean", ".", *shards, cwd=tmp_path)
    assert "0 shards done, 2 were before, 0 failed" in again.err, again.err
    assert "4 articles, 0 rejected" in again.err
    written = list(tmp_path.glob("pages-?-*.parquet"))
    urls = [url for path in written for url in pq.read_table(path)["url"].to_pylist()]
    assert sorted(urls) == sorted(f"http://a.example/{ord(c) + n}" for c in "ab" for n in (0, 1))


def test_a_file_that_changed_is_done_again(tmp_path: Path) -> None:
    command = ("clean", tmp_path / "p.parquet", "--shards", tmp_path / "out")
    write_pages(tmp_path / "p.parquet", 0, 1)
    assert "1 shards done, 0 were before" in newsclean(*command).err
    write_pages(tmp_path / "p.parquet", 0, 2)
    ended = newsclean(*command)
    assert "1 shards done, 0 were before" in ended.err
    assert "2 articles" in ended.err


def test_the_articles_of_newsclean_are_refused_by_name_of_what_lacks(tmp_path: Path) -> None:
    pages, articles = write_pages(tmp_path / "p.parquet", 0, 1), tmp_path / "articles.parquet"
    assert newsclean("clean", pages, "-o", articles).status == 0
    ended = newsclean("clean", articles, "--rejects", tmp_path / "r.jsonl")
    assert (ended.status, ended.out) == (1, b"")
    [line] = lines_of(tmp_path / "r.jsonl")
    assert line["reason"] == "no_pages"
    assert "no column 'html'" in str(line["detail"])


def test_a_configuration_may_call_the_columns_otherwise(tmp_path: Path) -> None:
    made = write_table(tmp_path / "p.parquet", {"body": [PAGE], "link": ["http://a.example/7"]})
    (tmp_path / "c.toml").write_text('[sources.columns]\nhtml = "body"\nurl = "link"\n')
    ended = newsclean("clean", made, "--config", tmp_path / "c.toml")
    assert [article["url"] for article in ended.articles] == ["http://a.example/7"]


def test_an_input_is_not_replaced_by_the_output(tmp_path: Path) -> None:
    made = write_pages(tmp_path / "p.parquet", 0, 1)
    before = made.read_bytes()
    ended = newsclean("clean", "p.parquet", "-o", tmp_path / "p.parquet", cwd=tmp_path)
    said = "".join(filter(str.isalpha, ended.err))  # lines break where the path's length has it
    assert (ended.status, "isaninput" in said) == (2, True)
    assert made.read_bytes() == before
