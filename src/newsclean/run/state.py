"""The state database: opened safely, checked for damage, one writer.

A file next to it, `<state>.sum`, is written when a run ends cleanly and removed when the next one
begins; it holds a hash of the database, so that a flipped byte is found even where SQLite cannot
see it. A damaged database is set aside, and no run starts over in silence.
"""

from __future__ import annotations

import hashlib
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newsclean.sinks.files import sync_folder, write_whole

VERSION = 2

_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE urls (
    url TEXT PRIMARY KEY, site TEXT NOT NULL, life TEXT NOT NULL, reason TEXT, origin TEXT,
    hints BLOB, first_seen INTEGER NOT NULL, last_seen INTEGER NOT NULL, due INTEGER,
    tries INTEGER NOT NULL DEFAULT 0, fetched INTEGER, etag TEXT, last_modified TEXT,
    body BLOB, article TEXT, born INTEGER, live INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX urls_due ON urls (site, due) WHERE due IS NOT NULL;
CREATE TABLE articles (
    key TEXT PRIMARY KEY, id TEXT NOT NULL, site TEXT NOT NULL, url TEXT NOT NULL, same_as TEXT,
    first_seen INTEGER NOT NULL, changed INTEGER NOT NULL, versions INTEGER NOT NULL,
    published TEXT, duplicate_of TEXT
) WITHOUT ROWID;
CREATE TABLE versions (
    key TEXT NOT NULL, content_hash TEXT NOT NULL, site TEXT NOT NULL, batch INTEGER NOT NULL,
    PRIMARY KEY (key, content_hash)
) WITHOUT ROWID;
CREATE INDEX versions_text ON versions (content_hash, site);
CREATE TABLE outbox (
    batch INTEGER NOT NULL, place INTEGER NOT NULL, article BLOB NOT NULL,
    PRIMARY KEY (batch, place)
) WITHOUT ROWID;
CREATE TABLE sinks (
    name TEXT PRIMARY KEY, published INTEGER NOT NULL, place TEXT
) WITHOUT ROWID;
CREATE TABLE sources (
    url TEXT PRIMARY KEY, site TEXT NOT NULL, kind TEXT NOT NULL, etag TEXT, last_modified TEXT,
    body BLOB, settings TEXT, lastmod TEXT, read INTEGER, due INTEGER NOT NULL DEFAULT 0,
    quiet INTEGER NOT NULL DEFAULT 0, failures INTEGER NOT NULL DEFAULT 0, problem TEXT,
    listed INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE TABLE shapes (
    site TEXT NOT NULL, shape TEXT NOT NULL, yes INTEGER NOT NULL, no INTEGER NOT NULL,
    PRIMARY KEY (site, shape)
) WITHOUT ROWID;
CREATE TABLE runs (
    started INTEGER PRIMARY KEY, ended INTEGER, summary BLOB
);
CREATE TABLE site_runs (
    site TEXT NOT NULL, started INTEGER NOT NULL, pages INTEGER NOT NULL,
    articles INTEGER NOT NULL, faults INTEGER NOT NULL, PRIMARY KEY (site, started)
) WITHOUT ROWID;
CREATE TABLE bands (
    band INTEGER NOT NULL, bucket INTEGER NOT NULL, key TEXT NOT NULL, seen INTEGER NOT NULL,
    PRIMARY KEY (band, bucket, key)
) WITHOUT ROWID;
CREATE TABLE signatures (key TEXT PRIMARY KEY, seen INTEGER NOT NULL, signature BLOB NOT NULL)
    WITHOUT ROWID;
CREATE TABLE profiles (site TEXT PRIMARY KEY, profile BLOB NOT NULL) WITHOUT ROWID;
"""
_SINCE_2 = """
CREATE TABLE listings (
    url TEXT PRIMARY KEY, marks BLOB NOT NULL, settings TEXT NOT NULL, whole INTEGER NOT NULL
);
"""


class DamagedState(Exception):  # noqa: N818 - a state of the disk
    """The state database cannot be trusted; the sentence says where it was put and what to do."""


class NewerState(DamagedState):
    """The state was written by a newer version; it is left as it is."""


class State:
    """One open state database; `transaction` is the only way to write."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.database = connection
        self.id = self.meta("id") or ""

    def meta(self, key: str) -> str | None:
        """Return a value kept under a name."""
        row = self.database.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def set_meta(self, key: str, value: str) -> None:
        """Keep a value under a name, within the open transaction."""
        self.database.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    @property
    def in_transaction(self) -> bool:
        """Say whether a transaction is open."""
        return self.database.in_transaction

    def begin(self) -> None:
        """Open a transaction unless one is open."""
        if not self.in_transaction:
            self.database.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Commit the open transaction, if any."""
        if self.database.in_transaction:
            self.database.execute("COMMIT")

    def rollback(self) -> None:
        """Undo the open transaction, if any."""
        if self.database.in_transaction:
            self.database.execute("ROLLBACK")

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Write everything in the block, or nothing."""
        self.begin()
        try:
            yield self.database
        except BaseException:
            self.rollback()
            raise
        self.commit()

    def close(self) -> None:
        """Close after a clean end, leaving a hash of the file."""
        self.rollback()
        self.database.close()
        write_whole(self.path.parent, _sum_path(self.path).name, _digest(self.path).encode())

    def abandon(self) -> None:
        """Close without a word about the file; the next start looks closer."""
        self.rollback()
        self.database.close()


def open_state(path: Path, *, anew: bool = False) -> State:
    """Open or create the database; DamagedState where it cannot be trusted.

    `anew` allows an empty start although a damaged database lies beside.
    """
    fresh = not path.exists()
    if fresh and not anew:
        _no_damage_beside(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        _check_sum(path)
        connection = _ready(path)
    except NewerState:
        raise
    except DamagedState as error:
        raise _set_aside(path, str(error)) from error
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
        raise _set_aside(path, str(error)) from error
    _sum_path(path).unlink(missing_ok=True)
    sync_folder(path.parent)
    return State(path, connection)


def read_state(path: Path) -> sqlite3.Connection:
    """Open the database for reading alone, beside a running crawl."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=30.0)
    connection.execute("PRAGMA query_only = ON")
    return connection


def is_damage(error: sqlite3.Error) -> bool:
    """Say whether an error of SQLite means a damaged file, not a full disk or a lock."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT)


def set_aside(state: State, why: str) -> DamagedState:
    """Put a database found damaged during a run aside; return the error to raise."""
    state.database.close()
    return _set_aside(state.path, why)


def _ready(path: Path) -> sqlite3.Connection:
    """Connect and check; nothing stays open where that fails."""
    connection = sqlite3.connect(path, timeout=30.0, isolation_level=None)
    try:
        _configure(connection)
        _prepare(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _configure(connection: sqlite3.Connection) -> None:
    """Set the rollback journal, with the folder synced too, whatever SQLite this is.

    A write-ahead log would spare a sync or two a batch and bring nothing else: there is one
    writer, and `status` reads for a moment. Before SQLite 3.51.3 it can damage a database.
    """
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("PRAGMA synchronous = EXTRA")
    connection.execute("PRAGMA cache_size = -65536")
    connection.execute("PRAGMA temp_store = MEMORY")


def _prepare(connection: sqlite3.Connection) -> None:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > VERSION:
        raise NewerState(
            f"the state was written by a newer newsclean: its version is {version}, and this one "
            f"knows {VERSION}; nothing was done"
        )
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if version == 0 and tables:
        raise DamagedState("it is a database of something else, or its version is damaged")
    [(verdict, *_), *_] = connection.execute("PRAGMA quick_check(1)").fetchall()
    if verdict != "ok":
        raise DamagedState(f"quick_check says: {verdict}")
    if version < VERSION:
        _upgrade(connection, version)


def _upgrade(connection: sqlite3.Connection, version: int) -> None:
    """Bring an empty database, or one of an earlier version, to this one in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    for statement in (_SCHEMA * (version == 0) + _SINCE_2).split(";\n"):
        connection.execute(statement)
    if version == 0:
        connection.execute("INSERT INTO meta VALUES ('id', ?)", (uuid.uuid4().hex[:8],))
    connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("COMMIT")


def _check_sum(path: Path) -> None:
    kept = _sum_path(path)
    if path.exists() and kept.exists() and kept.read_bytes() != _digest(path).encode():
        raise DamagedState("its bytes are not those that the last run left")


def _no_damage_beside(path: Path) -> None:
    beside = sorted(path.parent.glob(path.name + ".damaged-*"))
    if beside:
        raise DamagedState(
            f"there is no state {path}, but a damaged one was set aside as {beside[-1].name}: "
            "put back a copy, or start with --new-state (recent articles will come again)"
        )


def _set_aside(path: Path, why: str) -> DamagedState:
    number = 1
    while (aside := path.with_name(f"{path.name}.damaged-{number}")).exists():
        number += 1
    for ending in ("", "-journal", "-wal", "-shm", ".sum"):
        part = path.with_name(path.name + ending)
        if part.exists():
            part.rename(aside.with_name(aside.name + ending))
    sync_folder(path.parent)
    return DamagedState(
        f"the state {path} is damaged ({why}). It was set aside as {aside.name}. Nothing was "
        "crawled. Put back a copy of it, or start with --new-state (recent articles come again)."
    )


def _sum_path(path: Path) -> Path:
    return path.with_name(path.name + ".sum")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "blake2b").hexdigest()
