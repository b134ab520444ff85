"""One response in, one article or reason out."""

from newsclean.errors import Reason
from newsclean.records import Article, Rejected, Response
from newsclean.run.pipeline import clean_response

SENTENCE = "The council of the harbour town voted on Monday to rebuild the old eastern pier. "
PAGE = f"""<html lang=en><head><title>Pier</title></head><body><nav><a href=/>Home</a></nav>
<article><h1>Pier to be rebuilt</h1><p>{SENTENCE * 3}</p><p>{SENTENCE * 4}</p></article>
<footer>All rights reserved</footer></body></html>"""


def test_a_page_becomes_an_article() -> None:
    article = clean_response(Response(body=PAGE.encode(), url="https://news.example/pier"))
    assert isinstance(article, Article)
    assert article.text == f"{(SENTENCE * 3).strip()}\n\n{(SENTENCE * 4).strip()}"


def test_an_empty_page_is_rejected_with_its_reason() -> None:
    rejected = clean_response(Response(body=b"  "))
    assert isinstance(rejected, Rejected)
    assert rejected.reason is Reason.EMPTY


def test_bytes_that_are_not_text_are_not_html() -> None:
    rejected = clean_response(Response(body=b"%PDF-1.7 \x00\x01"))
    assert isinstance(rejected, Rejected)
    assert rejected.reason is Reason.NOT_HTML
