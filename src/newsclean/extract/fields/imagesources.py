"""Addresses and sizes of image elements: lazy-loaded and srcset resolved to the best.

A srcset is read as the HTML standard writes it (WHATWG HTML, section 4.8.4, "Images").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from newsclean.extract.fields.stems import Stems

_SETS = ("source-srcset", "data-srcset", "data-lazy-srcset", "data-original-set", "srcset")
_LAZY = (
    "data-src",
    "data-lazy-src",
    "data-original",
    "data-lazy",
    "data-full-src",
    "data-large-file",
    "data-hi-res-src",
    "data-url",
    "data-image",
)
# Parts of the names of files that stand in for an image until a script loads it
_PLACEHOLDERS = Stems(
    "placeholder", "blank.", "spacer", "pixel.", "transparent", "lazyload", "lazy-load",
    "lazy_load", "grey.", "gray.", "loading.",
)  # fmt: skip
_DOT = re.compile(r"(?<![\w-])1x1\.")
_LONGEST_SET = 6000


def best_source(attributes: dict[str, str]) -> str | None:
    """Return the best address of an image element: the widest of its sets, else lazy, else src.

    >>> best_source({"src": "data:image/gif;base64,x", "srcset": "a.jpg 320w, b.jpg 1280w"})
    'b.jpg'
    >>> best_source({"src": "blank.gif", "data-src": "pier.jpg"})
    'pier.jpg'
    """
    sets = [pair for name in _SETS if name in attributes for pair in read_srcset(attributes[name])]
    for url, _ in sorted(sets, key=lambda pair: -pair[1]):
        if is_usable(url):
            return url
    for name in (*_LAZY, "src"):
        if name in attributes:
            url = attributes[name].strip()
            if is_usable(url):
                return url
    modern = list(read_srcset(attributes.get("source-modern", "")))
    return max(modern, key=lambda pair: pair[1])[0] if modern else None


def read_srcset(value: str) -> Iterator[tuple[str, float]]:
    """Yield address and size (width in pixels, or density times 1,000) of a srcset.

    >>> list(read_srcset("a,b.jpg 2x, c.jpg"))
    [('a,b.jpg', 2000.0), ('c.jpg', 1000.0)]
    """
    url: str | None = None
    size = 1000.0
    for token in value[:_LONGEST_SET].split():
        if url is None:
            url, size = token, 1000.0
        else:
            size = _size(token.rstrip(","))
        if token.endswith(","):
            yield url.rstrip(","), size
            url = None
    if url:
        yield url, size


def _size(descriptor: str) -> float:
    try:
        number = float(descriptor[:-1])
    except ValueError:
        return 1000.0
    return number * 1000 if descriptor[-1] == "x" else number


def is_usable(url: str) -> bool:
    """Return whether an address is of a picture, and not of what stands in until it is loaded."""
    if not url or url.startswith(("data:", "blob:", "about:", "javascript:")):
        return False
    tail = url[-200:].lower()
    if "{" in url or _PLACEHOLDERS.within(tail):
        return False
    return "1x1." not in tail or not _DOT.search(tail)


def pixels(value: Any) -> int | None:
    """Return a size in pixels; None for what is none.

    >>> pixels("640px"), pixels({"value": 640}), pixels("100%"), pixels("-3")
    (640, 640, None, None)
    """
    if value is None:
        return None
    if isinstance(value, dict):
        value = value.get("value") or value.get("@value")
    text = str(value)
    if not text.isdigit():
        text = text.strip().removesuffix("px").removesuffix(".0")
    return int(text) if text.isascii() and text.isdigit() and 0 < int(text[:9]) < 30_000 else None
