"""The layout of ../shared/corpus: SOURCE/gold.jsonl beside SOURCE/html/ID.html.gz.

A line is `{id, url, domain, lang, title, authors, date, body, with, without, kind}`; all but the
first three may be missing. One source may be named alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.corpus import Gold, read_source

_GOLD = "gold.jsonl"


def fits(folder: Path) -> bool:
    """Return whether a folder is a corpus, or a source of one."""
    return bool(_sources(folder))


def read(folder: Path) -> Iterator[Gold]:
    """Yield the pages, source by source."""
    for path in _sources(folder):
        yield from read_source(path)


def _sources(folder: Path) -> list[Path]:
    own = folder / _GOLD
    return [own] if own.is_file() else sorted(folder.glob(f"*/{_GOLD}"))
