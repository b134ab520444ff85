"""`newsclean clean` as a user runs it: what comes in, what comes out, how it ends."""

from __future__ import annotations

import gzip
import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import msgspec
import pytest

from newsclean.cli.demo_server import DemoSite, serve
from newsclean.schema import article_schema
from newsclean.sinks.jsonl import JsonLinesFile
from tests.command import COMMAND, PAGE, TEXT, environment, lines_of, newsclean

SEED = Path(__file__).parents[3] / "shared" / "seed" / "caliber.txt"


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with serve(DemoSite()) as address:
        yield address


def pages(folder: Path, count: int) -> Path:
    folder.mkdir()
    for n in range(count):
        text = PAGE.replace("eastern", f"{n}th").replace("<title>", f"<title>{n} ")
        (folder / f"{n:04}.html").write_text(text)
    return folder


def test_every_kind_of_bad_input_is_a_line_with_its_reason_and_the_run_goes_on(
    tmp_path: Path,
) -> None:
    (tmp_path / "empty-folder").mkdir()
    (tmp_path / "good.html").write_text(PAGE)
    (tmp_path / "good.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    (tmp_path / "good.txt").write_text(TEXT)
    (tmp_path / "empty.html").write_bytes(b" \n")
    (tmp_path / "binary.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (tmp_path / "none.html").write_text("<p>Nothing to read here.</p>")
    wanted = {
        "missing.html": "missing_file",
        "empty-folder": "no_pages",
        "gopher://x.example/": "unknown_scheme",
        "http://127.0.0.1:9/": "refused_address",
        "empty.html": "empty",
        "binary.html": "not_html",
        "none.html": "no_article",
    }
    good = ("good.html", "good.html.gz", "good.txt")
    order = [good[0], *wanted, *good[1:], "--rejects", "rejects.jsonl"]
    ended = newsclean("clean", *order, cwd=tmp_path)
    assert ended.status == 1
    assert [str(a["url"]).rpartition("/")[2] for a in ended.articles] == list(good)
    rejected = lines_of(tmp_path / "rejects.jsonl")
    assert {str(r["name"] or r["url"]): r["reason"] for r in rejected} == wanted
    assert len(rejected) == len(wanted)
    assert all(r["detail"] for r in rejected)
    assert "Traceback" not in ended.err
    assert "3 articles, 7 rejected" in ended.err.splitlines()[-1]
    for reason in wanted.values():
        assert f"1 {reason}" in ended.err.splitlines()[-1]


def test_no_article_is_no_fault(tmp_path: Path) -> None:
    ended = newsclean("clean", "-", stdin=b"<p>Nothing to read here.</p>")
    assert (ended.status, ended.out) == (0, b"")
    assert "1 no_article" in ended.err


@pytest.mark.parametrize(
    ("form", "body", "labeller"),
    [
        ((), PAGE, "html"),
        ((), TEXT, "text"),
        (("--as", "text"), PAGE.replace("><", ">\n<"), "text"),
        (("--as", "html"), PAGE.replace("<", " <", 1), "html"),
    ],
)
def test_standard_input_is_told_apart_by_content_unless_insisted(
    form: tuple[str, ...], body: str, labeller: str
) -> None:
    ended = newsclean("clean", "-", *form, stdin=body.encode())
    [article] = ended.articles
    is_text = "text" in str(msgspec.convert(article["extraction"], dict[str, object])["labeller"])
    assert is_text == (labeller == "text")
    assert "rebuild the old eastern pier" in str(article["text"])


def test_urls_are_fetched_and_a_list_names_its_bad_lines(site: str, tmp_path: Path) -> None:
    paths = DemoSite().articles()[:3]
    (tmp_path / "urls").write_text(f"{site}{paths[1]}\nnonsense\n# remark\n{site}{paths[2]}\n")
    polite = ("--allow-host", "127.0.0.1", "--delay", "0", "--user-agent", "tester/1")
    ended = newsclean("clean", site + paths[0], "--urls-from", tmp_path / "urls", *polite)
    assert ended.status == 1
    assert [a["url"] for a in ended.articles] == [site + path for path in paths]
    assert all(a["http_status"] == 200 and a["fetched_at"] for a in ended.articles)
    assert f"{tmp_path}/urls, line 2: " in ended.err


def test_urls_may_come_from_standard_input(site: str) -> None:
    url = site + DemoSite().articles()[0]
    ended = newsclean(
        "clean", "--urls-from", "-", "--allow-host", "127.0.0.0/8", stdin=url.encode()
    )
    assert [a["url"] for a in ended.articles] == [url]


def test_robots_are_obeyed_unless_ignored(site: str) -> None:
    url = f"{site}/members/crossword.html"
    allowed = ("clean", url, "--allow-host", "127.0.0.1", "--delay", "0")
    assert "1 robots" in newsclean(*allowed).err
    assert "1 robots" not in newsclean(*allowed, "--robots", "ignore").err


def test_files_come_out_in_order_whole_and_valid(tmp_path: Path) -> None:
    folder = pages(tmp_path / "pages", 60)
    ended = newsclean("clean", folder, "-o", tmp_path / "out.jsonl", "--workers", "2")
    assert (ended.status, ended.out) == (0, b"")
    articles = lines_of(tmp_path / "out.jsonl")
    urls = [str(a["url"]) for a in articles]
    assert urls == sorted(urls)
    assert len(set(urls)) == 60
    check = jsonschema.Draft202012Validator(article_schema())
    for article in articles:
        check.validate(article)
    again = newsclean("clean", folder, "--workers", "1")
    assert again.out == (tmp_path / "out.jsonl").read_bytes()


def test_options_come_from_a_file_and_flags_win(site: str, tmp_path: Path) -> None:
    url = site + DemoSite().articles()[0]
    config = tmp_path / "newsclean.toml"
    config.write_text('[fetch]\nallow_hosts = ["127.0.0.1"]\n[extract]\nmin_words = 100000\n')
    ended = newsclean("clean", url, "--config", config)
    assert "1 no_article" in ended.err
    ended = newsclean("clean", url, "--config", config, "--allow-host", "other.example")
    assert "1 refused_address" in ended.err


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        ("[fetch]\ndelai = 1", "fetch"),
        ("[fetch]\ndelay = 'x'", "$.fetch.delay"),
        ("[fetch]\nconcurrency = 0", "$.fetch.concurrency"),
        ("[politeness]", "politeness"),
        ("fetch = 3", "$.fetch"),
        ("workers = 3", "$.workers"),
        ("[fetch", "newsclean.toml"),
    ],
)
def test_a_wrong_config_names_the_file_and_the_key(tmp_path: Path, toml: str, told: str) -> None:
    (tmp_path / "newsclean.toml").write_text(toml)
    ended = newsclean("clean", "x", "--config", "newsclean.toml", cwd=tmp_path)
    assert ended.status == 2
    assert "newsclean.toml" in ended.err
    assert told in ended.err


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--as", "pdf", "x"),
        ("--workers", "0", "x"),
        ("--delay", "-1", "x"),
        ("--config", "none.toml", "x"),
        ("--nonsense",),
        ("-", "--urls-from", "-"),
        ("x", "-o", "out", "--rejects", "out"),
    ],
)
def test_wrong_usage_is_status_2(arguments: tuple[str, ...]) -> None:
    assert newsclean("clean", *arguments).status == 2


