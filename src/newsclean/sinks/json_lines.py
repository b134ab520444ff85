"""Articles as lines of JSON."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from newsclean.records import Article


def json_lines(articles: Sequence[Article]) -> bytes:
    """Return a line of JSON for each article."""
    return b"".join(msgspec.json.encode(article) + b"\n" for article in articles)
