"""Host and path of an address, told at a glance; a malformed one is no error but has none."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

# Host and path of what `urlsplit` changes nothing in
_PLAIN = re.compile(r"https?://([a-zA-Z0-9][a-zA-Z0-9.-]*)(/[^\s?#]*)?(?:[?#]|\Z)")


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
