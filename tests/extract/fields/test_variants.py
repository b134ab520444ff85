"""Ways in which pages write image, section, tags, canonical address, access and next page."""

from __future__ import annotations

import pytest

from newsclean.extract.fields.all import extract_fields
from tests.extract.fields.pages import BODY, SENTENCE, evidence_of, fields_of, ld

HOST = "https://www.harrow.example"
PIER = f"{HOST}/img/pier.jpg"


def inside(html: str) -> str:
    """Return the page with something between its two paragraphs."""
    return BODY.replace("</p><p>", f"</p>{html}<p>")


def above(html: str) -> str:
    """Return the page with something before its headline."""
    return BODY.replace("<h1>", f"{html}<h1>")


LEAD = [
    '<meta property="og:image" content="/img/pier.jpg">',
    '<meta property="og:image:secure_url" content="https://www.harrow.example/img/pier.jpg">',
    '<meta property="og:image:url" content="//www.harrow.example/img/pier.jpg">',
    '<meta name="twitter:image" content="/img/pier.jpg">',
    '<meta name="twitter:image:src" content="/img/pier.jpg#top">',
    '<meta name="parsely-image-url" content="/img/pier.jpg">',
    '<meta name="sailthru.image.full" content="/img/pier.jpg">',
    '<meta name="thumbnail" content="/img/pier.jpg">',
    '<link rel="image_src" href="/img/pier.jpg">',
    '<base href="/img/"><meta property="og:image" content="pier.jpg">',
    '<meta property="og:image" content="data:image/png;base64,R0"><meta name="twitter:image" '
    'content="/img/pier.jpg">',
    '<meta property="og:image" content="/logo.png"><meta name="twitter:image" '
    'content="/img/pier.jpg">',
    ld('{"@type":"NewsArticle","image":"/img/pier.jpg"}'),
    ld('{"@type":"NewsArticle","image":["/img/pier.jpg"]}'),
    ld('{"@type":"NewsArticle","image":{"@type":"ImageObject","url":"/img/pier.jpg"}}'),
    ld('{"@type":"NewsArticle","image":{"contentUrl":"/img/pier.jpg","width":"1200px"}}'),
    ld('{"@type":"NewsArticle","image":[{"url":"/s.jpg","width":90},{"url":"/img/pier.jpg",'
       '"width":1200}]}'),
    ld('{"@graph":[{"@type":"Article","image":{"@id":"#i"}},{"@type":"ImageObject","@id":"#i",'
       '"url":"/img/pier.jpg"}]}'),
    ld('{"@type":"NewsArticle","thumbnailUrl":"/img/pier.jpg"}'),
    ld('{"@type":"NewsArticle","image":"data:image/gif;base64,R0lG"}')
    + '<meta property="og:image" content="/img/pier.jpg">',
]  # fmt: skip


@pytest.mark.parametrize("head", LEAD)
def test_the_lead_image_is_found(head: str) -> None:
    image = fields_of(head).image
    assert image is not None
    assert image.url == PIER


CONTENT = [
    '<img src="/img/pier.jpg">',
    '<figure><img src="/img/pier.jpg"><figcaption>Dawn</figcaption></figure>',
    '<div class="image"><img src="pier.jpg" data-src="/img/pier.jpg" srcset=""></div>',
    '<img src="/placeholder.png" data-original="/img/pier.jpg">',
    '<img src="/lazyload.gif" data-srcset="/img/pier.jpg 800w, /s.jpg 90w">',
    '<noscript><img src="/img/pier.jpg"></noscript>',
    '<a href="/gallery"><img src="/img/pier.jpg" alt="A pier"></a>',
    '<img src="/img/pier.jpg" width="100%" height="auto">',
    '<img src="/1x1.gif" data-hi-res-src="/img/pier.jpg">',
    '<picture><source type="image/webp" srcset="/p.webp"><img src="/img/pier.jpg"></picture>',
]


@pytest.mark.parametrize("html", CONTENT)
def test_an_image_of_the_content_is_found(html: str) -> None:
    found = [image.url for image in fields_of(body=inside(html)).images]
    if "<noscript" in html or 'src="pier.jpg"' in html:
        assert set(found) <= {PIER}
    else:
        assert found == [PIER]


@pytest.mark.parametrize(
    "html",
    [
        '<img src="data:image/png;base64,R0">',
        '<img src="/count.gif" width="1" height="1">',
        '<div class="author-box"><img src="/ada.jpg"></div>',
        '<div class="related-teaser"><img src="/other.jpg"></div>',
        '<img class="share-icon" src="/s.png">',
        '<img src="blob:x"><img src="about:blank"><img src="{{image}}">',
    ],
)
def test_what_is_no_image_of_the_content_is_left_out(html: str) -> None:
    assert fields_of(body=inside(html)).images == ()


