"""`newsclean explain` on files, text, URLs and what is no page."""

from __future__ import annotations

import json
from pathlib import Path

from newsclean.cli.demo_server import DemoSite, serve
from tests.command import PAGE, TEXT, newsclean


def test_a_page_is_written_as_html_json_and_lines(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE)
    assert newsclean("explain", "a.html", "-o", "out.html", cwd=tmp_path).out == b""
    assert "Pier to be rebuilt" in (tmp_path / "out.html").read_text("utf-8")
    told = json.loads(newsclean("explain", "a.html", "--json", cwd=tmp_path).out)
    assert told["schema"] == "newsclean.explanation/1"
    assert {block["verdict"] for block in told["blocks"]} == {"kept", "removed"}
    assert all("words" in reason for block in told["blocks"] for reason in block["reasons"])
    lines = newsclean("explain", "a.html", "--text", cwd=tmp_path).out.decode().splitlines()
    assert len(lines) == 1 + len(told["blocks"])


def test_standard_input_and_plain_text(tmp_path: Path) -> None:
    ended = newsclean("explain", "-", "--as", "text", "--text", stdin=TEXT.encode())
    assert ended.status == 0
    assert "judged by text" in ended.out.decode().splitlines()[0]


def test_a_url_is_fetched_as_a_batch_does() -> None:
    site = DemoSite()
    with serve(site) as address:
        url = address + site.articles()[0]
        ended = newsclean("explain", url, "--text", "--allow-host", "127.0.0.1")
        refused = newsclean("explain", url, "--text")
    assert ended.status == 0, ended.err
    assert url in ended.out.decode()
    assert refused.status == 1
    assert "refused_address" in refused.err


def test_what_is_no_page_is_told_and_shown(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 ...")
    ended = newsclean("explain", "a.pdf", "-o", "out.html", cwd=tmp_path)
    assert ended.status == 1
    assert "not_html" in ended.err
    assert "not_html" in (tmp_path / "out.html").read_text("utf-8")


def test_a_folder_of_pages_is_too_much(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.html").write_text(PAGE)
    ended = newsclean("explain", tmp_path)
    assert ended.status == 2
    assert "several pages" in " ".join(ended.err.replace("│", " ").split())


def test_an_output_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE)
    ended = newsclean("explain", "a.html", "-o", "none/out.html", cwd=tmp_path)
    assert ended.status == 75
    assert "none/out.html" in ended.err
