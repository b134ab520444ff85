"""Examination -> Explanation: what is shown of a page, as plain facts; also the command's JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from newsclean.records import (
    Article,
    ArticleBlock,
    Document,
    Element,
    Elements,
    Examination,
    Fields,
    Labelling,
    Rejected,
    Why,
)
from newsclean.report.words import in_words, strength

SCHEMA: Literal["newsclean.explanation/1"] = "newsclean.explanation/1"
_DEEPEST = 6
_SETTLED = frozenset(("rule", "headline", "furniture", "copy", "profile", "site"))
_UNSURE = 0.2  # beliefs this near to a half are unsure
# The rules for plain text give every short line a belief of .4: that is their no.
_UNSURE_OF = {"text-rules": 0.04}


class Reason(msgspec.Struct, frozen=True):
    """A reason in words, and how it pushed."""

    words: str
    push: float
    weight: str


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """A block of the page: the verdict on it and why."""

    index: int
    text: str
    kind: str
    verdict: Literal["kept", "removed"]
    unsure: bool
    score: float
    labeller: str
    path: tuple[Element, ...] = ()
    reasons: tuple[Reason, ...] = ()

    @property
    def place(self) -> str:
        """The elements around it, the nearest last, as a selector would name them."""
        return " › ".join(_called(element) for element in self.path[-3:])

    @property
    def sureness(self) -> int:
        """How far the belief is from a half, in steps of 0 to 4."""
        return min(4, int(abs(self.score - 0.5) * 10))


class Rival(msgspec.Struct, frozen=True):
    """A value that lost."""

    value: str
    source: str


class ShownField(msgspec.Struct, frozen=True, kw_only=True):
    """A field, where its value came from, and what else was said."""

    field: str
    value: str
    source: str | None
    rivals: tuple[Rival, ...] = ()


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """All that the explain page shows; `rejected` is set where there is no article.

    `overruled` names the first judge where another's text was taken; the blocks then show the
    first judge's verdicts.
    """

    schema: Literal["newsclean.explanation/1"] = SCHEMA
    url: str | None = None
    name: str | None = None
    form: str | None = None
    language: str | None = None
    labeller: str | None = None
    confidence: float | None = None
    overruled: str | None = None
    blocks: tuple[Shown, ...] = ()
    fields: tuple[ShownField, ...] = ()
    article: tuple[ArticleBlock, ...] = ()
    word_count: int = 0
    rejected: Rejected | None = None

    @property
    def title(self) -> str:
        """The article's title, else what the input was called."""
        told = next((f.value for f in self.fields if f.field == "title"), None)
        return told or self.name or self.url or "a page"

    @property
    def counts(self) -> dict[str, int]:
        """How many blocks were kept, removed, and how many verdicts are unsure."""
        kept = sum(block.verdict == "kept" for block in self.blocks)
        unsure = sum(block.unsure for block in self.blocks)
        return {
            "all": len(self.blocks),
            "kept": kept,
            "removed": len(self.blocks) - kept,
            "unsure": unsure,
        }


def explain(found: Examination | Rejected) -> Explanation:
    """Lay out what was recorded; nothing is judged anew."""
    if isinstance(found, Rejected):
        return Explanation(url=found.url, name=found.name, rejected=found)
    document, labelling, article = found.document, found.labelling, found.article
    shown = labelling.overruled or labelling if labelling else None
    return Explanation(
        url=found.url,
        name=found.name,
        form=document.form if document else None,
        language=found.fields.language if found.fields else None,
        labeller=labelling.labeller if labelling else None,
        confidence=labelling.confidence if labelling else None,
        overruled=labelling.overruled.labeller if labelling and labelling.overruled else None,
        blocks=tuple(_blocks(document, shown)) if document and shown else (),
        fields=tuple(_fields(found.fields, article)) if found.fields else (),
        article=article.blocks if article else (),
        word_count=article.word_count if article else 0,
        rejected=found.rejected,
    )


def _blocks(document: Document, labelling: Labelling) -> Iterator[Shown]:
    reasons: Sequence[tuple[Why, ...]] = labelling.reasons or ((),) * len(document.blocks)
    for index, block in enumerate(document.blocks):
        score, keep = labelling.scores[index], labelling.keep[index]
        yield Shown(
            index=index,
            text=block.text,
            kind=labelling.kinds[index],
            verdict="kept" if keep else "removed",
            unsure=_is_unsure(labelling.labeller, score, keep) and not _is_settled(reasons[index]),
            score=round(score, 3),
            labeller=labelling.labeller,
            path=tuple(_path(document.elements, block.element)),
            reasons=tuple(
                Reason(in_words(why), round(why.push, 3), strength(why.push))
                for why in reasons[index]
            ),
        )


def _is_unsure(labeller: str, score: float, keep: bool) -> bool:
    return abs(score - 0.5) < _UNSURE_OF.get(labeller, _UNSURE) or keep != (score >= 0.5)


def _is_settled(reasons: Sequence[Why]) -> bool:
    """Say whether something other than the belief had the last word."""
    return any(why.cause in _SETTLED for why in reasons)


def _path(elements: Elements, index: int) -> list[Element]:
    path: list[Element] = []
    while elements and index >= 0 and len(path) < _DEEPEST:
        path.append(elements[index])
        index = path[-1].parent
    return path[::-1]


def _called(element: Element) -> str:
    names = element.names.split()[:2]
    return ".".join([element.tag, *names])[:60]


_LISTED = (
    "title description authors published modified language section breadcrumb tags site "
    "canonical_url image free_to_read page_kind next_page"
).split()


def _fields(fields: Fields, article: Article | None) -> Iterator[ShownField]:
    for name in _LISTED:
        value = _said(getattr(fields, name))
        rivals = tuple(Rival(c.value, c.source) for c in fields.conflicts if c.field == name)
        if value or rivals:
            source = fields.provenance.get(name)
            yield ShownField(field=name, value=value, source=source, rivals=rivals)
    if article:
        yield ShownField(field="word_count", value=str(article.word_count), source=None)


def _said(value: object) -> str:
    if value is None or value == ():
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    return str(getattr(value, "url", value))
