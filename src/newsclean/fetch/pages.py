"""What is remembered of pages between runs: validators and compressed bodies, within a size cap.

Kept in a SQLite file, the state database or one of its own; used from the caller's thread only.
In a state database the rows stand and fall with its owner's transaction, so that no page counts as
known whose article was never written; in a file of its own every page is kept at once, and who
meets `unchanged` without having the article asks `get` for the page.
"""

from __future__ import annotations

import sqlite3
import zlib
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from newsclean.records import Response, Target

_SCHEMA = """
CREATE TABLE IF NOT EXISTS page_cache (
    url TEXT PRIMARY KEY, etag TEXT, last_modified TEXT,
    response BLOB NOT NULL, body BLOB NOT NULL, size INTEGER NOT NULL, used INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS page_cache_used ON page_cache (used);
"""


class PageCache:
    """Pages by the URL they were asked for; the least recently used go first when it is full."""

    def __init__(self, connection: sqlite3.Connection, max_bytes: int = 512 * 1024 * 1024) -> None:
        self._database = connection
        self._max = max_bytes
        connection.executescript(_SCHEMA)
        held = connection.execute("SELECT COALESCE(SUM(size), 0), MAX(used) FROM page_cache")
        total, last = held.fetchone()
        self._total, self._tick = int(total), int(last or 0)

    def with_validators(self, target: Target) -> Target:
        """Return the target with the validators of the copy we have, unless it brings its own."""
        if target.etag or target.last_modified:
            return target
        query = "SELECT etag, last_modified FROM page_cache WHERE url = ?"
        row = self._database.execute(query, (target.url,)).fetchone()
        if row is None or row == (None, None):
            return target
        self._touch(target.url)
        return msgspec.structs.replace(target, etag=row[0], last_modified=row[1])

    def keep(self, response: Response) -> None:
        """Remember a page that came with a validator; others cannot be asked for again cheaply."""
        etag, modified = response.header("etag"), response.header("last-modified")
        url = response.name or response.url
        if url is None or not (etag or modified) or isinstance(response.body, str):
            return
        if not _same_page(url, response.url or url):
            etag = modified = None  # they are of the page moved to, not of the address asked for
        body = zlib.compress(response.body, 6)
        if len(body) > self._max:
            return
        self._forget(url)
        facts = msgspec.json.encode([response.url, response.status, response.headers])
        size = len(body) + len(facts)
        self._tick += 1
        row = (url, etag, modified, facts, body, size, self._tick)
        self._database.execute("INSERT INTO page_cache VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        self._total += size
        self._shrink()

    def get(self, url: str) -> Response | None:
        """Return the page kept for a URL, as it was fetched but for the time."""
        query = "SELECT response, body FROM page_cache WHERE url = ?"
        row = self._database.execute(query, (url,)).fetchone()
        if row is None:
            return None
        where, status, headers = msgspec.json.decode(row[0])
        return Response(
            body=zlib.decompress(row[1]),
            url=where,
            name=url,
            status=status,
            headers=tuple((name, value) for name, value in headers),
        )

    def close(self) -> None:
        """Close the file; a state database is closed by its owner instead."""
        self._database.close()

    @property
    def size(self) -> int:
        """Bytes held."""
        return self._total

    def _touch(self, url: str) -> None:
        self._tick += 1
        self._database.execute("UPDATE page_cache SET used = ? WHERE url = ?", (self._tick, url))

    def _forget(self, url: str) -> None:
        row = self._database.execute("SELECT size FROM page_cache WHERE url = ?", (url,)).fetchone()
        if row is not None:
            self._total -= int(row[0])
            self._database.execute("DELETE FROM page_cache WHERE url = ?", (url,))

    def _shrink(self) -> None:
        while self._total > self._max:
            oldest = "SELECT url FROM page_cache ORDER BY used LIMIT 1"
            self._forget(self._database.execute(oldest).fetchone()[0])


def open_pages(path: Path, max_bytes: int = 512 * 1024 * 1024) -> PageCache:
    """Open a page cache in a file of its own; each page is kept at once.

    sqlite3.DatabaseError where the file is damaged: the caller decides, nothing is dropped here.
    """
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    return PageCache(connection, max_bytes)


def _same_page(asked: str, reached: str) -> bool:
    """Say whether two addresses ask for the same thing.

    >>> _same_page("http://a.example#x", "http://A.example/"), _same_page("http://a/", "https://a/")
    (True, False)
    """
    one, other = urlsplit(asked), urlsplit(reached)
    same = (one.scheme.lower(), one.hostname, one.query) == (
        other.scheme.lower(),
        other.hostname,
        other.query,
    )
    return same and one.port == other.port and (one.path or "/") == (other.path or "/")
