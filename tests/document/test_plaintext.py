"""Flattened text into blocks, however the dump was made."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean.document.plaintext import parse_text

PROSE = (
    "The old mill at Low Fallow burned down on Sunday night, and nobody was hurt. Its owner, a "
    "baker of the next village, had insured it only a week before, as the long-standing custom is."
)
SECOND = "Firemen from three towns came with their engines; the river, luckily, was high enough."


def texts(dump: str) -> list[str]:
    return [block.text for block in parse_text(dump).blocks]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x85", "\f"])
def test_every_line_end_cuts(end: str) -> None:
    """Line ends of every system give the same blocks."""
    assert texts(f"Home{end}Sport{end}{end}{PROSE}") == ["Home", "Sport", PROSE]


@pytest.mark.parametrize("width", [60, 72, 80, 100])
def test_cut_lines_are_joined(width: int) -> None:
    """Paragraphs cut at a width come back whole, with blank lines between or without."""
    menu = "Home\nSport\nWeather\n"
    cut = [textwrap.fill(text, width) for text in (PROSE, SECOND)]
    assert texts(menu + "\n" + "\n\n".join(cut))[3:] == [PROSE, SECOND]
    assert texts(menu + "\n".join(cut))[:3] == ["Home", "Sport", "Weather"]


def test_cut_at_bytes() -> None:
    """Lines cut after 80 bytes of UTF-8 are seen as cut although their characters differ."""
    prose = "Старая мельница в Нижней Луке сгорела в воскресенье ночью, никто не пострадал. " * 4
    lines, line = [], ""
    for word in prose.split():
        if line and len(f"{line} {word}".encode()) > 80:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    assert texts("Главная\nСпорт\n\n" + "\n".join([*lines, line])) == [
        "Главная",
        "Спорт",
        prose.strip(),
    ]


def test_chinese_is_joined_without_blanks() -> None:
    """A cut Chinese paragraph comes back without blanks at the cuts."""
    prose = "青石湾渔港新码头将于下月正式启用，届时可同时停靠十二艘大型渔船，总投资超过三亿元。" * 4
    cut = "\n".join(textwrap.wrap(prose, 40))
    assert texts("首页\n新闻\n\n" + cut)[2] == prose


def test_menu_is_not_joined() -> None:
    """Lower-case menu lines stay apart: they are short."""
    assert texts("twitter\nyoutube\nnight mode\nsearch") == [
        "twitter",
        "youtube",
        "night mode",
        "search",
    ]


def test_pieces_around_links_are_joined() -> None:
    """A sentence that a scraper cut at a link and an emphasis is one block again."""
    dump = (
        "Home\nThe old mill burned down on Sunday night, said\nAnna Low\n, who owns the bakery in"
        "\nFallow\n.\nNext line here"
    )
    assert texts(dump)[1] == (
        "The old mill burned down on Sunday night, said Anna Low, who owns the bakery in Fallow."
    )


def test_columns_become_lines_in_their_order() -> None:
    """Cells printed side by side are read column by column."""
    dump = f"  Home        {PROSE}\n  Sport       {SECOND}\n"
    assert texts(dump) == ["Home", "Sport", PROSE, SECOND]


def test_marks() -> None:
    """Blank lines, bullets and indentation are kept as marks."""
    blocks = parse_text("Title of it\n\n    * first\n    * second").blocks
    assert [block.text for block in blocks] == ["Title of it", "first", "second"]
    assert blocks[1].marks == ("apart", "bullet", "indent:4")
    assert blocks[2].marks == ("bullet", "indent:4")
    assert [block.kind for block in blocks] == ["paragraph", "list_item", "list_item"]


def test_dash_of_speech_stays() -> None:
    """A dash that opens speech is text, not a bullet."""
    assert texts("– Nie wiem, odparła.") == ["– Nie wiem, odparła."]


def test_one_line_is_cut_into_sentences() -> None:
    """A page on one line is cut at sentences, and the pieces are marked as joined."""
    blocks = parse_text(" ".join([PROSE, SECOND] * 3)).blocks
    assert len(blocks) == 9
    assert blocks[0].text.endswith("nobody was hurt.")
    assert ["joined" in block.marks for block in blocks] == [False] + [True] * 8


def test_initials_do_not_end_sentences() -> None:
    """'Mr.' and 'J.' do not end a sentence."""
    line = "Then Mr. Low and J. Fallow came. " * 20
    assert set(texts(line)) == {"Then Mr. Low and J. Fallow came."}


@pytest.mark.parametrize("dump", ["", "\n\n\n", "   ", "\ufeff", "* \n- \n"])
def test_nothing_gives_no_blocks(dump: str) -> None:
    """Text without words gives a document without blocks."""
    assert parse_text(dump).blocks == ()


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=2000))
def test_any_text_is_taken_apart(dump: str) -> None:
    """No text raises; every block holds something, and no word of the dump is lost."""
    blocks = parse_text(dump).blocks
    assert all(block.text.strip() for block in blocks)
    kept = {c for block in blocks for c in block.text}
    lost = {c for c in dump if c.isalpha() and c != "o"} - kept
    assert not lost


@pytest.mark.parametrize(
    "dump",
    [
        "word " * 2_000_000,
        "a\n" * 100_000,
        "x" * 10_000_000,
        "词。" * 1_000_000,
        ". " * 1_000_000,
        "a   b\n" * 100_000,
        "said\n,\n" * 100_000,
        (PROSE + "\n") * 30_000,
    ],
    ids=["words", "lines", "one word", "han", "stops", "cells", "commas", "prose"],
)
def test_huge_dumps_end(dump: str) -> None:
    """Ten megabytes in any shape are taken apart, into blocks of bounded length."""
    blocks = parse_text(dump).blocks
    assert blocks
    assert len(blocks) <= len(dump)
