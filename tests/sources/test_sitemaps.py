"""Sitemaps of every kind, and what hostile ones get."""

from __future__ import annotations

import gzip

import pytest

from newsclean.records import Response
from newsclean.sources.sitemaps import MAX_BYTES, MAX_URLS, parse_sitemap

URL = "https://herald.example/sitemap.xml"
NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
NEWS = (
    f'<urlset {NS} xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url>'
    "<loc> https://herald.example/a </loc><lastmod>2026-11-20</lastmod><news:news>"
    "<news:publication><news:name>Herald</news:name></news:publication><news:publication_date>"
    "2026-11-19T07:30:22+01:00</news:publication_date><news:title>A &amp; B</news:title>"
    "</news:news></url><url><loc>/b</loc></url><url><loc>mailto:x</loc></url></urlset>"
)


def parse(body: bytes | str) -> tuple[list[str], tuple[str, ...]]:
    data = body.encode() if isinstance(body, str) else body
    listing = parse_sitemap(Response(body=data, url=URL))
    return [t.url for t in (*listing.targets, *listing.sitemaps)], listing.problems


def test_a_news_sitemap_brings_both_dates_and_the_title() -> None:
    """Publication is not modification."""
    first, second = parse_sitemap(Response(body=NEWS.encode(), url=URL)).targets
    assert first.url == "https://herald.example/a"
    assert first.hints
    assert first.hints.published == "2026-11-19T07:30:22+01:00"
    assert (first.hints.modified, first.hints.title) == ("2026-11-20", "A & B")
    assert (second.url, second.hints) == ("https://herald.example/b", None)


def test_an_index_lists_sitemaps_not_pages() -> None:
    """With their lastmod."""
    body = (
        f"<sitemapindex {NS}><sitemap><loc>https://herald.example/1.xml.gz</loc>"
        "<lastmod>2026-11-20T00:00:00Z</lastmod></sitemap></sitemapindex>"
    )
    listing = parse_sitemap(Response(body=body.encode(), url=URL))
    assert listing.targets == ()
    assert listing.sitemaps[0].hints
    assert listing.sitemaps[0].hints.modified == "2026-11-20T00:00:00+00:00"


@pytest.mark.parametrize(
    "body",
    [
        gzip.compress(NEWS.encode()),
        b"\xef\xbb\xbf" + NEWS.encode(),
        b"\n" + NEWS.encode(),
        b'<?xml version="1.0" encoding="UTF-16"?>'.decode().encode("utf-16")
        + NEWS.encode("utf-16")[2:],
        NEWS.replace(NS, "").encode(),
        NEWS.replace("A &amp; B", "A & B").encode(),
        NEWS.replace("</urlset>", "").encode(),
        b"https://herald.example/a\r\nhttps://herald.example/b\n",
    ],
    ids=["gzip", "bom", "blank", "utf-16", "no namespace", "stray &", "unclosed", "plain"],
)
def test_every_form_gives_the_same_pages(body: bytes) -> None:
    """A reader is liberal."""
    urls, _ = parse(body)
    assert urls == ["https://herald.example/a", "https://herald.example/b"]


def test_a_cut_gzip_gives_what_came_before_the_cut() -> None:
    """The rest comes with the next run."""
    many = f"<urlset {NS}>" + "".join(f"<url><loc>/p{n * 7919}</loc></url>" for n in range(2000))
    urls, _ = parse(gzip.compress(many.encode())[:-2000])
    assert 100 < len(urls) < 2000


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1/x.dtd">',
    ],
    ids=["laughs", "external entity", "external dtd"],
)
def test_a_dtd_is_not_read(doctype: str) -> None:
    """No entity, no file, no network."""
    body = doctype + NEWS.replace("A &amp; B", "&b;&a;")
    assert parse(body) == ([], ("a sitemap with a DTD is not read",))


def test_a_bomb_is_refused_within_its_size() -> None:
    """1 GiB of blanks in a small gzip."""
    bomb = gzip.compress(b" " * (MAX_BYTES + 10))
    assert parse(bomb) == ([], ("the sitemap is larger than 10 MiB unpacked",))


def test_at_most_fifty_thousand_addresses_are_taken() -> None:
    """The protocol's own limit."""
    body = f"<urlset {NS}>" + "<url><loc>/p</loc></url>" * (MAX_URLS + 5) + "</urlset>"
    urls, problems = parse(body)
    assert len(urls) == MAX_URLS
    assert "more than 50,000 addresses" in problems[0]


@pytest.mark.parametrize("body", [b"", b"\x1f\x8b\x08junk", b"<html></html>", b"plain words", b"<"])
def test_what_is_no_sitemap_is_said_to_be_none(body: bytes) -> None:
    """A sentence, never an exception."""
    urls, problems = parse(body)
    assert urls == []
    assert len(problems) == 1


def test_deep_nesting_is_survived() -> None:
    """libxml2 stops at 256; what came before counts."""
    body = NEWS.replace("</urlset>", "<x>" * 100_000)
    urls, _ = parse(body)
    assert urls == ["https://herald.example/a", "https://herald.example/b"]
