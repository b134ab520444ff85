"""Features: one row a block, the same columns for every page, and no surprises in odd pages."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from newsclean.document.parse import parse_html
from newsclean.extract.features import Tables, describe, matrix
from newsclean.extract.measures import AT

PAGE = """<title>Pier to be rebuilt</title>
<nav><ul><li><a href=/>Home</a><li><a href=/s>Sport</a></ul></nav>
<article class="story-body"><h1>Pier to be rebuilt</h1><p>The council voted at 10:15 on Monday.</p>
<img src=x><p>Work starts in 2027, it said.</p></article>"""


def test_measures_say_what_stands_in_the_page() -> None:
    own = describe(parse_html(PAGE)).own
    assert own[:, AT["link_share"]].tolist() == [1, 1, 0, 0, 0]
    assert own[2, AT["title_hit"]] == 1
    assert own[:, AT["dates"]].tolist() == [0, 0, 0, 1, 1]
    assert own[4, AT["pictures"]] == 1
    assert own[3, AT["ends_stop"]] == 1


def test_learned_odds_reach_the_blocks_below_a_name() -> None:
    document = parse_html(PAGE)
    description = describe(document)
    tables = Tables.blank()
    names = tables.names.copy()
    names[description.names.buckets[0]] = 2.0
    told = matrix(description, Tables(names, tables.marks, tables.words, tables.pairs))
    differs = (told != matrix(description, tables)).any(axis=1)
    assert differs[2:].all()


@given(st.lists(st.text(min_size=1, max_size=40), min_size=1, max_size=8))
def test_any_text_gives_finite_numbers(texts: list[str]) -> None:
    document = parse_html("".join(f"<p>{text}</p>" for text in texts))
    if document.blocks:
        values = matrix(describe(document), Tables.blank())
        assert np.isfinite(values).all()
        assert len(values) == len(document.blocks)
