"""The text that JSON-LD holds, as text."""

from __future__ import annotations

from newsclean.extract.embedded import article_body, has_body
from newsclean.records import Document, Head


def page(*scripts: str) -> Document:
    return Document(form="html", blocks=(), head=Head(json_ld=scripts))


def test_the_longest_body_is_taken_without_its_markup() -> None:
    short, long = '{"articleBody": "One pier."}', '{"articleBody" : "<p>Two &amp; more</p> piers"}'
    assert article_body(page(short, long)).split() == ["Two", "&", "more", "piers"]


def test_breaks_in_a_string_are_mended() -> None:
    assert article_body(page('{"articleBody": "One\ttwo\r\nthree"}')) == "One\ttwo\r\nthree"


def test_a_page_without_a_body_has_none() -> None:
    assert article_body(page()) == article_body(page('{"name": "x"}')) == ""
    assert article_body(page('{"articleBody": 7}')) == ""
    assert not has_body(page('{"name": "x"}'))
