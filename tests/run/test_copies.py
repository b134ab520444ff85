"""A collection judged in memory agrees with a crawl that judges its articles as they arrive."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from newsclean.run.copies import Sketch, copies
from newsclean.run.engines.components import Components
from newsclean.run.near import buckets, signature
from newsclean.run.url_key import url_key
from tests.run.engines.collection import Article, by_a_crawl, collection


def sketches(articles: list[Article]) -> list[Sketch]:
    made = []
    for row, article in enumerate(articles):
        signed = signature(article["text"] or "")
        if signed:
            key = url_key(article["canonical_url"] or article["url"] or "")
            made.append(Sketch(row, key, article["id"] or "", signed))
    return made


def test_a_collection_has_the_copies_that_a_crawl_finds(tmp_path: Path) -> None:
    articles = collection(600)
    found = copies(sketches(articles))
    wanted = by_a_crawl(articles, tmp_path / "state.db")
    assert {articles[row]["record"]: original for row, original in found.items()} == wanted
    assert len(wanted) > 60


def test_articles_that_share_no_bucket_may_be_judged_apart() -> None:
    """What the shuffle does: components of shared buckets, each on its own, in any order."""
    every = sketches(collection(600))
    places: dict[tuple[int, int], list[int]] = {}
    for sketch in every:
        for place in buckets(sketch.signature):
            places.setdefault(place, []).append(sketch.row)
    components = Components()
    for rows in places.values():
        components.join(np.array(rows[:-1], dtype=np.int64), np.array(rows[1:], dtype=np.int64))
    parts: dict[int, list[Sketch]] = {}
    known = dict(zip(*(array.tolist() for array in components.members()), strict=True))
    for sketch in every:
        if sketch.row in known:
            parts.setdefault(known[sketch.row], []).append(sketch)
    apart: dict[int, str] = {}
    for part in reversed(parts.values()):
        apart.update(copies(part))
    assert len(parts) > 20
    assert apart == copies(every)


def test_a_chain_is_one_component_however_its_pairs_come() -> None:
    components = Components()
    components.join(np.array([7, 3]), np.array([9, 5]))
    components.join(np.array([5, 20]), np.array([9, 21]))
    numbers, roots = components.members()
    assert (numbers.tolist(), roots.tolist()) == ([3, 5, 7, 9, 20, 21], [3, 3, 3, 3, 20, 20])


def test_the_same_article_again_is_a_copy_of_itself() -> None:
    """One address fetched twice is one key; the second row says so."""
    first = sketches(collection(3))[0]
    again = Sketch(99, first.key, first.id, first.signature)
    assert copies([first, again]) == {99: first.id}
