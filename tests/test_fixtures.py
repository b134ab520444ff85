"""Whole pages of our own through the whole path: every field that a page settles must come out."""

from __future__ import annotations

import functools
import html
import json
import re
from collections.abc import Iterator
from typing import Any

import jsonschema
import msgspec
import pytest

from newsclean.errors import Reason
from newsclean.records import Article, Rejected
from newsclean.run.pipeline import clean_response
from tests.fixtures import FIELDS, Fixture, known_failures, load_all, problem

FIXTURES = {fixture.slug: fixture for fixture in load_all()}
KNOWN = known_failures()
HOW = "if this passes now, run: python -m tests.fixtures.repin"


@functools.cache
def result_of(slug: str) -> Article | Rejected:
    return clean_response(FIXTURES[slug].response())


@functools.cache
def validator() -> Any:
    return jsonschema.Draft202012Validator(msgspec.json.schema(Article))


def cases() -> Iterator[Any]:
    for slug, fixture in FIXTURES.items():
        for field in fixture.fields:
            why = KNOWN.get(slug, {}).get(field)
            marks = [pytest.mark.xfail(reason=f"{why} ({HOW})", strict=True)] if why else []
            yield pytest.param(slug, field, id=f"{slug}-{field}", marks=marks)


@pytest.mark.parametrize(("slug", "field"), list(cases()))
def test_a_page_gives_what_it_says(slug: str, field: str) -> None:
    """If this is an XPASS: well done; run `python -m tests.fixtures.repin`."""
    found = problem(FIXTURES[slug], field, result_of(slug))
    assert found is None, found


@pytest.mark.parametrize("slug", FIXTURES)
def test_every_article_satisfies_the_published_schema(slug: str) -> None:
    result = result_of(slug)
    if isinstance(result, Article):
        validator().validate(json.loads(result.to_json()))


@pytest.mark.parametrize("slug", FIXTURES)
def test_the_same_page_gives_the_same_result_again(slug: str) -> None:
    assert clean_response(FIXTURES[slug].response()) == result_of(slug)


def test_there_are_enough_pages_of_enough_kinds() -> None:
    articles = [f for f in FIXTURES.values() if "text" in f.expected]
    languages = {f.expected["language"] for f in articles}
    assert len(articles) >= 35
    assert len(languages) >= 20
    assert len(FIXTURES) - len(articles) >= 12
    assert {"".join(f.page.suffixes) for f in FIXTURES.values()} == {".html", ".html.gz", ".txt"}


def test_known_failures_name_real_pages_and_fields_and_say_why() -> None:
    for slug, fields in KNOWN.items():
        assert set(fields) <= set(FIXTURES[slug].fields)
        assert all(len(why) > 10 for why in fields.values())


@pytest.mark.parametrize("slug", FIXTURES)
def test_an_expectation_is_sound(slug: str) -> None:
    """What must be kept and what must not both stand in the page, and never in one another."""
    fixture = FIXTURES[slug]
    expected = fixture.expected
    assert set(expected) <= {*FIELDS, "url", "headers", "status", "encoding", "note"}
    if "rejected" in expected:
        assert set(expected["rejected"]) <= set(Reason)
        return
    page = readable(fixture)
    assert expected["text"] == expected["text"].strip()
    assert not [word for word in expected["text"].split() if word not in page]
    assert not [s for s in expected["absent"] if s in expected["text"] or s not in page]


def readable(fixture: Fixture) -> str:
    """Return the characters of a page and of its data, by means that newsclean does not use."""
    raw = fixture.body().decode(fixture.expected.get("encoding", "utf-8"))
    raw = re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), raw).replace("\\n", " ")
    stripped = re.sub(r"<[^<>]+>", "", raw) if fixture.page.suffix != ".txt" else raw
    hidden = {ord(c): None for c in "\u00ad\u200b"}
    return " ".join(html.unescape(stripped).translate(hidden).split())
