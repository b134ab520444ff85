"""Blocks as an article has them: kept, cleaned, and without the title above them."""

from __future__ import annotations

from newsclean.normalize.article import kept_blocks, without_headline
from newsclean.records import ArticleBlock, Block, BlockKind, Document, Fields, Labelling

TITLE = "The ferry sails"
HEADING, TEXT = ArticleBlock("heading", "THE FERRY SAILS!", 1), ArticleBlock("paragraph", "It did.")
CAPTION, OTHER = ArticleBlock("caption", "The pier"), ArticleBlock("heading", "At last", 2)


def test_headings_that_say_the_title_again_are_left_out_above_the_text_only() -> None:
    assert without_headline((HEADING, CAPTION, OTHER, TEXT, HEADING), TITLE) == (
        CAPTION,
        OTHER,
        TEXT,
        HEADING,
    )
    assert without_headline((TEXT, HEADING), TITLE) == (TEXT, HEADING)
    assert without_headline((HEADING,), TITLE) == ()
    assert without_headline((HEADING, TEXT), None) == (HEADING, TEXT)


def test_a_kicker_before_the_title_is_left_out_with_it() -> None:
    heading = ArticleBlock("heading", "Harbour: the ferry sails", 1)
    assert without_headline((heading, TEXT), TITLE) == (TEXT,)
    for title in ("sails", "ferry sails again", "harbour: the ferry", "he ferry sails"):
        assert without_headline((heading, TEXT), title) == (heading, TEXT)


def test_blocks_that_need_it_are_cleaned_and_empty_ones_left_out() -> None:
    texts = "Clean", "two  blanks", "\u200b", "not kept", "caf\u0065\u0301", "新聞", "a\u00c3\u00a9"
    document = Document(
        form="html", blocks=tuple(Block(text, "heading", 0, 0, 2) for text in texts)
    )
    others: tuple[BlockKind, ...] = ("paragraph",) * 6
    labelling = Labelling(
        labeller="model",
        scores=(1.0,) * 7,
        kinds=("heading", *others),
        keep=(True, True, True, False, True, True, True),
        confidence=1.0,
    )
    assert kept_blocks(document, labelling, Fields()) == (
        ArticleBlock("heading", "Clean", 2),
        *(ArticleBlock("paragraph", text) for text in ("two blanks", "caf\u00e9", "新聞", "aé")),
    )
