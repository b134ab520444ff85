"""Articles in an SQLite file with full-text search; a batch is one transaction there."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import msgspec

from newsclean.errors import SinkFailed
from newsclean.records import Article, Batch
from newsclean.sinks.columns import COLUMNS

_SCHEMA = """
CREATE TABLE IF NOT EXISTS batches (name TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS articles (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL, version INTEGER NOT NULL, url TEXT,
    canonical_url TEXT, domain TEXT, site TEXT, title TEXT, description TEXT, authors TEXT,
    published TEXT,
    modified TEXT, language TEXT, section TEXT, tags TEXT, text TEXT NOT NULL, word_count INTEGER,
    content_hash TEXT NOT NULL, duplicate_of TEXT, fetched_at TEXT, article TEXT NOT NULL,
    UNIQUE (id, content_hash)
);
CREATE INDEX IF NOT EXISTS articles_published ON articles (published);
CREATE VIRTUAL TABLE IF NOT EXISTS articles_search USING fts5 (
    title, text, authors, content='articles', content_rowid='number',
    tokenize="unicode61 remove_diacritics 2"
);
CREATE VIEW IF NOT EXISTS latest AS SELECT * FROM articles AS a WHERE version =
    (SELECT max(version) FROM articles AS b WHERE b.id = a.id);
"""
_INSERT = (
    f"INSERT OR IGNORE INTO articles ({', '.join(COLUMNS)}, article)"  # noqa: S608
    f" VALUES ({', '.join('?' * (len(COLUMNS) + 1))})"
)
_SEARCH = "INSERT INTO articles_search (rowid, title, text, authors) VALUES (?, ?, ?, ?)"


class SqliteArticles:
    """A `BatchSink` into tables `articles` and `articles_search`, and a view `latest`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._database: sqlite3.Connection | None = None

    def open(self, place: str | None) -> str | None:
        """Open or create the file; SQLite itself undoes what was interrupted."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._database = sqlite3.connect(self._path, timeout=30.0, isolation_level=None)
        try:
            self._database.execute("PRAGMA synchronous = EXTRA")
            self._database.executescript(_SCHEMA)
        except sqlite3.Error as error:
            raise _told(error, self._path) from error
        return place

    def publish(self, batch: Batch) -> str | None:
        """Insert the batch, unless it is there."""
        database = self._database
        assert database is not None
        try:
            database.execute("BEGIN IMMEDIATE")
            query = "INSERT OR IGNORE INTO batches VALUES (?)"
            if database.execute(query, (batch.name,)).rowcount:
                for article in batch.articles:
                    _insert(database, article)
            database.execute("COMMIT")
        except sqlite3.Error as error:
            if database.in_transaction:
                database.execute("ROLLBACK")
            raise _told(error, self._path) from error
        return None

    def close(self) -> None:
        """Close the file."""
        if self._database is not None:
            self._database.close()
            self._database = None


def _insert(database: sqlite3.Connection, article: Article) -> None:
    values = [_cell(getattr(article, name)) for name in COLUMNS]
    cursor = database.execute(_INSERT, [*values, article.to_json()])
    if cursor.rowcount:
        row = (cursor.lastrowid, article.title, article.text, ", ".join(article.authors))
        database.execute(_SEARCH, row)


def _cell(value: object) -> object:
    return msgspec.json.encode(value).decode() if isinstance(value, tuple) else value


def _told(error: sqlite3.Error, path: Path) -> Exception:
    """Tell a full disk, which ends the run, from a fault of this file."""
    code = getattr(error, "sqlite_errorcode", 0)
    if code & 0xFF in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
        return error
    return SinkFailed(f"{path}: {error}")
