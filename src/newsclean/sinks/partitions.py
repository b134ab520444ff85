"""Results of a shard as Parquet in partitions (extra `parquet`), by crawl date and language.

    articles/crawl_date=2026-11-24/language=en/KEY.parquet
    rejected/crawl_date=2026-11-24/KEY.parquet

The names are Hive's: the values of a partition stand in the path alone, absent ones as
`__HIVE_DEFAULT_PARTITION__`, which readers take for null (pyarrow only where it is told the types).
"""

from __future__ import annotations

import re
from pathlib import Path

from newsclean.records import Article, Rejected
from newsclean.sinks.parquet import SCHEMA, article_row
from newsclean.stages import Result

try:
    import pyarrow as pa
    import pyarrow.parquet as pq
except ImportError as error:
    raise ImportError("Parquet needs the extra: pip install 'newsclean[parquet]'") from error

ABSENT = "__HIVE_DEFAULT_PARTITION__"
_ROWS = 4_000  # kept in memory before they are written, as a row group of each partition
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?=T|$)")  # of 2026-11-24T10:00:00Z
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,2}")  # e.g. pt-BR
_PLACE = [("record", pa.string()), ("source", pa.string())]
ARTICLES = pa.schema([*_PLACE, *(field for field in SCHEMA if field.name != "language")])
REJECTED = pa.schema(
    [
        *_PLACE,
        *((name, pa.string()) for name in ("name", "url", "reason", "detail", "fetched_at")),
        ("http_status", pa.int32()),
    ]
)


def crawl_date(fetched_at: str | None) -> str | None:
    """Return the day, in UTC, on which a page was fetched.

    >>> crawl_date("2026-11-24T10:00:00Z"), crawl_date(None)
    ('2026-11-24', None)
    """
    found = _DAY.match(fetched_at or "")
    return found[0] if found else None


class Partitions:
    """Writes the results of one shard below a folder; `close` returns the paths of its files.

    `record` is the shard's key and a result's place in it, `source` what a person calls the shard.
    """

    def __init__(self, folder: Path, key: str, source: str) -> None:
        self._folder = folder
        self._key = key
        self._source = source
        self._open: dict[str, _File] = {}
        self._held = self._count = 0

    def write(self, result: Result) -> None:
        """Keep one result."""
        place = {"record": f"{self._key}-{self._count:07d}", "source": self._source}
        date = f"crawl_date={crawl_date(result.fetched_at) or ABSENT}"
        if isinstance(result, Article):
            file = self._file(f"articles/{date}/language={_language(result)}", ARTICLES)
            file.rows.append({**article_row(result), **place})
        else:
            file = self._file(f"rejected/{date}", REJECTED)
            file.rows.append({**rejected_row(result), **place})
        self._count += 1
        self._held += 1
        if self._held == _ROWS:
            self._flush()

    def close(self) -> list[str]:
        """Finish all files; return their paths below the folder."""
        self._flush()
        for file in self._open.values():
            file.writer.close()
        return sorted(f"{place}/{self._key}.parquet" for place in self._open)

    def _flush(self) -> None:
        for file in self._open.values():
            file.flush()
        self._held = 0

    def _file(self, place: str, schema: pa.Schema) -> _File:
        if place not in self._open:
            path = self._folder / place / f"{self._key}.parquet"
            path.parent.mkdir(parents=True, exist_ok=True)
            self._open[place] = _File(path, schema)
        return self._open[place]


class _File:
    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self._schema = schema
        self.writer = pq.ParquetWriter(path, schema, compression="zstd")
        self.rows: list[dict[str, object]] = []

    def flush(self) -> None:
        if self.rows:
            self.writer.write_table(pa.Table.from_pylist(self.rows, schema=self._schema))
            self.rows.clear()


def _language(article: Article) -> str:
    language = article.language or ""
    return language if _LANGUAGE.fullmatch(language) else ABSENT


def rejected_row(result: Rejected) -> dict[str, object]:
    """Return a rejection as a row of the schema REJECTED."""
    return {
        "name": result.name,
        "url": result.url,
        "reason": str(result.reason),
        "detail": result.detail,
        "fetched_at": result.fetched_at,
        "http_status": result.http_status,
    }
