"""Article text that a page carries as data: JSON-LD articleBody."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import msgspec

from newsclean.records import Document

_BODY = re.compile(r'"articleBody"\s*:\s*("[^"\\]*+(?:\\.[^"\\]*+)*")', re.S)
_TAGS = re.compile(r"<[^>]{0,500}>")
_RAW_BREAKS = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
_RAW = re.compile(r"[\r\n\t]")
_NAME = "articleBody"
_DECODER = msgspec.json.Decoder(str)


def has_body(document: Document) -> bool:
    """Return whether the page's JSON-LD may hold an articleBody."""
    for script in document.head.json_ld:  # noqa: SIM110 - `any` takes twice the time
        if _NAME in script:
            return True
    return False


def article_bodies(document: Document) -> Iterator[str]:
    """Yield the articleBody strings of the page's JSON-LD as written, breaks and markup kept."""
    for script in document.head.json_ld:
        if _NAME not in script:
            continue
        for quoted in _BODY.findall(script):
            try:
                yield _DECODER.decode(_mended(quoted).encode("utf-8", "replace"))
            except msgspec.DecodeError:
                continue  # a broken string is no evidence; the fields say so in their own way


def _mended(quoted: str) -> str:
    """Write breaks in a string of JSON as JSON would have them."""
    if "\n" in quoted or "\r" in quoted or "\t" in quoted:
        return _RAW.sub(lambda m: _RAW_BREAKS[m[0]], quoted)
    return quoted


def article_body(document: Document) -> str:
    """Return the longest articleBody among the page's JSON-LD, without markup; "" if absent."""
    if not has_body(document):
        return ""
    found = max(article_bodies(document), key=len, default="")
    return html.unescape(_TAGS.sub(" ", found))
