"""Article text that a page carries as data: JSON-LD articleBody."""

from __future__ import annotations

import html
import re

import msgspec

from newsclean.records import Document

_BODY = re.compile(r'"articleBody"\s*:\s*("(?:[^"\\]|\\.)*")', re.S)
_TAGS = re.compile(r"<[^>]{0,500}>")
_LINES = re.compile(r"[\r\n\t]")
_DECODER = msgspec.json.Decoder(str)


def article_body(document: Document) -> str | None:
    """Return the longest articleBody among the page's JSON-LD, without markup; None if absent."""
    found = ""
    for script in document.head.json_ld:
        if "articleBody" not in script:
            continue
        for quoted in _BODY.findall(script):
            try:
                text = _DECODER.decode(_LINES.sub(" ", quoted).encode("utf-8", "replace"))
            except msgspec.DecodeError:
                continue  # a broken string is no evidence; the fields say so in their own way
            if len(text) > len(found):
                found = text
    return " ".join(html.unescape(_TAGS.sub(" ", found)).split()) or None
