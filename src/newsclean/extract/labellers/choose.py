"""Which labeller judges a document, and when a second opinion is asked."""

from __future__ import annotations

from newsclean.extract.labellers.rules import RulesLabeller
from newsclean.extract.labellers.text_model import TextModelLabeller
from newsclean.extract.labellers.text_rules import TextRulesLabeller
from newsclean.options import ExtractOptions
from newsclean.records import Document, Labelling
from newsclean.stages import Labeller

_UNSURE = 0.25


def choose(document: Document, options: ExtractOptions) -> Labeller:
    """Return the labeller for this document."""
    if document.form == "text":
        return TextRulesLabeller() if options.labeller == "rules" else TextModelLabeller()
    return RulesLabeller()


def label(document: Document, options: ExtractOptions) -> Labelling:
    """Judge a document's blocks, asking a second opinion where the first judge is unsure."""
    first = choose(document, options).label(document)
    if first.confidence >= _UNSURE or not document.source or options.fallback == "never":
        return first
    from newsclean.extract.labellers.fallback import second_opinion

    return second_opinion(document) or first
