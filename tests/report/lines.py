"""Lines as `newsclean clean` writes them, with what a test says of them."""

from __future__ import annotations

import itertools

import msgspec

_numbers = itertools.count()


def article(**facts: object) -> bytes:
    """Return an article's line; its text is its own unless a hash is given."""
    number = next(_numbers)
    plain = {
        "id": str(number),
        "word_count": 400,
        "content_hash": f"sha256:{number}",
        "domain": "a.example",
        "title": "Pier to be rebuilt",
        "published": "2026-11-02",
        "free_to_read": False,
        "extraction": {"version": "1", "labeller": "model", "confidence": 0.9},
    }
    return msgspec.json.encode({**plain, **facts}) + b"\n"


def rejection(reason: str, url: str | None, detail: str) -> bytes:
    """Return a rejection's line."""
    told = {"url": url, "name": None, "reason": reason, "detail": detail}
    return msgspec.json.encode(told) + b"\n"
