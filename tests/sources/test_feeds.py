"""Feeds of three kinds, sound and broken."""

from __future__ import annotations

import pytest

from newsclean.records import Response
from newsclean.sources.feeds import MAX_READ, parse_feed

URL = "https://herald.example/feed"
ITEM = (
    "<item><title>Ferry &amp; choir {n}</title><link>https://herald.example/ferry-{n}?a=1&amp;b=2"
    "</link><dc:creator>Ada Lund</dc:creator><category>City</category>"
    "<pubDate>Thu, 19 Nov 2026 07:30:22 +0100</pubDate></item>"
)
RSS = (
    '<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<channel><title>The Herald</title>{items}</channel></rss>"
)


def rss(count: int) -> str:
    return RSS.format(items="".join(ITEM.format(n=n) for n in range(count)))


def read(body: bytes | str) -> tuple[list[str], tuple[str, ...]]:
    data = body.encode() if isinstance(body, str) else body
    listing = parse_feed(Response(body=data, url=URL))
    return [target.url for target in listing.targets], listing.problems


def test_an_rss_item_brings_every_hint() -> None:
    """Title, author, section, site, and the date with its offset."""
    listing = parse_feed(Response(body=rss(1).encode(), url=URL))
    [target] = listing.targets
    assert target.url == "https://herald.example/ferry-0?a=1&b=2"
    hints = target.hints
    assert hints is not None
    assert (hints.title, hints.authors, hints.section) == ("Ferry & choir 0", ("Ada Lund",), "City")
    assert (hints.site, hints.published) == ("The Herald", "2026-11-19T07:30:22+01:00")
    assert hints.modified is None
    assert listing.problems == ()


def test_an_atom_entry_tells_published_from_updated() -> None:
    """And resolves a relative link."""
    body = (
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title><entry><title>A</title>"
        "<link rel='alternate' href='/a'/><published>2026-11-19T07:00:00Z</published>"
        "<updated>2026-11-19T09:00:00+02:00</updated><author><name>Bo</name></author></entry></feed>"
    )
    [target] = parse_feed(Response(body=body.encode(), url=URL)).targets
    assert target.url == "https://herald.example/a"
    assert target.hints
    assert target.hints.published == "2026-11-19T07:00:00+00:00"
    assert target.hints.modified == "2026-11-19T09:00:00+02:00"


def test_a_json_feed_passes_over_what_is_no_item() -> None:
    """Items without an address are counted."""
    body = (
        '{"version":"https://jsonfeed.org/version/1.1","title":"T","items":['
        '{"id":"1","url":"/a","date_published":"2026-11-19T07:00:00Z","authors":[{"name":"Bo"}]},'
        '{"id":"2"},7,{"id":"https://herald.example/c"}]}'
    )
    urls, problems = read(body)
    assert urls == ["https://herald.example/a", "https://herald.example/c"]
    assert problems == ("2 items without an address could not be read",)


@pytest.mark.parametrize(
    ("broken", "least"),
    [
        (rss(10)[:-200], 9),
        (rss(10).replace("choir 3</title>", "choir & <b>3</title>"), 10),
        (rss(10).replace("</channel></rss>", ""), 10),
        (rss(10).replace("Ada", "\x01Ada"), 10),
        ("\n\n  " + rss(10), 10),
        (rss(10).replace('<?xml version="1.0"?>', '<?xml version="1.0" encoding="latin-9"?>'), 10),
        (rss(10).replace("<title>The", "<title>&nbsp;&bull;The"), 10),
        (rss(10).replace(' xmlns:dc="http://purl.org/dc/elements/1.1/"', ""), 10),
    ],
    ids=["cut", "stray tag", "unclosed", "control", "blank", "encoding", "entity", "namespace"],
)
def test_a_malformed_feed_yields_what_it_can(broken: str, least: int) -> None:
    """As many items as a person would see."""
    urls, _ = read(broken)
    assert len(urls) >= least


@pytest.mark.parametrize("body", [b"", b"nothing", b"<html><p>x</html>", b"{", b"{\xff}", b"\x00"])
def test_what_is_no_feed_is_said_to_be_none(body: bytes) -> None:
    """A sentence, never an exception."""
    urls, problems = read(body)
    assert urls == []
    assert len(problems) == 1


def test_entities_are_not_expanded() -> None:
    """A billion laughs stay one; nothing outside is opened."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    dtd = f'<!DOCTYPE rss [<!ENTITY l0 "ha"><!ENTITY f SYSTEM "file:///etc/passwd">{laughs}]>'
    body = rss(3).replace("<rss", dtd + "<rss", 1).replace("choir 1", "choir &l9;&f;")
    listing = parse_feed(Response(body=body.encode(), url=URL))
    assert sum(len(t.hints.title or "") for t in listing.targets if t.hints) < 1000
    assert "root:" not in repr(listing)


def test_only_the_start_of_a_huge_feed_is_read() -> None:
    """The newest come first; the rest is said to be left out."""
    filler = "<description>" + "x" * 20000 + "</description></item>"
    body = rss(500).replace("</item>", filler)
    assert len(body) > MAX_READ
    urls, problems = read(body)
    assert 100 < len(urls) < 500
    assert "bytes of the feed were read" in problems[0]
