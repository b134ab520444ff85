"""Authors: people without what clings to them; an agency where no person is named."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean.extract.fields import authors, bylines, people
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
        ("Ada Quill, CEPF®", ["Ada Quill, CEPF®"]),
        ("Ada QuillHead of Wine", ["Ada Quill"]),
        ("Ronald McHolm", ["Ronald McHolm"]),
        ("Penulis: Dewi Pena | Editor: Bagus Tinta", ["Dewi Pena"]),
        ("About Ada Quill", ["Ada Quill"]),
        ("本报记者 王璐", ["王璐"]),
        ("Συντάκτης: Άννα Πέννα", ["Άννα Πέννα"]),
        ("Autor:in: Ada Quill", ["Ada Quill"]),
        ("Autor*innen: Ada Quill, Ben Holm", ["Ada Quill", "Ben Holm"]),
        ("Propos recueillis par Ada Quill", ["Ada Quill"]),
        ("Recueilli par Ada Quill", ["Ada Quill"]),
        ("Ada Quill, skrifar frá Harrow", ["Ada Quill"]),
        ("Ada Quill, van Holm", ["Ada Quill", "van Holm"]),
        ("harrow pier GmbH, quill GmbH", ["harrow pier GmbH", "quill GmbH"]),
        ("Ada Quill, Sr. Director of Tides", ["Ada Quill"]),
        ("Ada Quill, Sr", ["Ada Quill, Sr"]),
        ("Quill GmbH & Co. KG", ["Quill GmbH & Co. KG"]),
        ("Place: London", []),
        ("design: Ben Holm; Ada Quill", ["Ada Quill"]),
        ("Reading time", []),
        ("publisher", []),
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
        (r'"{ \"@type\":\"Person\", \"name\":\"Ada Quill\" }"', ("Ada Quill",)),
        (r'"[{\"name\":\"Ada Quill\"},{\"name\":\"Ben Holm\"}]"', ("Ada Quill", "Ben Holm")),
        ('"{no node"', ()),
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


@pytest.mark.parametrize(
    ("line", "names"),
    [("by the numbers", ()), ("by aquill", ("aquill",)), ("by Ada Quill", ("Ada Quill",))],
)
def test_several_small_words_behind_by_are_no_name(line: str, names: tuple[str, ...]) -> None:
    assert fields_of(body=BODY.replace("</h1>", f"</h1><p>{line}</p>")).authors == names


@pytest.mark.parametrize(
    "text", ["Increase Text Size", "Zurück zur Übersicht", "Gemeinde/ Stadt", "From: Harrow"]
)
def test_what_operates_the_page_is_no_name_beside_the_date(text: str) -> None:
    page = BODY.replace("</h1>", f"</h1><p>{text}</p><p>12 May 2025</p>")
    assert fields_of(body=page).authors == ()


@pytest.mark.parametrize("text", ["Video überspringen", "Skip video", "View comments"])
def test_what_operates_the_page_is_no_author(text: str) -> None:
    page = BODY.replace("</h1>", f'</h1><div class="author"><p>{text}</p></div>')
    assert fields_of(body=page).authors == ()


@pytest.mark.parametrize("house", ["Harrow News", "Sky Video"])
def test_a_house_named_by_a_word_of_pages_is_one(house: str) -> None:
    page = BODY.replace("</h1>", f'</h1><div class="author"><p>{house}</p></div>')
    assert fields_of(body=page).authors == (house,)


def test_names_of_commenters_are_no_authors() -> None:
    comments = '<div class="comment"><span class="comment-author">Ben O\'Hare</span> said</div>'
    assert fields_of(body=BODY + comments).authors == ()


@pytest.mark.parametrize(
    ("shown", "names"),
    [
        ('<a href="/authors/ada-quill">Ada Quill</a>', ("Ada Quill",)),
        ('<a href="/author/7">Ada Quill</a>', ("Ada Quill",)),
        ('<a href="/team/ada.quill">Ada Quill</a>', ("Ada Quill",)),
        ('<a href="/profile/ada">aquill</a>', ()),
        ('<a rel="author" href="/u/7">aquill</a>', ("aquill",)),
        ('<a href="/users/12345">Log in here</a>', ()),
        ('<p class="author">Ada Quill</p><p class="role">Former Harbour Master</p>',
         ("Ada Quill",)),
        ('<p class="author">Ada Quill</p><p class="author">Ben Holm</p>',
         ("Ada Quill", "Ben Holm")),
        ('<p>Reviewed by</p><p class="author">Ben Holm</p>', ()),
        ("<p>9 February 2026 by Ada Quill</p>", ("Ada Quill",)),
        ("<p>09.02.2026 - Redaktion: Ada Quill (Press)</p>", ("Ada Quill",)),
        ("<p>2026年2月9日　来源：港报　记者：沈亦舟</p>", ("沈亦舟",)),
    ],
)  # fmt: skip
def test_people_beside_the_headline(shown: str, names: tuple[str, ...]) -> None:
    assert fields_of(body=BODY.replace("</h1>", f"</h1>{shown}")).authors == names


def test_a_login_in_the_data_gives_way_to_the_name_shown() -> None:
    head = ld('{"@type":"NewsArticle","author":{"@type":"Person","name":"a.quill"}}')
    body = BODY.replace("</h1>", '</h1><p class="author">Ada Quill</p>')
    assert fields_of(head, body).authors == ("Ada Quill",)
    assert fields_of(head).authors == ("a.quill",)


def test_the_owner_of_a_personal_site_is_its_author() -> None:
    head = "<title>Pier to be rebuilt | Ada Quill</title>"
    assert fields_of(head, url="https://quill.example/pier").authors == ("Ada Quill",)
    assert fields_of(head, url="https://harrow.example/pier").authors == ()


@pytest.mark.parametrize("source", ["meta", "json-ld", "shown"])
def test_a_paragraph_is_no_author(source: str) -> None:
    long = "the crane was built by the brothers in the year of the great flood, they say " * 20
    heads = {
        "meta": f'<meta name="author" content="{long}">',
        "json-ld": ld(f'{{"@type":"NewsArticle","author":"{long}"}}'),
        "shown": "",
    }
    body = BODY.replace("</h1>", f'</h1><p class="author">{long}</p>')
    assert fields_of(heads[source], body if source == "shown" else BODY).authors == ()


def test_doctests() -> None:
    for module in (authors, bylines, people):
        assert doctest.testmod(module).failed == 0
