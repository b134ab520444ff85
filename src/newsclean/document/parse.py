"""Response -> Document: decode, tell HTML from text, take the page apart."""

from __future__ import annotations

import re
from typing import Literal

from newsclean.binary import not_text
from newsclean.document.apart import take_apart
from newsclean.document.charset import decode, is_sound_utf8, wide_encoding
from newsclean.document.plaintext import parse_text
from newsclean.document.scan import scan
from newsclean.errors import DocumentError, Reason
from newsclean.records import Document, Form, Response

_SNIFF = 4096
_TAG = re.compile(r"<(?:!doctype|html|head|body|div|p|article|meta|title|table|span|a|br)\b", re.I)


def parse(response: Response, form: Form = "auto") -> Document:
    """Take a response apart; DocumentError for what is empty or not a page."""
    text, encoding = _decoded(response)
    if not text or text.isspace():
        raise DocumentError(Reason.EMPTY, "the page has no text at all")
    insisted = form if form != "auto" else response.form
    if (insisted if insisted != "auto" else sniff(text)) == "text":
        return parse_text(text)
    body = response.body
    if isinstance(body, str) or not is_sound_utf8(text, body, encoding):
        return parse_html(text, encoding)
    return parse_html(text, encoding, body)


def parse_html(html: str, encoding: str | None = None, encoded: bytes | None = None) -> Document:
    """Take an HTML page apart; `encoded` is the page in UTF-8, where the caller has it."""
    page = html.encode("utf-8", "ignore") if encoded is None else encoded
    scan(html, page)
    head, parts = take_apart(page)
    return Document(
        form="html",
        blocks=tuple(parts.blocks),
        elements=tuple(parts.elements),
        head=head,
        links=tuple(parts.links),
        pictures=tuple(parts.pictures),
        embeds=tuple(parts.embeds),
        stamps=tuple(parts.stamps),
        properties=tuple(parts.properties),
        named=tuple(parts.named),
        encoding=encoding,
        source=html,
    )


def sniff(text: str) -> Literal["html", "text"]:
    """Tell HTML from plain text by content: a common tag near the start makes it HTML.

    >>> sniff("<p>Hello"), sniff("1 < 2 and 3 > 2")
    ('html', 'text')
    """
    return "html" if _TAG.search(text[:_SNIFF]) else "text"


def _decoded(response: Response) -> tuple[str, str | None]:
    body = response.body
    if isinstance(body, str):
        return body, None
    kind = None if wide_encoding(body[:_SNIFF]) else not_text(body)
    if kind:
        raise DocumentError(Reason.NOT_HTML, f"the bytes are {kind}")
    return decode(body, response.header("content-type"))
