"""What SITES.toml says, as frozen objects: the crawl, its sites, its outputs."""

from __future__ import annotations

import hashlib
from typing import Literal

import msgspec

HOUR, DAY = 3600.0, 86400.0


class Revisit(msgspec.Struct, frozen=True, kw_only=True):
    """When an article is looked at again, in seconds after it was first seen.

    `live` is the pause between two looks at a live blog while it is younger than a day.
    """

    ages: tuple[float, ...] = (HOUR, 6 * HOUR, DAY, 3 * DAY)
    live: float = 0.25 * HOUR


class Site(msgspec.Struct, frozen=True, kw_only=True):
    """One site: where its articles are found, which of them are wanted, how it is spared.

    `include` and `exclude` are patterns of shell style over the address (`*/news/*`); `hosts` are
    further hosts whose pages belong to the site. `languages` are ISO 639-1 codes; empty takes
    all. `max_age` in seconds; `max_pages` bounds the pages of one run. `duplicates` says whether
    near-copies of other articles are marked or dropped.
    """

    name: str
    home: str | None = None
    sections: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    delay: float | None = None
    max_age: float = 7 * DAY
    max_pages: int = 500
    revisit: Revisit = Revisit()
    duplicates: Literal["mark", "drop"] = "mark"


class Output(msgspec.Struct, frozen=True, kw_only=True):
    """One place where articles go; `layout` counts for jsonl, csv: segments or one file."""

    kind: Literal["jsonl", "csv", "parquet", "markdown", "sqlite", "postgres"]
    path: str = ""
    layout: Literal["segments", "file"] = "segments"
    dsn: str = ""
    table: str = "articles"

    @property
    def name(self) -> str:
        """What the output is known by in the state database; it tells no password."""
        if self.kind == "postgres":
            return f"postgres:{self.table}:{hashlib.sha256(self.dsn.encode()).hexdigest()[:8]}"
        return f"{self.kind}:{self.path}" + (":file" if self.layout == "file" else "")


class Notices(msgspec.Struct, frozen=True, kw_only=True):
    """Whom to tell how a run went: a summary file, a Prometheus textfile, a webhook."""

    summary: str | None = None
    prometheus: str | None = None
    webhook: str | None = None
    webhook_on: Literal["always", "problems"] = "problems"


class Crawl(msgspec.Struct, frozen=True, kw_only=True):
    """A whole crawl. `deadline` in seconds for the run; a batch is `batch` articles."""

    sites: tuple[Site, ...]
    outputs: tuple[Output, ...]
    state: str = "newsclean.db"
    deadline: float | None = None
    batch: int = 100
    batch_seconds: float = 5.0
    notices: Notices = Notices()
