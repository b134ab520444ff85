"""Entries that a sitemap had before: left out, and nothing else is."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean.records import Listing, Response
from newsclean.sources.sitemaps import MAX_URLS, parse_sitemap

URL = "https://herald.example/sitemap.xml"


def sitemap(entries: list[str], between: str = "\n") -> bytes:
    head = '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    listed = between.join(f"<url>{entry}</url>" for entry in entries)
    return (head + listed + "</urlset>").encode()


def loc(number: int, lastmod: str = "2026-11-20") -> str:
    return f"<loc>https://herald.example/{number}</loc><lastmod>{lastmod}</lastmod>"


def parse(body: bytes, before: bytes = b"", url: str = URL) -> Listing:
    return parse_sitemap(Response(body=body, url=url), before)


NUMBERS = st.lists(st.tuples(st.integers(0, 9), st.sampled_from(["2026-11-20", "2026-11-21"])))


@given(NUMBERS, NUMBERS)
def test_together_with_what_was_left_out_all_is_read(
    old: list[tuple[int, str]], new: list[tuple[int, str]]
) -> None:
    """Every entry is read or stood in the last listing word for word; the order stays."""
    first = parse(sitemap([loc(*entry) for entry in old]))
    whole = parse(sitemap([loc(*entry) for entry in new]))
    second = parse(sitemap([loc(*entry) for entry in new]), first.marks)
    assert len(second.targets) + second.relisted == len(whole.targets)
    left = set(whole.targets) - set(second.targets)
    assert left <= set(first.targets)
    kept = iter(whole.targets)
    assert all(target in kept for target in second.targets)


def test_a_changed_lastmod_makes_an_entry_another() -> None:
    """The first entry is read each time; gzip and white space do not count."""
    first = parse(sitemap([loc(1), loc(2), loc(3)]))
    changed = sitemap([loc(1), loc(2), loc(3, "2026-11-24")], between="\n  ")
    second = parse(gzip.compress(changed), first.marks)
    assert [t.url[-1] for t in second.targets] == ["1", "3"]
    assert second.relisted == 1
    assert parse(changed, second.marks).relisted == 2


@pytest.mark.parametrize(
    "body",
    [
        sitemap([loc(1), "<loc>mailto:x</loc>", loc(2)]),
        sitemap([loc(1), loc(2)])[:-30],
        sitemap([loc(1), "<!-- </url> <url>" + loc(2), "--> " + loc(3)]),
        sitemap([loc(1), f"<![CDATA[</url><url>{loc(2)}]]>", loc(3)]),
        sitemap([loc(1), loc(2)]).replace(b"<url>", b"<s:url>").replace(b"</url>", b"</s:url>"),
        sitemap([loc(1), loc(2)]).decode().encode("utf-16"),
        sitemap([loc(n) for n in range(MAX_URLS + 1)]),
        sitemap([]),
    ],
)
def test_what_is_not_wholly_understood_leaves_no_marks(body: bytes) -> None:
    """And is read whole the next time."""
    assert parse(body).marks == b""


def test_marks_of_another_place_or_of_nonsense_count_for_nothing() -> None:
    """Relative addresses are others there."""
    body = sitemap(["<loc>/a</loc>", "<loc>/b</loc>"])
    marks = parse(body).marks
    assert parse(body, marks).relisted == 1
    assert parse(body, marks, "https://courier.example/sitemap.xml").relisted == 0
    assert parse(body, b"nonsense").relisted == 0
    assert parse(body, marks[:11]).relisted == 0
