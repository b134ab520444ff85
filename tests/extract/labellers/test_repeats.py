"""Paragraphs that a page holds twice are kept once."""

import numpy as np

from newsclean.document.parse import parse_html
from newsclean.extract.features import describe
from newsclean.extract.labellers.chosen import choose
from newsclean.extract.labellers.repeats import without_repeats
from newsclean.extract.measures import AT

LONG = "The ferry that has crossed the strait since 1921 made its last trip."


def kept(html: str) -> list[int]:
    document = parse_html(html)
    own = describe(document).own
    everything = np.ones(len(own), dtype=np.float32)
    inside, _, _, again = choose(everything, own)
    assert inside == list(range(len(own)))
    return without_repeats(document, inside, again, own[:, AT["words"]])


def test_the_copy_among_more_text_stays() -> None:
    rest = "Its captain, who is leaving with it, blew the horn for a full minute at the pier."
    html = f"<div><p>{LONG}</p></div><section><p>{LONG}</p><p>{rest}</p></section>"
    assert kept(html) == [1, 2]


def test_short_lines_may_stand_twice() -> None:
    assert kept("<p>Row, row, row.</p><p>Row, row, row.</p>") == [0, 1]


def test_nothing_is_touched_without_repeats() -> None:
    assert kept(f"<p>{LONG}</p><p>Another line.</p>") == [0, 1]


def test_a_copy_that_was_not_kept_takes_nothing_away() -> None:
    document = parse_html(f"<div><p>{LONG}</p></div><section><p>{LONG}</p></section>")
    words = describe(document).own[:, AT["words"]]
    assert without_repeats(document, [1], [0, 1], words) == [1]
