"""Articles as a Parquet file (extra `parquet`): plain columns, lists and structs as such."""

from __future__ import annotations

import io
from collections.abc import Sequence

from newsclean.records import Article

try:
    import pyarrow as pa
    import pyarrow.parquet as pq
except ImportError as error:
    raise ImportError("Parquet needs the extra: pip install 'newsclean[parquet]'") from error

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
