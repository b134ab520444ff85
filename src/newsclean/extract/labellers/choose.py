"""Which labeller judges a document, and when a second opinion is asked."""

from __future__ import annotations

import msgspec

from newsclean.extract.labellers.rules import RulesLabeller
from newsclean.extract.labellers.text_rules import TextRulesLabeller
from newsclean.extract.why import with_reasons
from newsclean.options import ExtractOptions
from newsclean.records import Document, Labelling
from newsclean.stages import Labeller

_UNSURE = 0.25


def choose(document: Document, options: ExtractOptions) -> Labeller:
    """Return the labeller for this document."""
    if document.form == "text":
        return TextRulesLabeller()
    return RulesLabeller()


def label(document: Document, options: ExtractOptions) -> Labelling:
    """Judge a document's blocks, asking a second opinion where the first judge is unsure."""
    first = choose(document, options).label(document)
    if options.record == "reasons":
        first = with_reasons(document, first)
    if first.confidence >= _UNSURE or not document.source or options.fallback == "never":
        return first
    from newsclean.extract.labellers.fallback import second_opinion

    second = second_opinion(document)
    if second and options.record == "reasons":
        return msgspec.structs.replace(second, overruled=first)
    return second or first
