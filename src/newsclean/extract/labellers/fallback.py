"""trafilatura as the second opinion where our own labeller is unsure (its only importer)."""

from __future__ import annotations

from newsclean.records import ArticleBlock, Document, Labelling


def second_opinion(document: Document) -> Labelling | None:
    """Return trafilatura's choice as a labelling with texts of its own; None if it has none."""
    from trafilatura import extract

    # `fast` leaves out its own second opinions: they cost half of its time and change nothing here.
    text = extract(
        document.source,
        include_comments=False,
        deduplicate=False,
        favor_precision=True,
        fast=True,
    )
    if not text:
        return None
    return Labelling(
        labeller="trafilatura",
        scores=(0.0,) * len(document.blocks),
        kinds=tuple(b.kind for b in document.blocks),
        keep=(False,) * len(document.blocks),
        confidence=0.5,
        texts=tuple(ArticleBlock("paragraph", line) for line in text.splitlines() if line.strip()),
    )
