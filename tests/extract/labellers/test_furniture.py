"""Short lines inside an article that are none of it."""

from __future__ import annotations

import numpy as np
import pytest

from newsclean.extract.labellers.furniture import furniture
from newsclean.records import Block, BlockKind, Form

LEAD = "The council of Alder Bend voted on Tuesday night to reopen the old ferry across the river."
TEXT = "It had lain idle for eleven years, and the bridge upstream is closed to lorries."


def block(text: str, linked: float = 0.0, kind: BlockKind = "paragraph") -> Block:
    return Block(text=text, kind=kind, link_chars=round(linked * len(text)))


def found(*blocks: Block, headline: int | None = None, form: Form = "html") -> list[str]:
    flags = furniture(blocks, np.ones(len(blocks), dtype=np.bool_), headline, form)
    return [b.text for b, flag in zip(blocks, flags.tolist(), strict=True) if flag]


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
    flags = furniture(page, np.ones(4, dtype=np.bool_), 1, "html")
    assert flags.tolist() == [True, False, False, False]


def test_what_was_not_kept_is_not_asked() -> None:
    flags = furniture([block("Advertisement")], np.zeros(1, dtype=np.bool_), None, "html")
    assert not flags.any()
