"""Title, date and authors over the gold corpus, by source and by half of its domains.

python -m benchmarks.fields [FAILURES-OF title|date|authors]

The halves are by a hash of the domain: rules are written after reading failures of half A only,
so a gap between the halves shows how much was learned by heart. The date is the day of
publication, or that of the change where a page tells no other.
"""

from __future__ import annotations

import collections
import sys

from benchmarks.corpus import Gold, fold_of, golds, shared_module
from newsclean.document.parse import parse
from newsclean.errors import DocumentError
from newsclean.extract.fields.all import extract_fields
from newsclean.extract.labellers.choose import label
from newsclean.normalize.fields import clean_fields
from newsclean.options import ExtractOptions
from newsclean.records import Fields, Response

OPTIONS = ExtractOptions(fallback="never")


def main() -> int:
    """Print the table, and the failures of half A in one field where asked."""
    wanted = sys.argv[1] if len(sys.argv) > 1 else None
    table: dict[str, dict[str, list[bool]]] = collections.defaultdict(
        lambda: collections.defaultdict(list)
    )
    for gold in golds():
        fields = _fields(gold)
        half = f"half {'AB'[half_of(gold.domain)]}"
        for name, right in judged(gold, fields).items():
            for group in (gold.source, half, "all"):
                table[name][group].append(right)
            if not right and name == wanted and half == "half A":
                print(gold.id, gold.source, _shown(gold, fields, name), sep="\t")
    for name, groups in table.items():
        cells = (f"{g} {sum(v) / len(v):.3f}/{len(v)}" for g, v in sorted(groups.items()))
        print(f"{name:8s}", "  ".join(cells))
    return 0


def half_of(domain: str) -> int:
    """Return 0 or 1: the half of the corpus that a domain is in."""
    return fold_of(f"h{domain}", 2)


def judged(gold: Gold, fields: Fields) -> dict[str, bool]:
    """Return which fields are as the gold says, by the measures of ../shared/bench/score.py."""
    score = shared_module("score")
    found: dict[str, bool] = {}
    if gold.title:
        found["title"] = score.fold(gold.title) == score.fold(fields.title)
    if gold.date:
        found["date"] = score.day(gold.date) == score.day(fields.published or fields.modified)
    if gold.authors:
        found["authors"] = score.names(gold.authors) == score.names(list(fields.authors))
    return found


def _fields(gold: Gold) -> Fields:
    response = Response(body=gold.raw(), url=gold.url)
    try:
        document = parse(response, "html")
    except DocumentError:
        return Fields()
    return clean_fields(extract_fields(document, label(document, OPTIONS), response))


def _shown(gold: Gold, fields: Fields, name: str) -> str:
    got = {"title": fields.title, "date": fields.published, "authors": fields.authors}[name]
    said = fields.provenance.get("published" if name == "date" else name)
    return f"gold {getattr(gold, name)!r}  got {got!r}  from {said}"


if __name__ == "__main__":
    sys.exit(main())
