"""Articles as a Parquet file (extra `parquet`): plain columns, lists and structs as such."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from newsclean.records import Article
from newsclean.sinks.files import finish_partial, open_partial
from newsclean.stages import Result

try:
    import pyarrow as pa
    import pyarrow.parquet as pq
except ImportError as error:
    raise ImportError("Parquet needs the extra: pip install 'newsclean[parquet]'") from error

_GROUP = 512  # articles, some 5 MB of text
_BLOCK = pa.struct(
    [("kind", pa.string()), ("text", pa.string()), ("level", pa.int32()), ("url", pa.string())]
)
_IMAGE = pa.struct(
    [
        ("url", pa.string()),
        ("alt", pa.string()),
        ("caption", pa.string()),
        ("credit", pa.string()),
        ("width", pa.int32()),
        ("height", pa.int32()),
    ]
)
SCHEMA = pa.schema(
    [
        *((name, pa.string()) for name in ("schema", "id", "url", "canonical_url", "domain")),
        *((name, pa.string()) for name in ("site", "title", "description")),
        ("authors", pa.list_(pa.string())),
        *((name, pa.string()) for name in ("published", "published_precision", "modified")),
        *((name, pa.string()) for name in ("language", "section")),
        ("tags", pa.list_(pa.string())),
        ("image", _IMAGE),
        ("images", pa.list_(_IMAGE)),
        ("text", pa.string()),
        ("blocks", pa.list_(_BLOCK)),
        ("word_count", pa.int32()),
        ("page_kind", pa.string()),
        ("free_to_read", pa.bool_()),
        *((name, pa.string()) for name in ("content_hash", "duplicate_of")),
        ("version", pa.int32()),
        ("provenance", pa.map_(pa.string(), pa.string())),
        ("confidence", pa.float64()),
        ("fetched_at", pa.string()),
        ("http_status", pa.int32()),
    ]
)


def parquet_file(articles: Sequence[Article]) -> bytes:
    """Return a Parquet file of the articles, compressed with zstd."""
    table = pa.Table.from_pylist([article_row(article) for article in articles], schema=SCHEMA)
    out = io.BytesIO()
    pq.write_table(table, out, compression="zstd")
    return out.getvalue()


def article_row(article: Article) -> dict[str, object]:
    """Return an article as a row of the schema."""
    row = article.to_dict()
    row["provenance"] = list(article.provenance.items())
    row["confidence"] = article.extraction.confidence
    return row


class ParquetFile:
    """Writes articles to `FILE.partial`, a row group at a time, and renames it when all is there.

    What is no article is passed over; memory holds one row group. A second run at the same time
    gets BlockingIOError.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = open_partial(path)
        self._writer = pq.ParquetWriter(self._file, SCHEMA, compression="zstd")
        self._rows: list[dict[str, object]] = []

    def write(self, result: Result) -> None:
        """Keep one article; a full row group goes to the file."""
        if not isinstance(result, Article):
            return
        self._rows.append(article_row(result))
        if len(self._rows) >= _GROUP:
            self._flush()

    def close(self) -> None:
        """Put all on the disk and give the file its name."""
        self._flush()
        self._writer.close()
        finish_partial(self._file, self._path)
        self._file.close()

    def _flush(self) -> None:
        if self._rows:
            self._writer.write_table(pa.Table.from_pylist(self._rows, schema=SCHEMA))
            self._rows.clear()
