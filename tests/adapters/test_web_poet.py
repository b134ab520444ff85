"""Page objects on real web-poet responses."""

from __future__ import annotations

import asyncio

import pytest

import newsclean
from tests.adapters.pages import EMPTY, SITE, page, text

pytest.importorskip("web_poet", reason="the extra web-poet is not installed")

from web_poet import HttpResponse, field

from newsclean.adapters.web_poet import NewsPage

URL = f"{SITE}/3.html?from=feed"


def response(html: str, **given: object) -> HttpResponse:
    return HttpResponse(url=URL, body=html.encode(), **given)


def test_an_item_has_the_fields_of_the_article() -> None:
    """The item is what `newsclean.extract` says of the same bytes, but for the bulky parts."""
    item = asyncio.run(NewsPage(response(page(3))).to_item())
    article = newsclean.extract(page(3).encode(), url=URL)
    assert (item["url"], item["canonical_url"]) == (URL, f"{SITE}/3.html")
    assert item["text"] == article.text == text(3)
    assert item["title"] == article.title == "Fog over bay 3"
    assert set(item) <= set(article.to_dict())
    assert (item["language"], item["authors"], item["section"]) == ("en", [], article.section)


def test_a_subclass_overrides_a_field_and_the_options() -> None:
    """Selectors of web-poet and fields of newsclean stand side by side."""

    class LanternPage(NewsPage):
        options = newsclean.ExtractOptions(headline="text")

        @field
        def section(self) -> str | None:
            return str(self.css(".rubric::text").get())

    item = asyncio.run(LanternPage(response(page(3))).to_item())
    assert item["section"] == "Harbour"
    assert item["text"].startswith("Fog over bay 3\n\n")


def test_a_page_without_an_article_raises_with_its_reason() -> None:
    with pytest.raises(newsclean.NoArticle) as told:
        asyncio.run(NewsPage(response(EMPTY)).to_item())
    assert told.value.reason is newsclean.Reason.NO_ARTICLE


def test_headers_of_the_response_count() -> None:
    """The charset of the header wins over a guess, as in a browser."""
    html = page(3).replace("keeper", "kéèpêr")
    headers = {"Content-Type": "text/html; charset=iso-8859-15"}
    page_object = NewsPage(HttpResponse(URL, html.encode("iso-8859-15"), headers=headers))
    assert "kéèpêr" in page_object.article.text
