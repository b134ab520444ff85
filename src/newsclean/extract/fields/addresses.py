"""Addresses taken apart and joined; a malformed one is no error but has no parts."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit


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
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def same_path(one: str, other: str) -> bool:
    """Return whether two addresses have the same path."""
    try:
        a, b = urlsplit(one), urlsplit(other)
    except ValueError:
        return False
    return a.path.rstrip("/") == b.path.rstrip("/") and a.path not in ("", "/")
