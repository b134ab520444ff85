"""A crawl of the demo site as a process: its file, its output, its summary."""

from __future__ import annotations

import subprocess
from collections import Counter
from pathlib import Path

import msgspec

from tests.command import COMMAND, environment, lines_of

CONFIG = """
[crawl]
allow_hosts = ["127.0.0.0/8"]
{crawl}
[defaults]
max_age = "600d"
delay = {delay}
[[outputs]]
kind = "jsonl"
layout = "file"
path = "all.jsonl"
[notify]
summary = "run.json"
prometheus = "newsclean.prom"
{notify}
[[sites]]
name = "herald"
feeds = ["{home}/feed.xml"]
"""


def config(folder: Path, home: str, delay: float = 0.0, crawl: str = "", notify: str = "") -> Path:
    path = folder / "SITES.toml"
    path.write_text(CONFIG.format(home=home, delay=delay, crawl=crawl, notify=notify))
    return path


def canonicals(folder: Path) -> Counter[object]:
    return Counter(line["canonical_url"] for line in lines_of(folder / "all.jsonl"))


def summary(folder: Path) -> dict[str, object]:
    facts: dict[str, object] = msgspec.json.decode((folder / "run.json").read_bytes())
    return facts


def start(path: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*COMMAND, "crawl", str(path)],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
