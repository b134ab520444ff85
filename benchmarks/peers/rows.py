"""One page through one tool, judged against its gold: a row, and a file of rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from benchmarks import measures
from benchmarks.corpus import Gold
from benchmarks.measures import Overlap
from benchmarks.peers.language import text_language
from benchmarks.peers.records import Extraction, Outcome, Tool


class Facts(msgspec.Struct, frozen=True):
    """What groups a page: its source, the language of its text, its kind if the corpus says."""

    id: str
    source: str
    lang: str | None
    kind: str | None
    bytes: int


class Snippets(msgspec.Struct, frozen=True):
    """How many snippets of those that must be there are, and of those that must not."""

    kept: int
    wanted: int
    leaked: int
    unwanted: int


class Row(msgspec.Struct, frozen=True):
    """The verdict on one page; `body` is None, a field missing where the gold says nothing."""

    tool: str
    page: Facts
    seconds: float
    grown: int
    peak: int
    empty: bool
    failure: str | None = None
    body: Overlap | None = None
    fields: dict[str, bool] = {}
    snippets: Snippets | None = None


def facts(gold: Gold, size: int) -> Facts:
    """Return what groups a page; the language is heard in the gold text, not in what is told.

    Corpora give a country, or nothing, in the place of a language.
    """
    lang = text_language(gold.body) if gold.body else None
    return Facts(gold.id, gold.source, lang, gold.kind, size)


def judge(tool: Tool, gold: Gold, page: Facts, outcome: Outcome) -> Row:
    """Return the verdict; what failed counts as an empty answer."""
    found = outcome.extraction
    return Row(
        tool=tool.name,
        page=page,
        seconds=outcome.seconds,
        grown=outcome.grown,
        peak=outcome.peak,
        empty=not found.text.strip(),
        failure=outcome.failure,
        body=measures.overlap(gold.body, found.text) if gold.body else None,
        fields={k: v for k, v in _fields(gold, found).items() if k in tool.fields},
        snippets=_snippets(gold, found.text),
    )


def _fields(gold: Gold, found: Extraction) -> dict[str, bool]:
    right: dict[str, bool] = {}
    if gold.title:
        right["title"] = measures.fold(gold.title) == measures.fold(found.title)
    if gold.date:
        right["date"] = measures.day(gold.date) == measures.day(found.date)
    if gold.authors:
        right["authors"] = measures.names(gold.authors) == measures.names(found.authors)
    return right


def _snippets(gold: Gold, text: str) -> Snippets | None:
    if not gold.with_ and not gold.without:
        return None
    kept = measures.snippets(text, gold.with_)
    leaked = measures.snippets(text, gold.without)
    return Snippets(kept, len(gold.with_), leaked, len(gold.without))


def write(rows: Iterable[Row], path: Path) -> Iterator[Row]:
    """Yield the rows, each written to a file of JSON lines as it passes."""
    with path.open("wb") as file:
        for row in rows:
            file.write(msgspec.json.encode(row) + b"\n")
            yield row


def read(path: Path) -> list[Row]:
    """Return the rows of a file; the line that a run was writing when it ended is left out."""
    lines = path.read_bytes().split(b"\n")[:-1]
    return [msgspec.json.decode(line, type=Row) for line in lines]
