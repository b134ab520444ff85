"""JSON-LD in every state it is found in: nodes, or nothing, never an error."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean.extract.fields import jsonld
from newsclean.extract.fields.jsonld import read_json_ld
from tests.extract.fields.pages import fields_of, ld


@pytest.mark.parametrize(
    "script",
    [
        '{"@type":"NewsArticle","headline":"Pier"}',
        '[{"@type":"Organization"},{"@type":["Article","NewsArticle"],"headline":"Pier"}]',
        '{"@graph":[{"@type":"WebPage"},{"@type":"BlogPosting","headline":"Pier"}]}',
        '{"@type":"WebPage","mainEntity":{"@type":"Report","headline":"Pier"}}',
        '{"@type":"http://schema.org/NewsArticle","headline":"Pier",}',
        '<!-- {"@type":"NewsArticle","headline":"Pier"} -->',
        '//<![CDATA[\n{"@type":"NewsArticle","headline":"Pier"}\n//]]>',
        '{"@type":"NewsArticle","headline":"Pier"};',
        '{"@type":"NewsArticle","headline":"Pier","description":"a\nb"}',
        '{"@type":"NewsArticle","headline":"Pier","description":"it\\\'s"}',
        '{"@type":"WebSite"}{"@type":"NewsArticle","headline":"Pier"}',
        '{"@type":"NewsArticle","headline":"Pier","description":"the "old" pier"}',
    ],
)
def test_articles_are_found_and_mended(script: str) -> None:
    assert [n["headline"] for n in read_json_ld([script]).articles()] == ["Pier"]


@pytest.mark.parametrize(
    "script",
    ["", "null", "17", '"x"', "[" * 100_000, '{"a":' * 5_000, "{", '{"@type":"Person"', "<x>"],
)
def test_what_cannot_be_read_gives_no_article(script: str) -> None:
    assert read_json_ld([script]).articles() == []


def test_megabytes_are_bounded() -> None:
    many = "[" + ",".join(['{"@type":"NewsArticle"}'] * 50_000) + "]"
    assert len(read_json_ld([many, many, many]).nodes) <= 400


@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=8),
        lambda s: (
            st.lists(s, max_size=4)
            | st.dictionaries(
                st.sampled_from(
                    [
                        "@type",
                        "@id",
                        "@graph",
                        "author",
                        "name",
                        "datePublished",
                        "headline",
                        "keywords",
                        "articleSection",
                        "image",
                        "publisher",
                        "isAccessibleForFree",
                        "mainEntityOfPage",
                        "itemListElement",
                        "item",
                        "position",
                        "url",
                        "description",
                        "inLanguage",
                    ]
                ),
                s,
                max_size=6,
            )
        ),
        max_leaves=25,
    ),
    st.sampled_from(["NewsArticle", "BreadcrumbList", "WebPage"]),
)
@settings(max_examples=300, deadline=None)
def test_any_json_gives_fields_without_an_error(value: object, kind: str) -> None:
    import json

    node = {"@type": kind} | (value if isinstance(value, dict) else {"author": value})
    fields = fields_of(ld(json.dumps([node, value]).replace("</", "")))
    assert fields.title == "Pier to be rebuilt" or fields.title


def test_the_node_of_this_page_is_chosen_among_several() -> None:
    head = ld(
        '[{"@type":"NewsArticle","url":"https://www.harrow.example/other","author":"Ben Other"},'
        '{"@type":"NewsArticle","url":"/local/pier-rebuilt-4711","author":"Ada Quill"}]'
    )
    assert fields_of(head).authors == ("Ada Quill",)


def test_doctests() -> None:
    assert doctest.testmod(jsonld).failed == 0
