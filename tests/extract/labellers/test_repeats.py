"""Paragraphs that a page holds twice are kept once."""

import numpy as np

from newsclean.document.parse import parse_html
from newsclean.extract.labellers.repeats import without_repeats

LONG = "The ferry that has crossed the strait since 1921 made its last trip."


def kept(html: str) -> list[int]:
    document = parse_html(html)
    words = np.array([len(b.text.split()) for b in document.blocks], dtype=np.float32)
    keep = np.ones(len(words), dtype=np.bool_)
    return [int(i) for i in np.flatnonzero(without_repeats(document, keep, words))]


def test_the_copy_among_more_text_stays() -> None:
    rest = "Its captain, who is leaving with it, blew the horn for a full minute at the pier."
    html = f"<div><p>{LONG}</p></div><section><p>{LONG}</p><p>{rest}</p></section>"
    assert kept(html) == [1, 2]


def test_short_lines_may_stand_twice() -> None:
    assert kept("<p>Row, row, row.</p><p>Row, row, row.</p>") == [0, 1]


def test_nothing_is_touched_without_repeats() -> None:
    assert kept(f"<p>{LONG}</p><p>Another line.</p>") == [0, 1]
