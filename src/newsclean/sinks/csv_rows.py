"""Articles as CSV rows (RFC 4180); cells that a spreadsheet would run are escaped."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from newsclean.records import Article
from newsclean.sinks.columns import COLUMNS

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_rows(articles: Sequence[Article]) -> bytes:
    """Return a row for each article, without the head."""
    return _written([_row(article) for article in articles])


def csv_file(articles: Sequence[Article]) -> bytes:
    """Return a whole CSV file with its head."""
    return csv_head() + csv_rows(articles)


def csv_head() -> bytes:
    """Return the line of column names."""
    return _written([list(COLUMNS)])


def safe_cell(value: object) -> str:
    """Write a value as text that no spreadsheet takes for a formula.

    >>> safe_cell("=1+1"), safe_cell(("Ada", "Bo")), safe_cell(None)
    ("'=1+1", 'Ada; Bo', '')
    """
    if value is None:
        return ""
    text = "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)
    text = text.replace("\x00", "")
    return "'" + text if text.lstrip(" \n\u00a0\ufeff").startswith(_FORMULA) else text


def _row(article: Article) -> list[str]:
    return [safe_cell(getattr(article, name)) for name in COLUMNS]


def _written(rows: list[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode("utf-8", "replace")
