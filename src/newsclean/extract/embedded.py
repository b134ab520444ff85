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
_DECODER = msgspec.json.Decoder(str)


def article_bodies(document: Document) -> Iterator[str]:
    """Yield the articleBody strings of the page's JSON-LD as written, breaks and markup kept."""
    for script in document.head.json_ld:
        if "articleBody" not in script:
            continue
        for quoted in _BODY.findall(script):
            mended = _RAW.sub(lambda m: _RAW_BREAKS[m[0]], quoted)
            try:
                yield _DECODER.decode(mended.encode("utf-8", "replace"))
            except msgspec.DecodeError:
                continue  # a broken string is no evidence; the fields say so in their own way


def article_body(document: Document) -> str | None:
    """Return the longest articleBody among the page's JSON-LD, without markup; None if absent."""
    found = max(article_bodies(document), key=len, default="")
    return " ".join(html.unescape(_TAGS.sub(" ", found)).split()) or None
