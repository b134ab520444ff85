"""Tools that fail in the ways that peers do."""

from __future__ import annotations

import os
import time

from benchmarks.peers.records import Extract, Extraction, Page, Tool


def _extract(page: Page) -> Extraction:
    if b"SPIN" in page.raw:
        while True:
            pass
    if b"SLEEP" in page.raw:
        time.sleep(600)
    if b"DIE" in page.raw:
        os.abort()
    if b"RAISE" in page.raw:
        raise LookupError("no such encoding")
    if b"EAT" in page.raw:
        return Extraction(text=str(len(b"x" * (64 << 20))))
    return Extraction(text=page.html)


def make() -> Extract:
    return _extract


def missing() -> Extract:
    raise ImportError("No module named 'nowhere'")


TOOL = Tool("misbehaving", "newsclean", "", make, ("title",))
MISSING = Tool("missing", "newsclean", "", missing)
