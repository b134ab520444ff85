"""Outputs of SITES.toml -> batch sinks; optional packages are loaded only where asked for."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from newsclean.run.crawl_options import Output
from newsclean.run.outbox import NamedSink
from newsclean.sinks.csv_rows import csv_file, csv_head, csv_rows
from newsclean.sinks.growing import GrowingFile
from newsclean.sinks.jsonl import json_lines
from newsclean.sinks.markdown import MarkdownFiles
from newsclean.sinks.segments import Segments
from newsclean.sinks.sqlite import SqliteArticles
from newsclean.stages import BatchSink


def sinks_for(outputs: Iterable[Output]) -> list[NamedSink]:
    """Make the sinks; ImportError names the extra that is missing."""
    return [NamedSink(output.name, sink_for(output)) for output in outputs]


def sink_for(output: Output) -> BatchSink:
    """Make one sink; nothing is opened yet."""
    path = Path(output.path)
    if output.kind == "sqlite":
        return SqliteArticles(path)
    if output.kind == "markdown":
        return MarkdownFiles(path)
    if output.kind == "parquet":
        from newsclean.sinks.parquet import parquet_file

        return Segments(path, parquet_file, ".parquet")
    if output.kind == "postgres":
        from newsclean.sinks.postgres import PostgresArticles

        return PostgresArticles(output.dsn, output.table)
    return _lines(output, path)


def _lines(output: Output, path: Path) -> BatchSink:
    if output.kind == "csv":
        if output.layout == "file":
            return GrowingFile(path, csv_rows, csv_head())
        return Segments(path, csv_file, ".csv")
    if output.layout == "file":
        return GrowingFile(path, json_lines)
    return Segments(path, json_lines, ".jsonl")
