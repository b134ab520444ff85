"""Web archives of the adapters' invented site, for shards."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tests.adapters.pages import SITE, page
from tests.sources import warcs


def write_archive(path: Path, pages: Iterable[tuple[int, str]]) -> Path:
    """Write pages, each with its number, as a WARC file."""
    records = [
        warcs.record(
            number,
            warcs.http(html.encode(), "Content-Type: text/html; charset=utf-8"),
            url=f"{SITE}/{number}.html",
        )
        for number, html in pages
    ]
    path.write_bytes(b"".join(warcs.CODECS[".gz"](record) for record in records))
    return path


def stories(numbers: Iterable[int]) -> list[tuple[int, str]]:
    """Return stories with their numbers."""
    return [(number, page(number)) for number in numbers]
