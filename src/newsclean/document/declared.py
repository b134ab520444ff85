"""Which encoding a page is declared to be in: by its header, or by itself (WHATWG HTML, 13.2.3.2).

Only labels of the Encoding standard count, so `charset=zlib` is nothing.
"""

from __future__ import annotations

import re

HEAD = 8192  # bytes of a page's beginning that are looked at
WIDE = frozenset({"utf-16le", "utf-16be"})
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([^\s\"';,<>]+)", re.I)
_XML = re.compile(rb"\s*<\?xml[^>]*?encoding\s*=\s*[\"']([^\"'>]{1,40})", re.I)
_COMMENT = re.compile(rb"<!--.*?-->", re.S)
_META = re.compile(rb"<meta[\s/]([^>]*)", re.I)
_ATTRIBUTE = re.compile(r"([^\s=/\"'>]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_PYTHON_NAMES = {
    "cp874": "windows-874",
    "cp932": "shift_jis",
    "cp949": "euc-kr",
    "big5hkscs": "big5",
    "euc_jis_2004": "euc-jp",
    "mac-roman": "macintosh",
    "mac-cyrillic": "x-mac-cyrillic",
    "iso8859-16": "iso-8859-16",
}


def declared(body: bytes, content_type: str | None) -> str | None:
    """Return the standard's name of the encoding that header or page declare, if any."""
    return _from_header(content_type) or _from_page(body[:HEAD])


def _from_header(content_type: str | None) -> str | None:
    found = _CHARSET.search(content_type or "")
    return _usable(found[1]) if found else None


def _from_page(head: bytes) -> str | None:
    """Prescan a page's head; UTF-16 declared in bytes that read as ASCII can only be UTF-8."""
    xml = _XML.match(head)
    label = xml[1].decode("latin-1") if xml else None
    for meta in _META.findall(_COMMENT.sub(b"", head)):
        attributes = _attributes(meta.decode("latin-1"))
        content = _CHARSET.search(attributes.get("content", ""))
        if "charset" in attributes:
            label = attributes["charset"]
        elif attributes.get("http-equiv", "").lower() == "content-type" and content:
            label = content[1]
        else:
            continue
        break
    name = _usable(label) if label else None
    return "utf-8" if name in WIDE else name


def _attributes(text: str) -> dict[str, str]:
    """Return the attributes of a tag, the first of each name.

    >>> _attributes('http-equiv=Content-Type content="text/html; charset=koi8-r"')["content"]
    'text/html; charset=koi8-r'
    """
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(text):
        found.setdefault(name.lower(), double or single or bare)
    return found


def _usable(label: str) -> str | None:
    """Return the standard's name of a label; none for what must not or cannot be read."""
    if not label.isascii():
        return None
    name = standard_name(label)
    if name == "x-user-defined":
        return "windows-1252"
    return None if name == "replacement" else name


def standard_name(label: str) -> str | None:
    """Return the Encoding standard's name for a label, or for a name of Python's; None for none.

    >>> standard_name("latin1"), standard_name("cp949"), standard_name("zlib")
    ('windows-1252', 'euc-kr', None)
    """
    from webencodings import lookup

    encoding = lookup(_PYTHON_NAMES.get(label, label))
    return encoding.name if encoding else None
