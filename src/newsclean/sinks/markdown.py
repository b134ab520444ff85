"""A Markdown file an article, `<id>.md`, with YAML front matter; a new version takes its place."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from newsclean.records import Article, ArticleBlock, Batch
from newsclean.sinks.columns import FACTS
from newsclean.sinks.files import sync_folder, write_whole

_ID = re.compile(r"[0-9a-f]{16}")
_SPECIAL = re.compile(r"([\\`*_\[\]<>])")
_LINE_START = re.compile(r"^([ \t]{0,20})([#+=~-]|\d{1,9}[.)])(?=\s|[=-])", re.M)


class MarkdownFiles:
    """A `BatchSink` of one file an article."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def open(self, place: str | None) -> str | None:
        """Make the folder and clear what an interrupted run left half written."""
        self._folder.mkdir(parents=True, exist_ok=True)
        for passing in self._folder.glob(".tmp-*.md"):
            passing.unlink()
        sync_folder(self._folder)
        return place

    def publish(self, batch: Batch) -> str | None:
        """Write every article's file; the names are hashes, so no page can choose one."""
        for article in batch.articles:
            if not _ID.fullmatch(article.id):
                raise ValueError(f"not an id: {article.id[:40]!r}")
            write_whole(self._folder, f"{article.id}.md", markdown(article).encode())
        return None

    def close(self) -> None:
        """Nothing is held open."""


def markdown(article: Article) -> str:
    """Return front matter (JSON values, which are YAML) and the text."""
    facts = [(name, getattr(article, name)) for name in FACTS]
    lines = [f"{name}: {_yaml(value)}" for name, value in facts if value not in (None, ())]
    body = "\n\n".join(_block(block) for block in article.blocks if block.kind != "embed")
    title = f"# {_inline(article.title)}\n\n" if article.title else ""
    return "---\n" + "\n".join(lines) + "\n---\n\n" + title + body + "\n"


def _yaml(value: object) -> str:
    r"""Write a JSON value, with what YAML takes for a line break or refuses spelled out.

    >>> print(_yaml("a\u2028b"))
    "a\u2028b"
    """
    text = msgspec.json.encode(value).decode()
    return re.sub("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]", _spelled, text)


def _spelled(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def _block(block: ArticleBlock) -> str:
    if block.kind == "code":
        fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", block.text)), default=0))
        return f"{fence}\n{block.text}\n{fence}"
    text = _inline(block.text)
    if block.kind in ("heading", "entry"):
        return "#" * min(max(block.level or 2, 2), 6) + " " + " ".join(text.split())
    if block.kind == "list_item":
        return "- " + text.replace("\n", "\n  ")
    if block.kind == "quote":
        return "> " + text.replace("\n", "\n> ")
    return f"*{text}*" if block.kind == "caption" and "\n" not in text else text


def _inline(text: str) -> str:
    return _LINE_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", text))
