"""The language of the article: from its words first, checked against the markup (BCP 47)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import compress

from newsclean.extract.fields.evidence import Candidate, Evidence
from newsclean.extract.fields.functionwords import NEAR, Tally, heard, is_plain, tally
from newsclean.extract.fields.jsonld import text_of

_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_](?:[A-Za-z]{4}|[A-Za-z]{2}|\d{3})){0,2}$")
_SAMPLE = 500
_ENOUGH = 200


def find_language(evidence: Evidence) -> Candidate | None:
    """Return the language of the text; where the markup agrees, with the markup's region."""
    told = _told(evidence)
    text = sample_of(evidence)
    counted = tally(text)
    if counted.letters < _ENOUGH:
        return told
    lang = _heard(text, counted, told.value.split("-")[0] if told else "")
    return told if told and lang is None else Candidate(lang or "", "text")


def _heard(text: str, counted: Tally, told: str) -> str | None:
    """Return the language of a text; None where the markup's claim may stand."""
    lang = heard(text, counted)
    if lang is None or (
        told and not _is_near(lang, told) and not is_plain(lang, counted.words, told)
    ):
        lang = _classified(text)
    return None if told and _is_near(lang, told) else lang


def _is_near(lang: str, told: str) -> bool:
    """Return whether two languages are one, or a pair that is easily mixed up."""
    return lang == told or told in NEAR.get(lang, ())


def _told(evidence: Evidence) -> Candidate | None:
    """Return the language that the markup claims, as a well-formed tag."""
    for value, source in _claims(evidence):
        tag = normal_tag(value or "")
        if tag:
            return Candidate(tag, source)
    return None


def _claims(evidence: Evidence) -> Iterator[tuple[str | None, str]]:
    yield text_of(evidence.article.get("inLanguage")), "json-ld:inLanguage"
    yield evidence.head.lang, "html:lang"
    names = ("og:locale", "content-language", "dc.language", "dcterms.language", "language")
    for name in names:
        if name in evidence.metas:
            yield evidence.metas[name][0], f"meta:{name}"
    yield evidence.response.header("content-language"), "header:content-language"


def normal_tag(value: str) -> str | None:
    """Return a language tag in its usual case; None for what is none.

    >>> normal_tag("PT_br"), normal_tag("zh-hans-CN"), normal_tag("english"), normal_tag("de-de")
    ('pt-BR', 'zh-Hans-CN', None, 'de-DE')
    """
    value = value.split(",")[0].split(".")[0].strip()
    if not _TAG.match(value):
        return None
    first, *rest = value.replace("_", "-").split("-")
    parts = [p.title() if len(p) == 4 else p.upper() for p in rest]
    return "-".join([first.lower(), *parts])


def sample_of(evidence: Evidence) -> str:
    """Return the first words of the article, as many as tell its language."""
    blocks = evidence.document.blocks
    if evidence.labelling.texts is not None:
        return " ".join(b.text for b in evidence.labelling.texts)[:_SAMPLE]
    out: list[str] = []
    size = 0
    for block in compress(blocks, evidence.labelling.keep):
        out.append(block.text)
        size += len(block.text)
        if size > _SAMPLE:
            break
    return " ".join(out)[:_SAMPLE]


def _classified(text: str) -> str:
    from py3langid import classify  # type: ignore[import-untyped]

    return str(classify(text)[0])
