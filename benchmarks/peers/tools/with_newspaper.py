"""newspaper4k: told the language where it has stop words for it, as its documentation asks."""

from __future__ import annotations

from benchmarks.peers.language import page_language
from benchmarks.peers.records import Extract, Extraction, Page


def make() -> Extract:
    """Return `Article.parse` without images; the language is that of the page's words.

    Told none, it takes the one that the markup names, else English.
    """
    from newspaper import Article
    from newspaper.utils import get_available_languages

    spoken = frozenset(get_available_languages())

    def extract(page: Page) -> Extraction:
        lang = page_language(page.html)
        told = {"language": lang} if lang in spoken else {}
        article = Article(page.url or "http://page.invalid/", fetch_images=False, **told)
        article.download(input_html=page.html)
        article.parse()
        date = article.publish_date
        return Extraction(
            text=article.text,
            title=article.title or None,
            date=str(date)[:10] if date else None,
            authors=tuple(article.authors),
        )

    return extract
