"""A corpus in the layout of ../shared/corpus, made of the pages written for this project."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from tests.fixtures import load_all

SLUGS = ("en-wordpress-harbour", "fr-interview", "en-bare-divs", "sv-notis")


def write_corpus(folder: Path) -> Path:
    """Write two sources, one with bodies, one with fields and snippets alone; return the folder."""
    wanted = [fixture for fixture in load_all() if fixture.slug in SLUGS]
    for source, some in (("bodies", wanted[:3]), ("fields", wanted[3:])):
        html = folder / source / "html"
        html.mkdir(parents=True)
        with (folder / source / "gold.jsonl").open("w", encoding="utf-8") as file:
            for fixture in some:
                (html / f"{fixture.slug}.html.gz").write_bytes(gzip.compress(fixture.body()))
                file.write(json.dumps(_gold(fixture.slug, fixture.expected, source)) + "\n")
    return folder


def _gold(slug: str, expected: dict[str, object], source: str) -> dict[str, object]:
    gold = {
        "id": slug,
        "url": expected["url"],
        "domain": str(expected["url"]).split("/")[2].removeprefix("www."),
        "title": expected.get("title"),
        "authors": expected.get("authors"),
        "date": expected.get("published"),
        "kind": "interview" if "interview" in slug else "report",
    }
    if source == "bodies":
        return {**gold, "body": expected["text"]}
    absent = expected["absent"]
    assert isinstance(absent, list)
    unwanted = [text for text in absent if len(text.split()) > 3]
    return {**gold, "with": [str(expected["text"])[:40]], "without": unwanted}
