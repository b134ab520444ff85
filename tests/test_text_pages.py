"""Flattened pages of invented outlets, each with the article that must come out of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newsclean.records import Article, Response
from newsclean.run.pipeline import clean_response

PAGES = sorted((Path(__file__).parent / "fixtures" / "text").glob("*.txt"))
SEED = Path(__file__).parents[2] / "shared" / "seed" / "caliber.txt"


def cleaned(text: str) -> Article:
    article = clean_response(Response(body=text, form="text"))
    assert isinstance(article, Article), article
    return article


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_dump_gives_its_article(page: Path) -> None:
    """Every way of dumping gives the same paragraphs and fields, and nothing from around them."""
    expected = json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))
    with page.open(encoding="utf-8", newline="") as file:
        found = cleaned(file.read()).to_dict()
    assert {name: found[name] for name in expected} == expected


def test_there_are_pages() -> None:
    """The list of fixtures is not empty, so the test above tests something."""
    assert len(PAGES) >= 14


@pytest.mark.skipif(not SEED.exists(), reason="../shared/seed is not beside this checkout")
def test_seed_page() -> None:
    """The dump the project began with gives exactly its paragraphs and its five fields."""
    text = SEED.read_text(encoding="utf-8")
    article = cleaned(text)
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    first = next(i for i, line in enumerate(lines) if line.startswith("Relations between"))
    last = next(i for i, line in enumerate(lines) if line.startswith("Thus, it can be"))
    assert article.text.split("\n\n") == lines[first : last + 1]
    title = "Red lines and cold calculations US and China brace for a tough dialogue"
    assert (article.title, article.site) == (title, "Caliber.Az")
    assert (article.published, article.published_precision) == ("2026-02-09T10:21", "minute")
    assert (article.section, article.language) == ("ANALYTICS", "en")
    assert {block.kind for block in article.blocks} == {"paragraph"}
