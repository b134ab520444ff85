"""Articles in PostgreSQL (extra `postgres`); a batch is one transaction there."""

from __future__ import annotations

from newsclean.errors import SinkFailed
from newsclean.records import Article, Batch
from newsclean.sinks.columns import COLUMNS

try:
    import psycopg
    from psycopg import sql
    from psycopg.types.json import Jsonb
except ImportError as error:
    raise ImportError("PostgreSQL needs the extra: pip install 'newsclean[postgres]'") from error

_COLUMNS = (*COLUMNS, "published_at", "article")
_CREATE = """
CREATE TABLE IF NOT EXISTS {batches} (name text PRIMARY KEY, published timestamptz DEFAULT now());
CREATE TABLE IF NOT EXISTS {table} (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id text NOT NULL, version integer NOT NULL, url text, canonical_url text, domain text,
    site text, title text, description text, authors text[], published text,
    published_at timestamptz,
    modified text, language text, section text, tags text[], text text NOT NULL,
    word_count integer, content_hash text NOT NULL, duplicate_of text, fetched_at timestamptz,
    article jsonb NOT NULL,
    search tsvector GENERATED ALWAYS AS
        (to_tsvector('simple', left(coalesce(title, '') || ' ' || text, 200000))) STORED,
    UNIQUE (id, content_hash)
);
CREATE INDEX IF NOT EXISTS {search} ON {table} USING gin (search);
CREATE INDEX IF NOT EXISTS {published} ON {table} (published_at);
"""


class PostgresArticles:
    """A `BatchSink` into one table; a server away makes batches wait, it loses nothing."""

    def __init__(self, dsn: str, table: str = "articles") -> None:
        self._dsn = dsn
        self._table = sql.Identifier(table)
        self._batches = sql.Identifier(f"{table}_batches")
        self._names = {"search": f"{table}_search", "published": f"{table}_published"}
        self._connection: psycopg.Connection | None = None

    def open(self, place: str | None) -> str | None:
        """Connect and make the tables."""
        try:
            self._connection = psycopg.connect(self._dsn, autocommit=True, connect_timeout=10)
            names = {key: sql.Identifier(name) for key, name in self._names.items()}
            create = sql.SQL(_CREATE).format(table=self._table, batches=self._batches, **names)
            with self._connection.transaction():
                self._connection.execute(create)
        except psycopg.Error as error:
            raise SinkFailed(f"PostgreSQL: {_said(error)}") from error
        return place

    def publish(self, batch: Batch) -> str | None:
        """Insert the batch, unless it is there."""
        if self._connection is None:
            raise SinkFailed("PostgreSQL: not connected")
        try:
            with self._connection.transaction():
                self._insert(self._connection, batch)
        except psycopg.Error as error:
            raise SinkFailed(f"PostgreSQL: {_said(error)}") from error
        return None

    def close(self) -> None:
        """Close the connection."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _insert(self, connection: psycopg.Connection, batch: Batch) -> None:
        mark = sql.SQL("INSERT INTO {} (name) VALUES (%s) ON CONFLICT DO NOTHING")
        if not connection.execute(mark.format(self._batches), (batch.name,)).rowcount:
            return
        insert = sql.SQL("INSERT INTO {} ({}) VALUES ({}) ON CONFLICT DO NOTHING").format(
            self._table,
            sql.SQL(", ").join(map(sql.Identifier, _COLUMNS)),
            sql.SQL(", ").join([sql.Placeholder()] * len(_COLUMNS)),
        )
        with connection.cursor() as cursor:
            cursor.executemany(insert, [_row(article) for article in batch.articles])


def _row(article: Article) -> list[object]:
    row = _without_nul(article.to_dict())
    assert isinstance(row, dict)
    row["article"] = Jsonb(dict(row))
    row["published_at"] = _moment(article)
    return [row.get(name) for name in _COLUMNS]


def _moment(article: Article) -> str | None:
    """Return a date the server can order by; one without an offset is taken as UTC."""
    if article.published is None:
        return None
    zoned = len(article.published) == 10 or article.published[19:]
    return article.published if zoned else article.published + "Z"


def _without_nul(value: object) -> object:
    """Drop U+0000, which PostgreSQL's text cannot hold."""
    if isinstance(value, str):
        return value.replace("\x00", "")
    if isinstance(value, dict):
        return {key: _without_nul(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_without_nul(item) for item in value]
    return value


def _said(error: psycopg.Error) -> str:
    return " ".join(str(error).split())[:300]
