"""A base for web-poet page objects (extra `web-poet`): newsclean's fields, each to be overridden.

@handle_urls("herald.example")
class HeraldPage(NewsPage):
    @field
    def section(self) -> str | None:
        return self.css(".rubric::text").get()
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from newsclean.options import ExtractOptions
from newsclean.records import Article, Response
from newsclean.run.library import error_of
from newsclean.run.pipeline import clean_response

try:
    from web_poet import HttpResponse, WebPage, field
except ImportError as error:
    raise ImportError("web-poet needs the extra: pip install 'newsclean[web-poet]'") from error


class NewsPage(WebPage[dict[str, Any]]):
    """The article of a page as an item: a dict with the names of `newsclean.article/1`.

    A subclass overrides single fields or `options`, or adds fields. Each field, and `to_item`,
    raises NoArticle or DocumentError with a reason where the page holds no article. The page is
    taken apart once, in this process.
    """

    options = ExtractOptions()

    @cached_property
    def article(self) -> Article:
        """Return the article with all that newsclean knows of it."""
        result = clean_response(response_of(self.response), self.options)
        if isinstance(result, Article):
            return result
        raise error_of(result)

    @field
    def url(self) -> str:
        """Return the address of the page."""
        return str(self.response.url)

    @field
    def canonical_url(self) -> str | None:
        """Return the address that the page names as its own."""
        return self.article.canonical_url

    @field
    def site(self) -> str | None:
        """Return the name of the site."""
        return self.article.site

    @field
    def title(self) -> str | None:
        """Return the headline."""
        return self.article.title

    @field
    def description(self) -> str | None:
        """Return the summary that the page gives of itself."""
        return self.article.description

    @field
    def authors(self) -> list[str]:
        """Return the names of the authors."""
        return list(self.article.authors)

    @field
    def published(self) -> str | None:
        """Return when it was published, RFC 3339 or a day."""
        return self.article.published

    @field
    def modified(self) -> str | None:
        """Return when it was changed, RFC 3339 or a day."""
        return self.article.modified

    @field
    def language(self) -> str | None:
        """Return the language of the text, ISO 639-1."""
        return self.article.language

    @field
    def section(self) -> str | None:
        """Return the section of the site."""
        return self.article.section

    @field
    def tags(self) -> list[str]:
        """Return the keywords."""
        return list(self.article.tags)

    @field
    def image(self) -> str | None:
        """Return the address of the main image."""
        image = self.article.image
        return image.url if image else None

    @field
    def text(self) -> str:
        """Return the text, in which paragraphs are parted by an empty line."""
        return self.article.text


def response_of(response: HttpResponse) -> Response:
    """Return web-poet's response as newsclean's, with the bytes, the status and the headers."""
    headers = tuple((str(name), str(value)) for name, value in response.headers.items())
    return Response(
        body=bytes(response.body), url=str(response.url), status=response.status, headers=headers
    )
