"""Response -> Document: decode, tell HTML from text, take the page apart."""

from __future__ import annotations

import re
from typing import Literal

from newsclean.binary import not_text
from newsclean.document.apart import take_apart
from newsclean.document.charset import to_utf8, wide_encoding
from newsclean.document.plaintext import parse_text
from newsclean.document.scan import scan
from newsclean.errors import DocumentError, Reason
from newsclean.records import Document, Form, Response

_SNIFF = 4096
_WIDEST = 4  # bytes of a character in UTF-8, at most
_TAG = re.compile(r"<(?:!doctype|html|head|body|div|p|article|meta|title|table|span|a|br)\b", re.I)
# What a browser takes for HTML by its first bytes (WHATWG MIME Sniffing, 7.1)
_OPENING = re.compile(
    r"<!--|<\?xml|<(?:script|iframe|h1|font|style|b|link|section|main|header)[\s>]", re.I
)


def parse(response: Response, form: Form = "auto") -> Document:
    """Take a response apart; DocumentError for what is empty or not a page."""
    page, encoding = _decoded(response)
    start = _text_of(page[: _WIDEST * _SNIFF])
    if not start.strip() and not _text_of(page).strip():
        raise DocumentError(Reason.EMPTY, "the page has no text at all")
    insisted = form if form != "auto" else response.form
    if (insisted if insisted != "auto" else sniff(start)) == "text":
        return parse_text(_text_of(page))
    return parse_html(page, encoding)


def parse_html(html: str | bytes, encoding: str | None = None) -> Document:
    """Take an HTML page apart; bytes are in UTF-8, whatever `encoding` it came in."""
    page = html.encode("utf-8", "ignore") if isinstance(html, str) else html
    scan(page)
    head, parts = take_apart(page)
    return Document(
        form="html",
        blocks=tuple(parts.blocks),
        elements=parts.elements,
        head=head,
        links=tuple(parts.links),
        pictures=tuple(parts.pictures),
        embeds=tuple(parts.embeds),
        stamps=tuple(parts.stamps),
        properties=tuple(parts.properties),
        named=tuple(parts.named),
        encoding=encoding,
        page=page,
    )


def sniff(text: str) -> Literal["html", "text"]:
    """Tell HTML from plain text by content: a common tag near the start makes it HTML.

    So does what it opens with: styles of any length may stand before the first such tag.

    >>> sniff("<p>Hello"), sniff("1 < 2 and 3 > 2"), sniff("<style>p { color: red }")
    ('html', 'text', 'html')
    """
    return "html" if _TAG.search(text[:_SNIFF]) or _OPENING.match(text.lstrip()) else "text"


def _decoded(response: Response) -> tuple[str | bytes, str | None]:
    """Return the text of a page, or its bytes in UTF-8, and the encoding it came in."""
    body = response.body
    if isinstance(body, str):
        return body, None
    kind = None if wide_encoding(body[:_SNIFF]) else not_text(body)
    if kind:
        raise DocumentError(Reason.NOT_HTML, f"the bytes are {kind}")
    return to_utf8(body, response.header("content-type"))


def _text_of(page: str | bytes) -> str:
    """Return text; a letter that was cut in two at its end is left out."""
    return page if isinstance(page, str) else page.decode("utf-8", "ignore")
