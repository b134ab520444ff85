"""The command itself: its table, its help, its demo, its bar."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from newsclean._version import __version__
from newsclean.cli.app import COMMANDS
from newsclean.cli.demo_server import DemoSite
from tests.command import COMMAND, PAGE, environment, newsclean

HEAVY = "trafilatura httpx numpy lxml selectolax chardet".split()


def test_help_lists_every_command_with_its_first_line() -> None:
    ended = newsclean("--help")
    assert ended.status == 0
    for name in COMMANDS:
        assert f"│ {name} " in ended.out.decode()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_tells_how_it_is_used(name: str) -> None:
    ended = newsclean(name, "--help")
    assert ended.status == 0
    assert f"Usage: newsclean {name}" in ended.out.decode()


def test_help_loads_nothing_that_only_a_run_needs() -> None:
    code = (
        "import sys\nfrom newsclean.cli.app import main\nsys.argv[1:] = ['--help']\n"
        f"try: main()\nexcept SystemExit: print([m for m in {HEAVY} if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], env=environment(), capture_output=True)
    assert out.stdout.splitlines()[-1] == b"[]", out.stderr


def test_clean_says_its_exit_statuses() -> None:
    told = " ".join(newsclean("clean", "--help").out.decode().replace("│", " ").split())
    for status in ("0 done", "1 some", "2 wrong usage", "75 ", "130 ", "141 "):
        assert status in told
    assert "tables fetch, extract" in told


def test_the_version_and_an_unknown_command() -> None:
    assert newsclean("--version").out.decode() == f"newsclean {__version__}\n"
    assert newsclean("nonsense").status == 2


def test_the_demo_fetches_and_cleans_its_site() -> None:
    ended = newsclean("demo")
    assert ended.status == 0, ended.err
    assert len(ended.articles) == len(DemoSite().articles())
    assert {a["language"] for a in ended.articles} >= {"ar", "de", "en", "ja", "ru"}
    assert all(str(a["url"]).startswith("http://127.0.0.1:") for a in ended.articles)
    assert "13 articles, 2 rejected (2 home_page)" in ended.err


def on_a_terminal(*arguments: str | Path) -> tuple[bytes, str]:
    """Run with standard error on a pseudo-terminal; return standard output and what it showed."""
    ours, theirs = pty.openpty()
    env = {**environment(), "TERM": "xterm"}
    process = subprocess.Popen(
        [*COMMAND, *map(str, arguments)], env=env, stdout=subprocess.PIPE, stderr=theirs
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # the other end is closed
            break
        shown += piece
    os.close(ours)
    out, _ = process.communicate(timeout=60)
    return out, shown.decode()


def test_a_bar_is_drawn_on_a_terminal_only_and_not_into_the_output(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE)
    out, shown = on_a_terminal("clean", tmp_path, "none.html")
    assert json.loads(out)["title"] == "Pier to be rebuilt"
    assert "━" in shown
    assert "none.html: missing_file" in shown
    assert "1 article, 1 rejected" in shown
    assert "━" not in newsclean("clean", tmp_path).err
    assert "━" not in on_a_terminal("clean", tmp_path, "-q")[1]
