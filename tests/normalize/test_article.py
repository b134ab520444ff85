"""What stands above an article's text."""

from __future__ import annotations

from newsclean.normalize.article import without_headline
from newsclean.records import ArticleBlock

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
