"""The ways in which a page is flattened to plain text, for training and for scores.

The first three are those of ../shared/bench/flatten.py; the others spoil the first one further:
cut at 80 columns as a mailer does, without blank lines, or with everything on a few lines.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator

from benchmarks.corpus import shared_module
from newsclean.document.charset import decode
from newsclean.document.plaintext import parse_text
from newsclean.records import Block

WIDTH = 80
FEW = 5
Way = Callable[[str], str]


def innertext(html: str) -> str:
    """Flatten as a browser copies a page."""
    return str(shared_module("flatten").innertext(html))


def separator(html: str) -> str:
    """Flatten with each text node on its own line."""
    return str(shared_module("flatten").separator(html))


def inscriptis(html: str) -> str:
    """Flatten with tables laid out and lists indented."""
    return str(shared_module("flatten").inscriptis(html))


def wrapped(text: str) -> str:
    """Cut every line at 80 columns.

    >>> max(map(len, wrapped("word " * 99).splitlines())) <= WIDTH
    True
    """
    lines = (textwrap.wrap(line, WIDTH) or [""] for line in text.split("\n"))
    return "\n".join(part for parts in lines for part in parts)


def no_blanks(text: str) -> str:
    r"""Lose all blank lines.

    >>> no_blanks("a\n\nb")
    'a\nb'
    """
    return "\n".join(line for line in text.split("\n") if line)


def few_lines(text: str) -> str:
    r"""Put everything on a few lines of about the same number of words.

    >>> len(few_lines("a b c d e f g h i j").split("\n")) == FEW
    True
    """
    words = text.split()
    size = -(-len(words) // FEW) or 1
    return "\n".join(" ".join(words[i : i + size]) for i in range(0, len(words), size))


WAYS: dict[str, Way] = {
    "innertext": innertext,
    "separator": separator,
    "inscriptis": inscriptis,
    "wrapped": lambda html: wrapped(innertext(html)),
    "no_blanks": lambda html: no_blanks(innertext(html)),
    "few_lines": lambda html: few_lines(innertext(html)),
}


def flattened(raw: bytes) -> Iterator[tuple[str, tuple[Block, ...]]]:
    """Yield a page's blocks for each way of flattening it; nothing for a way that left no text."""
    html, _ = decode(raw, None)
    for way, flatten in WAYS.items():
        blocks = parse_text(flatten(html)).blocks
        if blocks:
            yield way, blocks
