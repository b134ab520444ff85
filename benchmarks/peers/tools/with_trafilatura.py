"""trafilatura: its standard settings or those for precision; metadata on, comments off."""

from __future__ import annotations

from typing import Any

from benchmarks.peers.records import Extract, Extraction, Page


def make(**settings: Any) -> Extract:
    """Return `bare_extraction`, with or without `favor_precision`."""
    from trafilatura import bare_extraction

    def extract(page: Page) -> Extraction:
        found = bare_extraction(
            page.html,
            url=page.url or None,
            with_metadata=True,
            include_comments=False,
            deduplicate=False,
            **settings,
        )
        if found is None:
            return Extraction()
        assert not isinstance(found, dict)
        return Extraction(
            text=found.text or "",
            title=found.title,
            date=found.date,
            authors=tuple((found.author or "").split("; ")),
        )

    return extract
