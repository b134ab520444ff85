"""Invented articles of which some are near-copies of others, in chains and stars."""

from __future__ import annotations

import random
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from newsclean.run.near import NearCopies, signature
from newsclean.run.state import open_state
from newsclean.run.url_key import url_key

_START = datetime(2026, 11, 1)
Article = dict[str, str | None]
WORDS = (
    "harbour ferry choir council bridge winter market orchard lantern signal meadow captain "
    "library engine festival railway teacher island museum river factory garden weather pilot"
).split()


def collection(count: int, seed: int = 8) -> list[Article]:
    """Return articles in the order of their crawl, with the columns that are compared."""
    chance = random.Random(seed)
    texts: list[list[str]] = []
    for _ in range(count):
        if texts and chance.random() < 0.5:
            words = list(chance.choice(texts))
            for _ in range(chance.choice((0, 1, 3, 5, 8, 30))):
                words[chance.randrange(len(words))] = chance.choice(WORDS) + str(chance.random())
        else:
            size = chance.choice((20, 120, 200, 300))
            words = [chance.choice(WORDS) + str(chance.randrange(40)) for _ in range(size)]
        texts.append(words)
    return [_article(n, " ".join(words)) for n, words in enumerate(texts)]


def _article(number: int, text: str) -> Article:
    url = f"https://site{number % 7}.example/story-{number}"
    return {
        "record": f"r{number:06d}",
        "id": f"id{number:06d}",
        "url": f"{url}?utm_source=feed",
        "canonical_url": None if number % 3 else url,
        "fetched_at": f"{_START + timedelta(minutes=number // 2):%Y-%m-%dT%H:%M:%SZ}",
        "text": text,
    }


def by_a_crawl(articles: list[Article], path: Path) -> dict[str, str]:
    """Return the records that a crawl's own table of signatures takes for copies, and of what."""
    ids: dict[str, str] = {}
    found: dict[str, str] = {}
    with closing(open_state(path)) as state:
        near = NearCopies(state)
        for article in articles:
            mine = signature(article["text"] or "")
            key = url_key(article["canonical_url"] or article["url"] or "")
            ids[key] = article["id"] or ""
            like = near.like(mine, key) if mine else None
            if like:
                found[article["record"] or ""] = ids[like]
            elif mine:
                with state.transaction():
                    near.keep(mine, key, 1e9)
    return found