SECTION = [
    ('<meta property="article:section" content="Local">', BODY),
    ('<meta name="parsely-section" content=" Local ">', BODY),
    ('<meta name="section" content="Local">', BODY),
    ('<meta name="dc.subject.section" content="Local">', BODY),
    ('<meta name="parsely-page" content=\'{"section":"Local"}\'>', BODY),
    (ld('{"@type":"NewsArticle","articleSection":"Local"}'), BODY),
    (ld('{"@type":"NewsArticle","articleSection":["Local","News"]}'), BODY),
    (ld('{"@type":"NewsArticle","articleSection":"Home, Local, Harbour, News"}'), BODY),
    ('<meta name="section" content="{$category}"><meta name="category" content="Local">', BODY),
    ('<meta name="section" content="› Local">', BODY),
    ('<meta name="section" content="1337"><meta name="category" content="Local">', BODY),
    (ld('{"@type":"BreadcrumbList","itemListElement":[{"position":1,"name":"Home"},'
        '{"position":2,"name":"Local"}]}'), BODY),
    ("", above('<meta itemprop="articleSection" content="Local">')),
    ("", above('<nav class="breadcrumb"><a href="/">Home</a> <a href="/l">Local</a></nav>')),
    ("", above('<ul class="breadcrumbs"><li><a href="/">Home</a></li>'
               '<li><a href="/l">Local</a></li></ul>')),
    ("", above('<p class="breadcrumb"><span>You are here:</span></p>'
               '<p class="breadcrumb"><a href="/l">Local</a></p>'
               '<p class="breadcrumb"><a href="/all">&lt; Back to all</a></p>'
               '<p class="breadcrumb"><b>{{ item.title }}</b></p>'
               '<p class="breadcrumb"><b>Current: Pier to be rebuilt</b></p>')),
    ("", above('<nav class="breadcrumb"><a href="/l">Local</a> <a href="/y">2026</a></nav>')),
    ("", above('<p class="kicker"><a href="/l">Local</a></p>')),
    ("", above('<p class="kicker"><a href="/l">/ Local</a></p>')),
    ("", above('<p class="kicker"><a href="tel:1">(855) 411-2372</a></p>'
               '<p class="kicker"><a href="/l">Local</a></p>')),
    ("", above('<p><a href="/local">More news:</a></p><ul><li><a href="/local">Local</a></ul>')),
    ("", above('<p class="kicker"><a href="/all">&lt; All of it</a></p>'
               '<p class="kicker"><a href="/l">Local</a></p>')),
    ("", inside('<p>Filed under <a rel="category tag" href="/l">Local</a></p>')),
    ("", above('<ul><li><a href="/world">World</a><li><a href="/local">Local</a></ul>')),
]  # fmt: skip


@pytest.mark.parametrize(("head", "body"), SECTION)
def test_the_section_is_found(head: str, body: str) -> None:
    assert fields_of(head, body).section == "Local"


@pytest.mark.parametrize(
    "value", ["https://www.harrow.example/l", "/l/x", "", "x", "2026", "L" * 200]
)
def test_what_is_no_section_is_null(value: str) -> None:
    assert fields_of(f'<meta property="article:section" content="{value}">').section is None


TAGS = [
    ('<meta property="article:tag" content="harbour"><meta property="article:tag" content="pier">',
     BODY),
    ('<meta name="news_keywords" content="harbour, pier">', BODY),
    ('<meta name="keywords" content="harbour;pier;Harbour">', BODY),
    ('<meta name="keywords" content="harbour、pier">', BODY),
    ('<meta name="sailthru.tags" content="harbour,pier">', BODY),
    ('<meta name="parsely-tags" content="harbour,pier,type:article">', BODY),
    ('<meta name="parsely-page" content=\'{"tags":["harbour","pier"]}\'>', BODY),
    ('<meta name="dc.subject" content="harbour, pier">', BODY),
    (ld('{"@type":"NewsArticle","keywords":["harbour","pier"]}'), BODY),
    (ld('{"@type":"NewsArticle","keywords":"harbour, pier"}'), BODY),
    (ld('{"@type":"NewsArticle","keywords":[{"name":"harbour"},{"name":"pier"}]}'), BODY),
    ("", BODY + '<p><a rel="tag" href="/h">#harbour</a> <a rel="tag" href="/p">pier</a></p>'),
    ("", BODY + '<ul class="post-tags"><li><a href="/h">harbour</a><li><a href="/p">pier</a></ul>'),
    ("", BODY + '<div id="tag-list"><a href="/h">harbour</a>, <a href="/p">pier</a></div>'),
    ("", above('<meta itemprop="keywords" content="harbour,pier">')),
]  # fmt: skip


@pytest.mark.parametrize(("head", "body"), TAGS)
def test_tags_are_found(head: str, body: str) -> None:
    assert fields_of(head, body).tags == ("harbour", "pier")


