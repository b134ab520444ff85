"""Fields are as clean as the text: one form, nothing invisible, nothing lost but that."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean.normalize.fields import clean_fields
from newsclean.normalize.text import clean_text
from newsclean.records import Article, Conflict, Fields, Image, Response
from newsclean.run.pipeline import clean_response, examine

SAID = {"title": "h1", "authors": "text:by", "section": "breadcrumb", "published": "time"}
SENTENCE = "The council of the harbour town voted on Monday to rebuild the old eastern pier. "


def test_every_text_is_cleaned_and_addresses_are_not() -> None:
    image = Image("https://a.example/cafe\u0301.jpg", "har\u00adbour", "two  blanks", "A\u200bda")
    fields = Fields(
        title="Har\u00adbour opens",
        description="\ufeffAt last",
        section="Local\x85",
        site="Harrow \u200e Daily",
        authors=("Ada\xa0Quill", "StanisÅ\x82aw Holm"),
        breadcrumb=("Har\u00adbour",),
        tags=("cafe\u0301",),
        image=image,
        images=(image,),
        published="2026-02-09",
        provenance=SAID,
        conflicts=(Conflict("title", "Har\u00adbour", "meta:og:title"),),
    )
    clean = Image("https://a.example/cafe\u0301.jpg", "harbour", "two blanks", "Ada")
    assert clean_fields(fields) == Fields(
        title="Harbour opens",
        description="At last",
        section="Local",
        site="Harrow Daily",
        authors=("Ada Quill", "Stanisław Holm"),
        breadcrumb=("Harbour",),
        tags=("caf\xe9",),
        image=clean,
        images=(clean,),
        published="2026-02-09",
        provenance=SAID,
        conflicts=(Conflict("title", "Harbour", "meta:og:title"),),
    )


def test_what_is_nothing_but_invisible_is_absent_and_has_no_source() -> None:
    fields = clean_fields(
        Fields(title="\u200b", authors=("\u00ad",), section="Local", provenance=SAID)
    )
    assert (fields.title, fields.authors, fields.section) == (None, (), "Local")
    assert fields.provenance == {"section": "breadcrumb", "published": "time"}


def test_names_that_differ_in_what_is_not_seen_are_one() -> None:
    assert clean_fields(Fields(authors=("Ada Quill", "Ada\u200b Quill"))).authors == ("Ada Quill",)


def test_clean_fields_are_left_as_they_are() -> None:
    fields = Fields(title="The pier opens", authors=("Ada Quill",), provenance=SAID)
    assert clean_fields(fields) is fields


@given(
    st.lists(
        st.text(st.sampled_from("ab \u00ad\u200b\x85e\u0301Ã©"), min_size=1, max_size=8),
        min_size=5,
        unique=True,
    )
)
def test_each_text_is_what_cleaning_makes_of_it_or_absent(texts: list[str]) -> None:
    title, section, alt, *names = texts
    image = Image("https://a.example/1", alt)
    found = clean_fields(
        Fields(title=title, section=section, authors=tuple(names), image=image, images=(image,))
    )
    said = [found.title, found.section, found.images[0].alt]
    assert said == [clean_text(text) or None for text in (title, section, alt)]
    assert found.authors == tuple(dict.fromkeys(filter(None, map(clean_text, names))))


@pytest.mark.parametrize("place", ["<title>{}</title>", '<meta name="author" content="{}">'])
def test_an_article_has_no_invisible_characters_in_its_fields(place: str) -> None:
    head = place.format("Har\u00adbour Quill")
    page = f"<head>{head}</head><article><p>{SENTENCE * 3}</p><p>{SENTENCE * 4}</p></article>"
    found = examine(Response(body=page.encode()))
    article = found.article
    assert article
    assert found.fields, "what is explained is as clean as the article"
    assert (found.fields.title, found.fields.authors) == (article.title, article.authors)
    assert "Harbour Quill" in (article.title, *article.authors)
    assert "\u00ad" not in msgspec.json.encode(article).decode()


def test_an_address_that_was_handed_over_with_a_blank_behind_it_is_canonical_without() -> None:
    page = f"<article><p>{SENTENCE * 3}</p><p>{SENTENCE * 4}</p></article>".encode()
    article = clean_response(Response(body=page, url="https://a.example/pier "))
    assert isinstance(article, Article)
    assert article.canonical_url == "https://a.example/pier"
