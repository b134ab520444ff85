"""What is remembered of feeds, sitemaps and section pages between runs."""

from __future__ import annotations

import hashlib
from typing import Literal

import msgspec

from newsclean.records import Target
from newsclean.run.crawl_options import DAY, HOUR, Site
from newsclean.run.state import State
from newsclean.run.urls import Facts

SourceKind = Literal["feed", "sitemap", "home", "section", "part"]


class SourceRow(msgspec.Struct, frozen=True):
    """A source as it was last read."""

    etag: str | None
    last_modified: str | None
    body: bytes | None
    settings: str | None
    lastmod: str | None
    due: int
    quiet: int
    failures: int


class SourceTable:
    """Sources by URL; writes happen in the state's open transaction."""

    def __init__(self, state: State) -> None:
        self._database = state.database

    def row(self, url: str) -> SourceRow | None:
        """Return what is known of a source."""
        query = (
            "SELECT etag, last_modified, body, settings, lastmod, due, quiet, failures"
            " FROM sources WHERE url = ?"
        )
        row = self._database.execute(query, (url,)).fetchone()
        return None if row is None else SourceRow(*row)

    def target(self, url: str, row: SourceRow | None, site: Site) -> Target:
        """Return the target to ask for, conditional where the site's settings are as they were."""
        if row is None or row.settings != settings_of(site):
            return Target(url=url)
        return Target(url=url, etag=row.etag, last_modified=row.last_modified)

    def read(self, url: str, site: Site, kind: SourceKind, facts: Facts, seen: SourceSeen) -> None:
        """Note that a source was read; a quiet part of a sitemap index is read more seldom."""
        row = self.row(url)
        quiet = 0 if seen.fresh or kind != "part" else (row.quiet if row else 0) + 1
        due = int(facts.at + min(HOUR * 2.0**quiet, DAY)) if quiet > 1 else 0
        self._database.execute(
            "INSERT OR REPLACE INTO sources (url, site, kind, etag, last_modified, body, settings,"
            " lastmod, read, due, quiet, failures, problem, listed)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?)",
            (
                url,
                site.name,
                kind,
                facts.etag,
                facts.last_modified,
                facts.body,
                settings_of(site),
                seen.lastmod,
                int(facts.at),
                due,
                quiet,
                seen.problem,
                seen.listed,
            ),
        )

    def unchanged(self, url: str, kind: SourceKind, facts: Facts, lastmod: str | None) -> None:
        """Note that a source is as it was."""
        row = self.row(url)
        quiet = (row.quiet if row else 0) + 1 if kind == "part" else 0
        due = int(facts.at + min(HOUR * 2.0**quiet, DAY)) if quiet > 1 else 0
        self._database.execute(
            "UPDATE sources SET read = ?, failures = 0, quiet = ?, due = ?, lastmod = ?,"
            " problem = NULL WHERE url = ?",
            (int(facts.at), quiet, due, lastmod, url),
        )

    def failed(self, url: str, site: Site, kind: SourceKind, problem: str) -> int:
        """Note that a source could not be read; return how often in a row."""
        self._database.execute(
            "INSERT INTO sources (url, site, kind, failures, problem) VALUES (?, ?, ?, 1, ?)"
            " ON CONFLICT (url) DO UPDATE SET failures = failures + 1, problem = excluded.problem",
            (url, site.name, kind, problem),
        )
        row = self.row(url)
        return row.failures if row else 1


class SourceSeen(msgspec.Struct, frozen=True):
    """What reading a source brought."""

    listed: int
    fresh: int
    lastmod: str | None = None
    problem: str | None = None


def settings_of(site: Site) -> str:
    """Return a hash of the settings that decide what is taken from a listing."""
    chosen = (site.hosts, site.include, site.exclude, site.max_age, site.name)
    return hashlib.blake2b(msgspec.msgpack.encode(chosen), digest_size=8).hexdigest()
