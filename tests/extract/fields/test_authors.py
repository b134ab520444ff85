"""Authors: people without what clings to them; an agency where no person is named."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean.extract.fields import authors, people
from newsclean.extract.fields.people import split_names
from tests.extract.fields.pages import BODY, fields_of, ld


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Ada Quill and Ben O'Hare", ["Ada Quill", "Ben O'Hare"]),
        ("Von Ada Quill und Jörg Öd", ["Ada Quill", "Jörg Öd"]),
        ("Par Ada Quill et Luc Noé", ["Ada Quill", "Luc Noé"]),
        ("Por Ada Quill y José Ruiz", ["Ada Quill", "José Ruiz"]),
        ("José Ortega y Gasset", ["José Ortega y Gasset"]),
        ("Автор: Анна Перо и Олег Мостов", ["Анна Перо", "Олег Мостов"]),
        ("作者：张三、李四", ["张三", "李四"]),
        ("신현주 기자", ["신현주"]),
        ("Ada Quill, Senior Reporter", ["Ada Quill"]),
        ("Ada Quill, MD", ["Ada Quill, MD"]),
        ("Quill, Ada", ["Ada Quill"]),
        ("Ada Quill (Harrow)", ["Ada Quill"]),
        ("ada@quill.example Ada Quill", ["Ada Quill"]),
        ("Ada Quill | 12 May 2025", ["Ada Quill"]),
        ("Ada Quill; Ada Quill", ["Ada Quill"]),
        ("admin", []),
        ("Staff", []),
        ("https://harrow.example/ada", []),
        ("12 May 2025", []),
        ("x " * 400, []),
    ],
)
def test_bylines(text: str, names: list[str]) -> None:
    assert split_names(text) == names


@given(st.text(max_size=400))
@settings(max_examples=200)
def test_any_text_gives_short_clean_names(text: str) -> None:
    assert all(1 < len(name) <= 80 and name == name.strip() for name in split_names(text))


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ('{"@type":"Person","name":"Ada Quill"}', ("Ada Quill",)),
        ('[{"name":"Ada Quill"},{"name":"Ben O\'Hare"}]', ("Ada Quill", "Ben O'Hare")),
        ('"Ada Quill"', ("Ada Quill",)),
        ('["By Ada Quill", "Ben O\'Hare"]', ("Ada Quill", "Ben O'Hare")),
        ('{"@type":"Person","name":["Ada Quill"]}', ("Ada Quill",)),
        ('{"@type":"Organization","name":"Harrow News Agency"}', ("Harrow News Agency",)),
        ("null", ()),
        ("17", ()),
    ],
)
def test_json_ld_authors(author: str, names: tuple[str, ...]) -> None:
    head = ld(f'{{"@type":"NewsArticle","author":{author}}}')
    assert fields_of(head).authors == names


def test_an_author_is_found_by_reference() -> None:
    head = ld(
        '{"@graph":[{"@type":"Article","author":{"@id":"#a"}},'
        '{"@type":"Person","@id":"#a","name":"Ada Quill"}]}'
    )
    assert fields_of(head).authors == ("Ada Quill",)


def test_a_person_shown_wins_over_an_organisation_in_the_data() -> None:
    head = ld('{"@type":"NewsArticle","author":{"name":"Harrow Newsroom"}}')
    shown = BODY.replace("</h1>", '</h1><p class="byline">By Ada Quill</p>')
    fields = fields_of(head, shown)
    assert (fields.authors, fields.provenance["authors"]) == (("Ada Quill",), "text:byline")


@pytest.mark.parametrize(
    "byline",
    [
        '<a rel="author" href="/ada">Ada Quill</a>',
        "<p>12 May 2025 by Ada Quill</p>",
        '<span itemprop="author">Ada Quill</span>',
        "<p>By <b>Ada Quill</b></p>",
        '<div class="meta"><span class="author-name">Ada Quill</span> 5 min read</div>',
        "<p>Ada Quill</p><p>12 May 2025</p>",
    ],
)
def test_shown_bylines(byline: str) -> None:
    assert fields_of(body=BODY.replace("</h1>", "</h1>" + byline)).authors == ("Ada Quill",)


def test_names_of_commenters_are_no_authors() -> None:
    comments = '<div class="comment"><span class="comment-author">Ben O\'Hare</span> said</div>'
    assert fields_of(body=BODY + comments).authors == ()


def test_doctests() -> None:
    for module in (authors, people):
        assert doctest.testmod(module).failed == 0
