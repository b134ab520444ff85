"""What a page finds in its folder, and `newsclean` on its PATH.

page.html, page.html.gz, pages/a.html and saved/pier.html are one story; dump.txt is the same as
flattened text; urls.txt, out.jsonl, rejects.jsonl, rules.toml, corrections.json, newsclean.toml
and what pages call /etc/newsclean/SITES.toml are what the commands read.
"""

from __future__ import annotations

import gzip
import socket
import sys
from pathlib import Path

from tests.command import PAGE, SENTENCE, TEXT, environment
from tests.report.lines import article, rejection

_RULED = (
    "<html lang=en><head><title>Pier to be rebuilt</title></head><body><article class=story>"
    f"<h1 class=headline>Pier to be rebuilt</h1><p>{SENTENCE * 3}</p><p>{SENTENCE * 4}</p>"
    f"<div class=support-box><p>Give us money. {SENTENCE * 2}</p></div></article></body></html>"
)
_FILES = {
    "page.html": PAGE,
    "pages/a.html": PAGE,
    "saved/pier.html": _RULED,
    "dump.txt": TEXT,
    "urls.txt": "https://news.example/story.html\n",
    "rules.toml": '[[site]]\nhosts = ["news.example"]\ndrop = ["aside"]\n',
    "newsclean.toml": "[extract]\nmin_words = 40\n",
    "etc/SITES.toml": '[[sites]]\nhome = "https://www.herald.example/"\n',
}
_CORRECTIONS = """{
  "schema": "newsclean.corrections/1", "url": "https://news.example/pier",
  "name": "saved/pier.html",
  "blocks": [
    {"text": "The council of the harbour town", "whole": false, "was": "kept", "now": "kept",
     "path": [["body", ""], ["article", "story"], ["p", ""]]},
    {"text": "Give us money.", "whole": false, "was": "kept", "now": "removed",
     "path": [["body", ""], ["article", "story"], ["div", "support-box"], ["p", ""]]}
  ]
}"""
# Starting the second one costs more than pages of this size.
_ONE_WORKER = '[ "$1" = clean ] && set -- "$@" --workers 1'
# Where pages put files of a machine that is set up, and where they lie in the page's folder.
_ELSEWHERE = {
    "/opt/newsclean/bin/": "",
    "/etc/newsclean": "etc",
    "/var/lib/newsclean": "var",
    "/srv/news": "var",
}


def lay_out(folder: Path) -> None:
    """Fill a page's folder."""
    for name, text in _FILES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    (folder / "page.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    (folder / "out.jsonl").write_bytes(article())
    (folder / "rejects.jsonl").write_bytes(rejection("dns", "https://a.example/", "no address"))
    (folder / "corrections.json").write_text(_CORRECTIONS)
    (folder / "var").mkdir()
    (folder / "bin").mkdir()
    command = folder / "bin" / "newsclean"
    command.write_text(
        f'#!/bin/sh\n{_ONE_WORKER}\nexec {sys.executable} -m tests.docs.command "$@"\n'
    )
    command.chmod(0o755)


def surroundings(folder: Path, internet: dict[str, str]) -> dict[str, str]:
    """Return the environment of a page's shell."""
    told = environment()
    path = f"{folder / 'bin'}:{Path(sys.executable).parent}:{told['PATH']}"
    return {**told, **internet, "PATH": path, "BROWSER": "true"}


def localised(text: str, folder: Path, port: int) -> str:
    """Put the paths of a machine that is set up into the folder, and port 8000 on a free one."""
    for path, name in _ELSEWHERE.items():
        text = text.replace(path, str(folder / name) if name else "")
    return text.replace("127.0.0.1:8000", f"127.0.0.1:{port}").replace(
        "http.server 8000", f"http.server {port}"
    )


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])
