"""Language, section, breadcrumb, tags, access, addresses, embeds, live blogs, hints."""

from __future__ import annotations

import doctest

import pytest

from newsclean.extract.fields import (
    canonical,
    evidence,
    functionwords,
    language,
    relative,
    section,
    site,
)
from newsclean.records import Article, Hints, Response
from newsclean.run.pipeline import clean_response
from tests.extract.fields.pages import BODY, SENTENCE, URL, fields_of, ld


@pytest.mark.parametrize(
    "module", [canonical, evidence, functionwords, language, relative, section, site]
)
def test_doctests(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


def test_the_text_tells_the_language_and_the_markup_its_region() -> None:
    html = f"<html lang=en-GB><body>{BODY}</body></html>"
    article = clean_response(Response(body=html, url=URL))
    assert isinstance(article, Article)
    assert article.language == "en-GB"


def test_a_wrong_language_in_the_markup_is_overruled() -> None:
    html = f"<html lang=fr><body>{BODY}</body></html>"
    article = clean_response(Response(body=html, url=URL))
    assert isinstance(article, Article)
    assert (article.language, article.provenance["language"]) == ("en", "text")


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("der Rat und die Stadt für das Haus von dem Amt mit der Frau ist nicht da", True),
        ("der Rat und die Stadt the council of the town and the mayor in the pier for it", False),
        ("der Rat und die Stadt", False),
    ],
)
def test_no_doubt_is_left_of_many_words_of_one_language_only(text: str, plain: bool) -> None:
    assert functionwords.is_plain("de", functionwords.tally(text).words) == plain


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ('<link rel="canonical" href="/local/pier">', "https://www.harrow.example/local/pier"),
        ('<link rel="canonical" href="https://www.harrow.example/">', None),
        ('<link rel="canonical" href="https://elsewhere.example.com/x">', None),
        ('<link rel="canonical" href="javascript:x()">', None),
        ('<meta property="og:url" content="https://m.harrow.example/p#top">',
         "https://m.harrow.example/p"),
    ],
)  # fmt: skip
def test_canonical_address_is_checked(head: str, url: str | None) -> None:
    assert fields_of(head).canonical_url == url


@pytest.mark.parametrize(
    ("head", "free"),
    [
        (ld('{"@type":"NewsArticle","isAccessibleForFree":"False"}'), False),
        (ld('{"@type":"NewsArticle","isAccessibleForFree":true}'), True),
        ('<meta property="article:content_tier" content="locked">', False),
        ("", None),
    ],
)
def test_access(head: str, free: bool | None) -> None:
    assert fields_of(head).free_to_read is free


@pytest.mark.parametrize(
    "url", [None, "http://[bad", "file:///pages/x.html", "https://é.example/ü?p=1", "x", "http://"]
)
@pytest.mark.parametrize("href", ["http://[bad", "//", "https://www.harrow.example/p", "\x00"])
def test_malformed_addresses_give_fields_all_the_same(url: str | None, href: str) -> None:
    head = (
        f'<base href="{href}"><link rel="canonical" href="{href}"><link rel="next" href="{href}">'
        f'<meta property="og:url" content="{href}"><meta property="og:image" content="{href}">'
        + ld(f'[{{"@type":"NewsArticle","url":"{href}"}},{{"@type":"NewsArticle","url":"/x"}}]')
    )
    body = BODY.replace("</h1>", f'</h1><a href="{href}">x</a><img src="{href}">')
    assert fields_of(head, body, url=url).title == "Pier to be rebuilt"
    article = clean_response(Response(body=f"<html><head>{head}</head>{body}", url=url))
    assert isinstance(article, Article)


def test_next_page_is_the_same_path_one_page_on() -> None:
    more = '<a rel="next" href="?page=2">Next page</a>'
    assert fields_of(body=BODY + more).next_page == f"{URL}?page=2"
    assert fields_of('<link rel="next" href="/local/other-story">').next_page is None


def test_breadcrumb_and_section() -> None:
    crumbs = ld(
        '{"@type":"BreadcrumbList","itemListElement":['
        '{"position":2,"item":{"@id":"/local","name":"Local"}},'
        '{"position":1,"name":"Home","item":"/"},'
        '{"position":3,"name":"Pier to be rebuilt"}]}'
    )
    fields = fields_of(crumbs)
    assert (fields.breadcrumb, fields.section) == (("Home", "Local"), "Local")


@pytest.mark.parametrize(
    "said",
    [
        ld('{"@type":"NewsArticle","headline":"Will the old eastern pier be rebuilt?"}'),
        '<meta property="og:title" content="Will the old eastern pier be rebuilt?">',
    ],
)
@pytest.mark.parametrize(
    "step", ["Will the old eastern pier be rebuilt?", "Will the old eastern pier ..."]
)
def test_a_trail_ends_before_whatever_the_page_calls_its_headline(said: str, step: str) -> None:
    crumbs = ld(
        '{"@type":"BreadcrumbList","itemListElement":[{"position":1,"name":"Local"},'
        f'{{"position":2,"name":"{step}"}}]}}'
    )
    assert fields_of(crumbs + said).breadcrumb == ("Local",)


def test_embeds_stand_where_they_stood_and_never_in_the_text() -> None:
    video = '<iframe src="https://video.example/embed/4711" title="The pier"></iframe>'
    pixel = '<iframe src="https://count.example/x" width="1" height="1"></iframe>'
    html = BODY.replace("</p><p>", f"</p>{video}{pixel}<p>")
    article = clean_response(Response(body=f"<html>{html}", url=URL))
    assert isinstance(article, Article)
    assert [(b.kind, b.url) for b in article.blocks] == [
        ("paragraph", None),
        ("embed", "https://video.example/embed/4711"),
        ("paragraph", None),
    ]
    assert "The pier" not in article.text


def test_outlinks_are_those_of_the_text() -> None:
    html = BODY.replace("old eastern pier", '<a href="/pier">old eastern pier</a>', 1)
    assert fields_of(body=f"<nav><a href=/x>X</a></nav>{html}").outlinks == (
        "https://www.harrow.example/pier",
    )


def test_entries_of_a_live_blog_have_their_times() -> None:
    def entry(time: str, head: str) -> str:
        return (
            f'<div class="entry"><time datetime="2026-02-09T{time}:00Z">{time}</time>'
            f"<h2>{head}</h2><p>{head}: {SENTENCE * 3}</p></div>"
        )

    data = ld('{"@type":"LiveBlogPosting","headline":"Pier live"}')
    body = "<article><h1>Pier live</h1>" + entry("12:30", "Vote") + entry("11:05", "Debate")
    html = f"<html><head>{data}</head><body>{body}{entry('10:00', 'Doors')}</article>"
    article = clean_response(Response(body=html, url=URL))
    assert isinstance(article, Article)
    assert article.page_kind == "live_blog"
    assert [b.time for b in article.blocks if b.kind == "entry"] == [
        "2026-02-09T12:30:00Z",
        "2026-02-09T11:05:00Z",
        "2026-02-09T10:00:00Z",
    ]


def test_hints_fill_what_the_page_leaves_open() -> None:
    hints = Hints(section="Local", authors=("Ada Quill",), site="Harrow Daily")
    fields = fields_of(hints=hints)
    assert (fields.section, fields.authors, fields.site) == (
        "Local",
        ("Ada Quill",),
        "Harrow Daily",
    )
    assert fields.provenance["authors"] == "hint:authors"
