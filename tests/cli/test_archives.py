"""`newsclean clean` over web archives as a user runs it."""

from __future__ import annotations

import gzip
import io
from pathlib import Path
from typing import Any

import pytest

from newsclean.cli.demo_server import DemoSite, serve
from tests.command import PAGE, lines_of, newsclean
from tests.run.test_shards import archive, archives, numbers
from tests.sources.warcs import http, record

PAGES = (
    "en/world/2026/11/18/seed-vault-lost-wheat.html",
    "ru/obshchestvo/2026/11/13/pochta-na-lyzhakh.html",
    "ar/thaqafa/2026/11/10/khattat-al-jidar.html",
    "en/index.html",
    "none.html",
)


def test_the_archive_of_a_fetch_gives_what_the_fetch_gave(tmp_path: Path) -> None:
    """All of each article, times included; a front page is the same rejection."""
    kept = tmp_path / "kept"
    with serve(DemoSite()) as site:
        urls = [f"{site}/{page}" for page in PAGES]
        options = ("--allow-host", "127.0.0.1", "--delay", "0", "--archive", kept)
        fetched = newsclean("clean", *urls, *options, "--rejects", tmp_path / "f.jsonl")
    again = newsclean("clean", kept, "--rejects", tmp_path / "a.jsonl", "--order", "any")
    assert len(fetched.articles) == 3
    assert sorted(again.out.splitlines()) == sorted(fetched.out.splitlines())
    gone = [line for line in lines_of(tmp_path / "f.jsonl") if line["http_status"] != 404]
    assert lines_of(tmp_path / "a.jsonl") == gone
    assert again.status == 0


def test_an_archive_made_by_warcio_is_read(tmp_path: Path) -> None:
    pytest.importorskip("warcio", reason="warcio is not installed")
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    path = tmp_path / "made.warc.gz"
    with path.open("wb") as file:
        writer: Any = WARCWriter(file, gzip=True)
        writer.write_record(writer.create_warcinfo_record("made.warc.gz", {"software": "x"}))
        for number, coding in enumerate(("identity", "gzip")):
            text = PAGE.replace("eastern", f"{number}th").encode()
            body = gzip.compress(text) if coding == "gzip" else text
            fields = [("Content-Type", "text/html"), ("Content-Encoding", coding)]
            head = StatusAndHeaders("200 OK", fields, protocol="HTTP/1.1")
            url = f"http://a.example/{number}"
            made = writer.create_warc_record(
                url, "response", payload=io.BytesIO(body), http_headers=head
            )
            writer.write_request_response_pair(_request(writer, url), made)
            args = (url, "sha1:" + "A" * 32, url, "2026-11-24T10:00:00Z")
            writer.write_record(writer.create_revisit_record(*args, http_headers=head))
    ended = newsclean("clean", path)
    assert [article["url"] for article in ended.articles] == [
        "http://a.example/0",
        "http://a.example/1",
    ]
    assert "2 articles, 2 rejected (2 revisit)" in ended.err
    assert ended.status == 0


def _request(writer: Any, url: str) -> Any:
    from warcio.statusandheaders import StatusAndHeaders

    head = StatusAndHeaders("GET / HTTP/1.1", [("Host", "a.example")], is_http_request=True)
    return writer.create_warc_record(url, "request", http_headers=head)


def test_a_broken_archive_is_counted_and_the_exit_status_tells(tmp_path: Path) -> None:
    good = http(PAGE.encode(), "Content-Type: text/html")
    broken = record(1, good) + record(2, good, length=10**9) + record(3, good)[:-500]
    (tmp_path / "broken.warc").write_bytes(broken)
    ended = newsclean("clean", tmp_path / "broken.warc")
    assert [article["url"] for article in ended.articles] == ["http://a.example/1"]
    assert "1 article, 2 rejected (1 too_large, 1 truncated)" in ended.err
    assert ended.status == 1


def test_what_archives_commonly_hold_is_counted_and_no_fault(tmp_path: Path) -> None:
    ended = newsclean("clean", archive(tmp_path / "a.warc.gz", 0, 2), "-o", tmp_path / "o.jsonl")
    assert "2 articles, 2 rejected (2 other_type)" in ended.err
    assert ended.status == 0
    assert len(lines_of(tmp_path / "o.jsonl")) == 2


def test_shards_are_done_once(tmp_path: Path) -> None:
    archives(tmp_path, 2, 2)
    arguments = ("clean", tmp_path / "*.warc.gz", "--shards", tmp_path / "out")
    first, again = newsclean(*arguments), newsclean(*arguments)
    assert "2 shards done, 0 were before, 0 failed" in first.err
    assert "0 shards done, 2 were before, 0 failed" in again.err
    assert "4 articles" in again.err
    assert (first.status, again.status) == (0, 0)
    assert numbers(tmp_path / "out") == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("page.html", "--shards", "out"), "page.html is no archive"),
        (("x.warc", "--shards", "out", "-o", "y"), "leave -o"),
        (("x.warc", "--shards", "out", "--urls-from", "y"), "no list of URLs"),
    ],
)
def test_shards_of_what_is_no_archive_are_refused(
    arguments: tuple[str, ...], says: str, tmp_path: Path
) -> None:
    (tmp_path / "page.html").write_text(PAGE)
    ended = newsclean("clean", *arguments, cwd=tmp_path)
    assert (ended.status, says in ended.err) == (2, True), ended.err
    assert not (tmp_path / "out").exists()


def test_articles_go_to_one_parquet_file(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="the extra `parquet` is not installed")
    made = archive(tmp_path / "a.warc.gz", 0, 3)
    assert newsclean("clean", made, "-o", tmp_path / "a.parquet").status == 0
    rows = parquet.read_table(tmp_path / "a.parquet").to_pylist()
    assert [row["url"] for row in rows] == [f"http://a.example/{n}" for n in range(3)]
    assert not (tmp_path / "a.parquet.partial").exists()
