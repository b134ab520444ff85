"""What the readers share: where a page of an id lies, and the host of an address."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

_ENDINGS = (".html.gz", ".html", ".htm")


def page_file(folder: Path, key: str) -> Path:
    """Return the file of a page; FileNotFoundError where there is none."""
    for ending in _ENDINGS:
        if (path := folder / f"{key}{ending}").is_file():
            return path
    raise FileNotFoundError(f"{folder}: no page {key} ({', '.join(_ENDINGS)})")


def host_of(url: str) -> str:
    """Return the host of an address without "www."; empty where it has none.

    >>> host_of("https://www.news.example/story")
    'news.example'
    """
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:  # an address that no parser takes, e.g. "http://[half"
        return ""
