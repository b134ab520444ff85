"""The scrapinghub article-extraction-benchmark: ground-truth.json beside html/ID.html.gz.

`ground-truth.json` maps an id to `{"articleBody": ..., "url": ...}`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from benchmarks.corpus import Gold
from benchmarks.formats.places import host_of, page_file

_TRUTH = "ground-truth.json"


class Truth(msgspec.Struct, rename="camel"):
    """What the benchmark says of a page."""

    article_body: str = ""
    url: str = ""


def fits(folder: Path) -> bool:
    """Return whether a folder is a copy of the benchmark."""
    return (folder / _TRUTH).is_file() and (folder / "html").is_dir()


def read(folder: Path) -> Iterator[Gold]:
    """Yield the pages by id; FileNotFoundError where one's HTML is missing."""
    truths = msgspec.json.decode((folder / _TRUTH).read_bytes(), type=dict[str, Truth])
    for key, truth in sorted(truths.items()):
        yield Gold(
            id=key,
            url=truth.url,
            domain=host_of(truth.url),
            source="scrapinghub",
            body=truth.article_body,
            file=str(page_file(folder / "html", key)),
        )
