"""Addresses taken apart and joined; a malformed one is no error but has no parts."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from newsclean.kernels import KIND

LONGEST = 2000
# What needs no taking apart: "https://news.example/a?b=c"
_WHOLE = re.compile(r"https?://[a-zA-Z0-9][a-zA-Z0-9.-]*(?:/[^\s#?\\]*(?:\?[^\s#\\]+)?)?\Z")
# Host and path of what `urlsplit` changes nothing in
_PLAIN = re.compile(r"https?://([a-zA-Z0-9][a-zA-Z0-9.-]*)(/[^\s?#]*)?(?:[?#]|\Z)")


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


def host_of(url: str) -> str:
    """Return the host of an address without www; empty where it has none or is malformed.

    >>> host_of("https://www.news.example/a"), host_of("http://[bad")
    ('news.example', '')
    """
    plain = _PLAIN.match(url)
    if plain:
        return plain[1].lower().removeprefix("www.")
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def path_of(url: str) -> str:
    """Return the path of an address; empty where it has none or is malformed.

    >>> path_of("https://news.example/a/b?c=d"), path_of("a?b"), path_of("http://[bad/a")
    ('/a/b', 'a', '')
    """
    plain = _PLAIN.match(url)
    if plain:
        return plain[2] or ""
    try:
        return urlsplit(url).path
    except ValueError:
        return ""


def same_path(one: str, other: str) -> bool:
    """Return whether two addresses have the same path."""
    mine, theirs = path_of(one), path_of(other)
    return mine.rstrip("/") == theirs.rstrip("/") and mine not in ("", "/")