def test_quiet_says_nothing_and_verbose_names_every_page(tmp_path: Path) -> None:
    folder = pages(tmp_path / "pages", 2)
    assert newsclean("clean", folder, "none", "-q").err == ""
    told = newsclean("clean", folder, "-v").err
    assert "0000.html" in told
    assert "0001.html" in told


def test_an_interrupt_keeps_what_was_written_and_ends_with_130(tmp_path: Path) -> None:
    folder = pages(tmp_path / "pages", 2000)
    out = tmp_path / "out.jsonl"
    out.write_text("from yesterday")
    process = subprocess.Popen(
        [*COMMAND, "clean", folder, "-o", out], env=environment(), stderr=subprocess.PIPE
    )
    partial = tmp_path / "out.jsonl.partial"
    while not partial.exists() or partial.stat().st_size < 5000:
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"Traceback" not in err
    assert str(partial) in err.decode()
    assert out.read_text() == "from yesterday"
    assert all(line["text"] for line in lines_of(partial))


def test_ctrl_c_at_a_terminal_reaches_no_worker(tmp_path: Path) -> None:
    """The terminal interrupts a whole process group; workers must not answer with tracebacks.

    The one worker has given all pages out when the source waits for a pipe nobody writes.
    """
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    folder = pages(tmp_path / "pages", 3)
    process = subprocess.Popen(
        [*COMMAND, "clean", folder, fifo, "--workers", "1"],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        process_group=0,
    )
    assert process.stdout
    process.stdout.readline()
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"Traceback" not in err


def test_a_reader_that_goes_away_ends_the_run_without_a_word(tmp_path: Path) -> None:
    folder = pages(tmp_path / "pages", 300)
    process = subprocess.Popen(
        [*COMMAND, "clean", folder, "-q"],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout
    assert process.stderr
    assert process.stdout.readline().startswith(b"{")
    process.stdout.close()
    assert process.wait(60) == 141
    assert process.stderr.read() == b""
    process.stderr.close()


def test_an_output_that_fails_is_status_75(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text(PAGE)
    assert newsclean("clean", page, "-o", tmp_path / "none" / "x").status == 75
    assert newsclean("clean", page, "-o", "/dev/full").status == 75
    held = JsonLinesFile(tmp_path / "held")
    second = newsclean("clean", page, "-o", tmp_path / "held")
    held.close()
    assert second.status == 75
    assert "another run is writing it" in second.err
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*COMMAND, "clean", page], env=environment(), stdout=full, stderr=subprocess.PIPE
        )
    assert done.returncode == 75
    assert b"Traceback" not in done.stderr
    assert b"No space left" in done.stderr


def test_what_a_page_wrote_cannot_drive_the_terminal(tmp_path: Path) -> None:
    name = "evil\x1b[2J\u202e.html"
    ended = newsclean("clean", name, cwd=tmp_path)
    assert "\\x1b[2J\\u202e.html" in ended.err
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e]", ended.err)


@pytest.mark.skipif(not SEED.exists(), reason="../shared/seed is not beside this checkout")
def test_the_seed_page_on_the_command_line() -> None:
    [article] = newsclean("clean", SEED).articles
    assert article["title"] == (
        "Red lines and cold calculations US and China brace for a tough dialogue"
    )
    assert (article["published"], article["section"]) == ("2026-02-09T10:21", "ANALYTICS")
    assert (article["language"], article["site"]) == ("en", "Caliber.Az")
