"""Pages -> their code blocks, fenced and indented, with what is said of them for the tests."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec
from markdown_it import MarkdownIt

ROOT = Path(__file__).parents[2]
PAGES = (*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md")))
# <!-- not run: needs a cluster -->   <!-- ends with 1 -->
_COMMENT = re.compile(r"<!-- (?:not run: (?P<reason>.+?)|ends with (?P<status>\d+)) -->", re.S)
_TITLE = re.compile(r'title="([^"]+)"')
Form = Literal["fenced", "indented"]


class CodeBlock(msgspec.Struct, frozen=True, kw_only=True):
    """A block: where it stands, its language, its file's name, and what its comment says."""

    page: str
    line: int
    language: str
    text: str
    form: Form = "fenced"
    title: str | None = None
    reason: str | None = None
    status: int = 0

    @property
    def place(self) -> str:
        """Page and line, as an editor takes them."""
        return f"{self.page}:{self.line}"


def blocks_of(page: Path) -> list[CodeBlock]:
    """Return the code blocks of a page in reading order, those in lists and quotes too."""
    return list(_blocks(page.relative_to(ROOT).as_posix(), page.read_text("utf-8")))


def _blocks(page: str, text: str) -> Iterator[CodeBlock]:
    said: re.Match[str] | None = None
    for token in MarkdownIt("commonmark").parse(text):
        if token.type == "html_block":
            said = _COMMENT.search(token.content)
        elif token.type in ("fence", "code_block"):
            yield _block(page, token.info, token.content, (token.map or [0])[0] + 1, said)
            said = None
        elif token.type == "inline":
            said = None


def _block(page: str, info: str, text: str, line: int, said: re.Match[str] | None) -> CodeBlock:
    title = _TITLE.search(info)
    return CodeBlock(
        page=page,
        line=line,
        language=(info.split() or [""])[0],
        text=text,
        form="fenced" if info else "indented",
        title=title[1] if title else None,
        reason=said["reason"] if said else None,
        status=int(said["status"] or 0) if said else 0,
    )
