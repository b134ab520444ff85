"""Which labeller judges a document, and when a second opinion is asked."""

from __future__ import annotations

import msgspec

from newsclean.extract.embedded import has_body
from newsclean.extract.labellers.data import from_data
from newsclean.extract.labellers.model import ModelLabeller
from newsclean.extract.labellers.profile import with_profile
from newsclean.extract.labellers.rules import RulesLabeller
from newsclean.extract.labellers.text_model import TextModelLabeller
from newsclean.extract.labellers.text_rules import TextRulesLabeller
from newsclean.extract.why import with_reasons
from newsclean.options import ExtractOptions
from newsclean.records import Document, Labelling
from newsclean.stages import Labeller

# Below the first, our own rules are asked, and followed where they find much; below the second,
# trafilatura: it then is right more often (F1 .9483 -> .9491 by both, 2 % of pages, .1 ms). The
# confidence of rules only counts words.
_UNSURE = {"model": 0.60, "rules": 0.25}
_VERY_UNSURE = {"model": 0.53, "rules": 0.25}
_RULES_SURE = 0.5
_SECOND = 0.5  # what another judge than the model is worth on such pages
# Where some text but less prose than this (characters) is on the page, nothing is to be found:
# on 6 of 37 unsure pages, which took a fifth of the other judge's time and got nothing better.
_LEAST_PROSE = 300
_LONG = 80  # characters of a block of prose
_FEW_WORDS = 150  # below this the page's data may hold the text that its markup lacks


def choose(document: Document, options: ExtractOptions) -> Labeller:
    """Return the labeller for this document."""
    if document.form == "text":
        if options.labeller == "rules":
            return TextRulesLabeller()
        return TextModelLabeller(headline=options.headline, record=options.record)
    if options.labeller == "rules":
        return RulesLabeller()
    return ModelLabeller(headline=options.headline, record=options.record)


def label(
    document: Document, options: ExtractOptions, labeller: Labeller | None = None
) -> Labelling:
    """Judge a document's blocks, asking a second opinion where the first judge is unsure.

    What the site's profile, if there is one, says repeats is taken away after that.
    """
    judged = _judged(document, options, labeller)
    return with_profile(document, judged, options.profile, options.headline)


def _judged(document: Document, options: ExtractOptions, labeller: Labeller | None) -> Labelling:
    first = (labeller or choose(document, options)).label(document)
    if options.record == "reasons":
        first = with_reasons(document, first)
    second = _second(document, options, first)
    if second and options.record == "reasons":
        return msgspec.structs.replace(second, overruled=first)
    return second or first


def _second(document: Document, options: ExtractOptions, first: Labelling) -> Labelling | None:
    """Return another judge's labelling where the first has too little or is unsure."""
    if document.head.app_state or has_body(document):
        words = _few_words(document, first)
        found = from_data(document, words) if words is not None else None
        if found:
            return found
    if options.fallback == "never" or first.confidence >= _UNSURE.get(first.labeller, 0.0):
        return None
    return _by_rules(document, first) or _by_trafilatura(document, first)


def _by_rules(document: Document, first: Labelling) -> Labelling | None:
    """Return what the rules keep, where it is much and was not asked of them first."""
    if first.labeller != ModelLabeller.name:
        return None
    rules = RulesLabeller().label(document)
    sure = rules.confidence >= _RULES_SURE
    return msgspec.structs.replace(rules, confidence=_SECOND) if sure else None


def _by_trafilatura(document: Document, first: Labelling) -> Labelling | None:
    """Return what trafilatura finds, where it may find anything."""
    unsure = first.confidence < _VERY_UNSURE.get(first.labeller, 0.0)
    if not unsure or not document.page or not _worth_asking(document):
        return None
    from newsclean.extract.labellers.fallback import second_opinion

    return second_opinion(document)


def _worth_asking(document: Document) -> bool:
    """Return whether another judge may find an article: in prose, or outside what we call text."""
    prose = sum(len(block.text) for block in document.blocks if len(block.text) >= _LONG)
    return prose >= _LEAST_PROSE or not document.blocks


def _few_words(document: Document, labelling: Labelling) -> int | None:
    """Return how many words were kept, where they are few; most pages are told by a paragraph."""
    words = 0
    for block, keep in zip(document.blocks, labelling.keep, strict=True):
        if keep:
            words += len(block.text.split())
            if words >= _FEW_WORDS:
                return None
    return words
