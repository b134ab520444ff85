"""Article text that a page carries only as data: JSON-LD, or the state of its application.

Some pages build their text by a script from JSON that lies in the page (Next.js's __NEXT_DATA__
and kin). Where the markup has no text, the longest run of paragraphs in that data is the article:
strings at the same place of repeated objects, in their order.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import msgspec

from newsclean.extract.embedded import article_bodies
from newsclean.records import ArticleBlock, Document, Labelling

_MOST_STRINGS = 20_000
_MOST_DEPTH = 40
_LEAST_WORDS = 60  # less is no article that the markup could have lost
_PROSE_WORDS = 8
_TIMES = 3  # the data must hold this many times the words of the markup
_SURE = 0.6
_END = re.compile(r"[.!?…。！？।؟][\"”»’')\]」』]*$")
_BREAK = re.compile(r"</p\s*>|<br\s*/?>\s*<br\s*/?>|\n\s*\n|</h[1-6]>|</li>", re.I)
_TAG = re.compile(r"<[^>]{0,500}>")
_WIDE = re.compile(r"[\u2e80-\uffef]")

Path = tuple[str, ...]


def from_data(document: Document, markup_words: int) -> Labelling | None:
    """Return the article as data, where it holds far more words than the markup's article."""
    paragraphs = max((_json_ld(document), _state(document)), key=_words)
    if _words(paragraphs) < max(_LEAST_WORDS, _TIMES * markup_words):
        return None
    return Labelling(
        labeller="data",
        scores=(0.0,) * len(document.blocks),
        kinds=tuple(block.kind for block in document.blocks),
        keep=(False,) * len(document.blocks),
        confidence=_SURE,
        texts=tuple(ArticleBlock("paragraph", text) for text in paragraphs),
    )


def _words(paragraphs: list[str]) -> int:
    return sum(
        len(text.split()) + sum("\u2e80" < c < "\uffef" for c in text) for text in paragraphs
    )


def _json_ld(document: Document) -> list[str]:
    return max((_paragraphs(body) for body in article_bodies(document)), key=_words, default=[])


def _state(document: Document) -> list[str]:
    """Return the paragraphs at the place of the application's state that holds most prose."""
    places: dict[Path, list[str]] = {}
    for script in document.head.app_state:
        try:
            state = msgspec.json.decode(script)
        except (msgspec.DecodeError, RecursionError):
            continue  # a script that is not plain JSON holds no data for us
        for path, text in _strings(state):
            if _is_prose(text):
                places.setdefault(path, []).extend(_paragraphs(text))
    return max(places.values(), key=_words, default=[])


def _strings(value: object) -> Iterator[tuple[Path, str]]:
    """Yield all strings in order, each with its place: keys, with list positions left out."""
    waiting: list[tuple[Path, object]] = [((), value)]
    left = _MOST_STRINGS
    while waiting and left:
        path, here = waiting.pop()
        if isinstance(here, str):
            left -= 1
            yield path, here
        elif len(path) < _MOST_DEPTH and isinstance(here, dict):
            waiting.extend(((*path, str(key)), below) for key, below in reversed(here.items()))
        elif len(path) < _MOST_DEPTH and isinstance(here, list):
            waiting.extend((path, below) for below in reversed(here))


def _is_prose(text: str) -> bool:
    plain = _TAG.sub(" ", text[-200:]).strip()
    enough = text.count(" ") >= _PROSE_WORDS or (len(text) > _PROSE_WORDS and not text.isascii())
    return enough and _END.search(plain) is not None


def _paragraphs(text: str) -> list[str]:
    pieces = (html.unescape(_TAG.sub(" ", piece)) for piece in _BREAK.split(text))
    return [squeezed for piece in pieces if (squeezed := " ".join(piece.split()))]
