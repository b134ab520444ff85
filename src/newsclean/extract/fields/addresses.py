"""Addresses made whole, joined and compared; a malformed one is no error."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from newsclean.address_parts import path_of
from newsclean.kernels import KIND

LONGEST = 2000
# What needs no taking apart: "https://news.example/a?b=c"
_WHOLE = re.compile(r"https?://[a-zA-Z0-9][a-zA-Z0-9.-]*(?:/[^\s#?\\]*(?:\?[^\s#\\]+)?)?\Z")


def whole_plainly(href: str) -> str | None:
    """Return an http(s) address with its host, without fragment; None for any other.

    >>> whole_plainly(" https://news.example/a#top "), whole_plainly("/a")
    ('https://news.example/a', None)
    """
    href = href.strip()
    if len(href) > LONGEST:
        return None
    href = href.partition("#")[0]
    return href if _WHOLE.match(href) else None


if KIND == "compiled":
    from newsclean.kernels.addresses import whole as whole
else:
    whole = whole_plainly


def joined(base: str, href: str) -> str:
    """Return an address resolved against another; the address itself where either is malformed."""
    try:
        return urljoin(base, href)
    except ValueError:
        return href


def same_path(one: str, other: str) -> bool:
    """Return whether two addresses have the same path."""
    mine, theirs = path_of(one), path_of(other)
    return mine.rstrip("/") == theirs.rstrip("/") and mine not in ("", "/")
