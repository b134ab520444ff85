"""Every code block of the README does what it says."""

from __future__ import annotations

import gzip
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsclean.cli.config import read_options
from newsclean.cli.demo_server import DemoSite, serve
from tests.command import PAGE, TEXT, environment, lines_of
from tests.report.lines import article
from tests.sources.warcs import http, record

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, re.M | re.S)
STORY = "https://news.example/story.html"


@pytest.fixture(scope="module")
def story() -> Iterator[str]:
    site = DemoSite()
    with serve(site) as address:
        yield address + site.articles()[0]


@pytest.fixture
def folder(tmp_path: Path, story: str) -> Path:
    """Make a folder with all files that the README speaks of, and `newsclean` on the PATH."""
    (tmp_path / "pages").mkdir()
    for name in ("pages/a.html", "page.html"):
        (tmp_path / name).write_text(PAGE)
    (tmp_path / "page.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    (tmp_path / "dump.txt").write_text(TEXT)
    page = record(1, http(PAGE.encode(), "Content-Type: text/html"))
    for name in ("crawl.warc.gz", "CC-NEWS-1.warc.gz"):
        (tmp_path / name).write_bytes(gzip.compress(page))
    (tmp_path / "out.jsonl").write_bytes(article())
    (tmp_path / "urls.txt").write_text(f"{story}\n")
    (tmp_path / "bin").mkdir()
    command = tmp_path / "bin" / "newsclean"
    allow = '[ "$1" = clean ] && set -- "$@" --allow-host 127.0.0.1 --delay 0'
    command.write_text(f'#!/bin/sh\n{allow}\nexec {sys.executable} -m newsclean "$@"\n')
    command.chmod(0o755)
    return tmp_path


def shell(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    path = f"{folder / 'bin'}:{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", script],
        cwd=folder,
        env={**environment(), "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )


def blocks(language: str) -> list[str]:
    return [text for name, text in BLOCKS if name == language]


def test_there_is_a_block_of_each_kind_and_none_unknown() -> None:
    assert {name for name, _ in BLOCKS} == {"sh", "cron", "python", "toml"}


def test_it_starts_with_the_two_commands() -> None:
    top = README.splitlines()[:4]
    assert top[2].split()[:2] == ["make", "demo"]
    assert top[3].split()[:2] == ["make", "test"]
    for target in ("demo", "test", "lint", "types", "soak", "bench", "train"):
        done = subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("line", [x for b in blocks("sh") for x in b.splitlines() if x])
def test_a_shell_line_runs(line: str, folder: Path, story: str) -> None:
    done = shell(line.replace(STORY, story), folder)
    assert done.returncode in (0, 141), done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout or "article" in done.stderr
    assert "0 articles" not in done.stderr


def test_the_cron_line_runs(folder: Path) -> None:
    [line] = "".join(blocks("cron")).splitlines()
    command = line.split(maxsplit=5)[5].replace("\\%", "%").replace("/srv/news", str(folder))
    done = shell(command, folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    [out] = folder.glob("20??-??-??-??.jsonl")
    assert len(lines_of(out)) == 1
    assert lines_of(folder / "rejects.jsonl") == []


@pytest.mark.parametrize("block", blocks("python"))
def test_a_python_block_runs(block: str, folder: Path, story: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", block.replace(f'"{STORY}"]', f'"{story}"]')],
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Pier to be rebuilt" in done.stdout
    assert "no_article only" in done.stdout
    assert "refused_address" in done.stdout  # the demo site is on loopback


@pytest.mark.parametrize("block", blocks("toml"))
def test_a_toml_block_is_a_config(block: str, tmp_path: Path) -> None:
    path = tmp_path / "newsclean.toml"
    path.write_text(block)
    options = read_options(path)
    assert (options.fetch.delay, options.extract.min_words) == (2.0, 40)
    assert options.workers.order == "input"
