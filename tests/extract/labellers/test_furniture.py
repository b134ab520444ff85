"""Short lines inside an article that are none of it."""

from __future__ import annotations

import re
from typing import get_args
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean.extract.credits import PICTURES
from newsclean.extract.labellers import furniture as module
from newsclean.extract.labellers.furniture import furniture
from newsclean.records import Block, BlockKind, Form

LEAD = "The council of Alder Bend voted on Tuesday night to reopen the old ferry across the river."
TEXT = "It had lain idle for eleven years, and the bridge upstream is closed to lorries."


def block(text: str, linked: float = 0.0, kind: BlockKind = "paragraph") -> Block:
    return Block(text=text, kind=kind, link_chars=round(linked * len(text)))


def found(*blocks: Block, headline: int | None = None, form: Form = "html") -> list[str]:
    above = [] if headline is None else [headline]
    return [blocks[i].text for i in furniture(blocks, list(range(len(blocks))), above, form)]


@pytest.mark.parametrize(
    "label", ["Advertisement", "PUBLICIDAD", "- Anzeige -", "ΔΙΑΦΗΜΙΣΗ", "广告", "Реклама"]
)
def test_the_label_of_an_advertisement_is_furniture(label: str) -> None:
    assert found(block(LEAD), block(label), block(TEXT)) == [label]


def test_a_sentence_about_advertising_is_text() -> None:
    assert found(block(LEAD), block("Advertisement pays for the ferry."), block(TEXT)) == []


def test_a_pointer_to_another_article_is_furniture_where_it_is_a_link() -> None:
    pointer = "Leggi anche Il traghetto riparte"
    assert found(block(LEAD), block(pointer, linked=0.6), block(TEXT)) == [pointer]
    assert found(block(LEAD), block(pointer), block(TEXT)) == []


def test_plain_text_tells_a_pointer_by_its_colon() -> None:
    pointer = "Read more: Ferry timetable agreed"
    prose = "Related industries will profit too"
    assert found(block(LEAD), block(pointer), block(prose), form="text") == [pointer]


def test_the_headline_under_a_pointer_of_its_own_line_goes_with_it() -> None:
    there = block("Читайте также"), block("Паром вернулся", linked=1.0), block(TEXT)
    assert found(block(LEAD), *there) == ["Читайте также", "Паром вернулся"]


@pytest.mark.parametrize(
    "line", ["22 Marzo 2026 alle 04:30", "Last updated: May 3, 2024", "2026年2月9日", "4 min read"]
)
def test_a_date_or_time_of_reading_is_furniture_only_near_the_top(line: str) -> None:
    assert found(block(line), block(LEAD), block(TEXT)) == [line]
    assert found(block(LEAD), block(line), block(TEXT)) == [line]
    assert found(block(LEAD), block(TEXT), block(line)) == []


def test_a_date_in_a_table_is_data() -> None:
    assert found(block("1/1/2022", kind="table"), block(LEAD)) == []


@pytest.mark.parametrize(
    "line", ["Photo: Ada Quill", "(Foto: Agenor Pires)", "The ferry at dawn. Picture: R. Pike"]
)
def test_the_credit_of_a_picture_is_furniture(line: str) -> None:
    assert found(block(LEAD), block(line), block(TEXT)) == [line]


def test_a_kicker_stands_above_the_headline() -> None:
    page = block("Region"), block("Ferry to reopen"), block(LEAD), block("Region")
    assert found(*page, headline=1) == ["Region"]
    assert furniture(page, [0, 1, 2, 3], [1], "html") == [0]


def test_what_was_not_kept_is_not_asked() -> None:
    assert furniture((block("Advertisement"),), [], [], "html") == []


SIGNS = st.sampled_from("Pp* :/：9٣aſKИ«") | st.characters()
STARTS = st.sampled_from("photo fot read rea lire leggi ad ads 广告 по теме ſee".split())
LINES = st.builds(
    lambda signs, start, rest: f"{''.join(signs)}{start}{rest}"[:240] or "-",
    st.lists(SIGNS, max_size=3),
    STARTS | st.just(""),
    st.text(SIGNS, max_size=30) | st.just("a long line of words " * 6) | st.just("x" * 300),
)
KINDS: st.SearchStrategy[BlockKind] = st.sampled_from(["paragraph", "heading", "table"])
BLOCKS = st.lists(
    st.builds(block, LINES, st.sampled_from([0.0, 0.5]), KINDS), min_size=1, max_size=8
).map(tuple)


@pytest.mark.parametrize("start", sorted({*module._POINTERS, *PICTURES, *module._ADVERTISEMENT}))
def test_what_furniture_begins_with_is_known(start: str) -> None:
    """Small letters that are no ASCII but the small ones of some are not among the first three."""
    assert not set("ıſ\u212aİ") & set(start[:3])
    line = re.sub(r"\(\?:([^|)]*)[^)]*\)\??| \?|(\w)\?", r"\1\2", start).replace(".", "'")
    for written in (line, line.upper(), line.capitalize()):
        assert module._may_begin(written, module.BEGINNINGS, 1)
        assert module._may_begin(written, module.BEGINNINGS, 2) or start not in module._POINTERS


def test_most_lines_begin_otherwise() -> None:
    assert sum(map(bool, module.BEGINNINGS)) < 100


@settings(max_examples=1000, deadline=None)
@given(st.data(), BLOCKS, st.sampled_from(get_args(Form)))
def test_a_first_look_clears_no_furniture(
    data: st.DataObject, blocks: tuple[Block, ...], form: Form
) -> None:
    kept = data.draw(st.lists(st.sampled_from(range(len(blocks))), unique=True).map(sorted))
    headline = data.draw(st.lists(st.sampled_from(range(len(blocks))), max_size=1))
    with mock.patch.object(module, "doubtful", all_of):
        wanted = furniture(blocks, kept, headline, form)
    assert furniture(blocks, kept, headline, form) == wanted


def all_of(
    blocks: tuple[Block, ...], kept: list[int], headline: int, beginnings: bytes
) -> list[tuple[int, int]]:
    """Ask all that may be asked of each line that is short enough."""
    found, long = [], 0
    for index in kept:
        size = len(blocks[index].text)
        top, kicker = long < 2, index < headline and size <= 40
        if size <= 200:
            found.append((index, 3 + 4 * top + 8 * (index > 0) + 16 * kicker))
        long += size >= 80
    return found


@settings(max_examples=1000, deadline=None)
@given(st.data(), BLOCKS)
def test_the_kernel_looks_at_the_same_lines(data: st.DataObject, blocks: tuple[Block, ...]) -> None:
    lines = pytest.importorskip("newsclean.kernels.lines", reason="no C compiler was here")
    kept = data.draw(st.lists(st.sampled_from(range(len(blocks))), unique=True).map(sorted))
    asked = blocks, kept, data.draw(st.integers(-1, len(blocks))), module.BEGINNINGS
    assert lines.doubtful(*asked) == module.doubtful_plainly(*asked)
