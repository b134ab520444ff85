"""Articles for tests of sinks."""

from __future__ import annotations

import hashlib

from newsclean.records import Article, ArticleBlock, Batch, ExtractionInfo, Image


def article(number: int = 1, text: str = "The ferry sang.", **given: object) -> Article:
    """Make an article with every kind of field."""
    url = f"https://herald.example/story-{number}"
    values: dict[str, object] = {
        "id": hashlib.sha256(url.encode()).hexdigest()[:16],
        "url": url,
        "canonical_url": url,
        "domain": "herald.example",
        "site": "The Herald",
        "title": f"Story {number}",
        "description": None,
        "authors": ("Ada Lund", "Bo Ek"),
        "published": "2026-11-19T07:30:22+01:00",
        "published_precision": "second",
        "modified": None,
        "language": "en",
        "section": "City",
        "tags": ("ferry",),
        "image": Image("https://herald.example/a.jpg", width=10),
        "images": (Image("https://herald.example/a.jpg", width=10),),
        "text": text,
        "blocks": (ArticleBlock("paragraph", text),),
        "word_count": len(text.split()),
        "free_to_read": True,
        "content_hash": "sha256:" + hashlib.sha256(text.encode()).hexdigest(),
        "provenance": {"title": "h1"},
        "conflicts": (),
        "extraction": ExtractionInfo("0", "rules", 0.9),
        "fetched_at": "2026-11-19T08:00:00Z",
        "http_status": 200,
        **given,
    }
    return Article(**values)  # type: ignore[arg-type]


def batch(number: int, *articles: Article) -> Batch:
    """Make a batch with a name of the usual form."""
    return Batch(f"0a1b2c3d-{number:08d}", articles)
