"""Who judges where the first judge is unsure: our rules where they find much, else trafilatura."""

from __future__ import annotations

import pytest

from newsclean.document.parse import parse_html
from newsclean.extract.labellers import fallback
from newsclean.extract.labellers.choose import label
from newsclean.options import ExtractOptions
from newsclean.records import ArticleBlock, Document, Labelling

LINE = "The pier at Lorn was shut on Monday after the storm had taken two of its piles. "
LONG = f"<body><article>{f'<p>{LINE * 3}</p>' * 9}</article></body>"
SHORT = f"<body><p>{LINE * 2}</p><p>{LINE * 2}</p></body>"
TINY = "<body><p>Pier</p><p>Lorn</p></body>"


class Unsure:
    """A first judge that keeps nothing and says how sure it is."""

    name = "model"

    def __init__(self, confidence: float) -> None:
        self.confidence = confidence

    def label(self, document: Document) -> Labelling:
        count = len(document.blocks)
        kinds = tuple(block.kind for block in document.blocks)
        return Labelling(
            labeller="model",
            scores=(0.0,) * count,
            kinds=kinds,
            keep=(False,) * count,
            confidence=self.confidence,
        )


@pytest.fixture(autouse=True)
def other(monkeypatch: pytest.MonkeyPatch) -> list[Document]:
    """Count in place of trafilatura what is asked of it."""
    asked: list[Document] = []

    def second_opinion(document: Document) -> Labelling:
        asked.append(document)
        texts = (ArticleBlock("paragraph", "Found."),)
        return Labelling(
            labeller="trafilatura", scores=(), kinds=(), keep=(), confidence=0.5, texts=texts
        )

    monkeypatch.setattr(fallback, "second_opinion", second_opinion)
    return asked


def judge_of(html: str, confidence: float, options: ExtractOptions | None = None) -> str:
    found = label(parse_html(html), options or ExtractOptions(), Unsure(confidence))
    assert found.labeller == "model" or found.confidence == 0.5
    return found.labeller


def test_who_is_sure_is_followed(other: list[Document]) -> None:
    assert judge_of(LONG, 0.61) == "model"
    assert not other


def test_rules_that_find_much_come_first(other: list[Document]) -> None:
    assert judge_of(LONG, 0.59) == judge_of(LONG, 0.1) == "rules"
    assert not other


def test_where_rules_find_little_the_other_judge_is_asked_of_the_least_sure_pages() -> None:
    assert judge_of(SHORT, 0.54) == "model"
    assert judge_of(SHORT, 0.52) == "trafilatura"


def test_a_page_without_text_may_hold_some_that_we_do_not_see() -> None:
    assert judge_of("<body><svg></svg></body>", 0.0) == "trafilatura"


def test_a_page_without_prose_has_nothing_to_be_found(other: list[Document]) -> None:
    assert judge_of(TINY, 0.1) == "model"
    assert not other


def test_nobody_is_asked_where_the_options_say_so(other: list[Document]) -> None:
    assert judge_of(LONG, 0.1, ExtractOptions(fallback="never")) == "model"
    assert not other
