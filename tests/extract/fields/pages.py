"""Small pages in memory, for the tests of single fields."""

from __future__ import annotations

from newsclean.document.parse import parse_html
from newsclean.extract.fields.all import extract_fields
from newsclean.extract.fields.evidence import Evidence
from newsclean.extract.labellers.rules import RulesLabeller
from newsclean.records import Fields, Hints, Response

SENTENCE = "The council of the harbour town voted on Monday to rebuild the old eastern pier. "
BODY = f"<article><h1>Pier to be rebuilt</h1><p>{SENTENCE * 3}</p><p>{SENTENCE * 4}</p></article>"
TEXT = f"<p>{SENTENCE * 3}</p><p>{SENTENCE * 4}</p>"
URL = "https://www.harrow.example/local/pier-rebuilt-4711"


def evidence_of(
    head: str = "", body: str = BODY, *, url: str | None = URL, hints: Hints | None = None
) -> Evidence:
    """Return the evidence of a page made of these parts."""
    document = parse_html(f"<html><head>{head}</head><body>{body}</body></html>")
    response = Response(body=b"", url=url, fetched_at="2026-02-10T09:00:00Z", hints=hints)
    return Evidence(document, RulesLabeller().label(document), response)


def fields_of(
    head: str = "", body: str = BODY, *, url: str | None = URL, hints: Hints | None = None
) -> Fields:
    """Return the fields of a page made of these parts."""
    evidence = evidence_of(head, body, url=url, hints=hints)
    return extract_fields(evidence.document, evidence.labelling, evidence.response)


def article_around(figure: str) -> str:
    """Return an article with something between its paragraphs."""
    return f"<article><h1>Pier</h1><p>{SENTENCE * 3}</p>{figure}<p>{SENTENCE * 4}</p></article>"


def ld(json: str) -> str:
    """Return a JSON-LD script."""
    return f'<script type="application/ld+json">{json}</script>'