CANONICAL = [
    ('<link rel="canonical" href="https://www.harrow.example/p">', f"{HOST}/p"),
    ('<link rel="shortlink canonical" href="/p">', f"{HOST}/p"),
    ('<link rel="CANONICAL" href="//www.harrow.example/p">', f"{HOST}/p"),
    ('<link rel="canonical" href=" /p#comments ">', f"{HOST}/p"),
    ('<link rel="canonical" href="/p?id=7">', f"{HOST}/p?id=7"),
    ('<meta property="og:url" content="/p">', f"{HOST}/p"),
    (ld('{"@type":"NewsArticle","mainEntityOfPage":"/p"}'), f"{HOST}/p"),
    (ld('{"@type":"NewsArticle","mainEntityOfPage":{"@id":"/p"}}'), f"{HOST}/p"),
    (ld('{"@type":"NewsArticle","url":"/p"}'), f"{HOST}/p"),
    ('<link rel="canonical" href="https://other.test/p"><meta property="og:url" content="/p">',
     f"{HOST}/p"),
    ('<link rel="canonical" href="/"><meta property="og:url" content="/p">', f"{HOST}/p"),
    ('<link rel="canonical" href="https://www.harrow.example">', None),
    ('<link rel="canonical" href="mailto:a@harrow.example">', None),
    ('<link rel="canonical" href="">', None),
    ("</head><body><link rel=canonical href=/evil>", None),
]  # fmt: skip


@pytest.mark.parametrize(("head", "url"), CANONICAL)
def test_the_canonical_address(head: str, url: str | None) -> None:
    assert fields_of(head).canonical_url == url


@pytest.mark.parametrize(
    ("path", "href", "found"),
    [
        ("/pier", "/pier?page=2", True),
        ("/pier", "/pier/2", True),
        ("/pier.html", "/pier-2.html", True),
        ("/pier/2", "/pier/3", True),
        ("/pier/2", "/pier/2", False),
        ("/pier", "/pier-opens-2", False),
        ("/pier", "https://other.test/pier?page=2", False),
    ],
)
def test_the_next_page(path: str, href: str, found: bool) -> None:
    body = BODY + f'<a href="{href}">Next page</a>'
    fields = fields_of(body=body, url=HOST + path)
    assert fields.next_page == (HOST + href if found else None)


@pytest.mark.parametrize(
    ("head", "body", "free"),
    [
        (ld('{"@type":"NewsArticle","isAccessibleForFree":"https://schema.org/False"}'), BODY,
         False),
        (ld('{"@type":"WebPage","isAccessibleForFree":"True"}'), BODY, True),
        ('<meta property="article:content_tier" content="free">', BODY, True),
        ("", above('<meta itemprop="isAccessibleForFree" content="false">'), False),
        ("", BODY + '<div class="paywall">Subscribe to read the rest of this story.</div>', False),
        ("", BODY, None),
    ],
)  # fmt: skip
def test_free_to_read(head: str, body: str, free: bool | None) -> None:
    assert fields_of(head, body).free_to_read is free


def test_embedded_posts_and_maps_are_found() -> None:
    post = (
        '<blockquote class="twitter-tweet"><p>Pier!</p>'
        '<a href="https://social.example/ada/status/1">May 3</a></blockquote>'
    )
    map_frame = '<iframe data-src="https://maps.example/pier" title="Map"></iframe>'
    found = [placed.item.url for placed in fields_of(body=inside(post + map_frame)).embeds]
    assert found == ["https://social.example/ada/status/1", "https://maps.example/pier"]


@pytest.mark.parametrize("name", ["<div class='site'", "{$site.name}", "@harrow"])
def test_what_is_no_name_of_a_site_is_null(name: str) -> None:
    assert fields_of(f'<meta property="og:site_name" content="{name}">').site is None


def test_a_dash_before_the_name_of_a_site_comes_off() -> None:
    assert fields_of('<meta property="og:site_name" content="- Harrow Daily">').site == (
        "Harrow Daily"
    )


def test_what_leads_to_the_trail_or_back_is_no_step_of_it() -> None:
    trail = ("You are here:", "Home", "&lt; Back to all", "{{ item.title }}", "Local")
    crumbs = "".join(f'<p class="breadcrumb"><span>{step}</span></p>' for step in trail)
    assert fields_of(body=above(crumbs)).breadcrumb == ("Home", "Local")


def test_thousands_of_crumbs_are_bounded() -> None:
    crumbs = '<div class="breadcrumb"><a href="/x">Local</a></div>' * 3000
    assert fields_of(body=above(crumbs)).breadcrumb == ("Local",)


def test_fields_say_the_same_twice() -> None:
    evidence = evidence_of(LEAD[0], above(f"<p>By Ada Quill, 9 February 2026</p>{SENTENCE}"))
    parts = (evidence.document, evidence.labelling, evidence.response)
    assert extract_fields(*parts) == extract_fields(*parts)
