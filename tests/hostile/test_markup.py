"""Hostile and mutated markup through the supervised workers: a result or a reason, no death."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable

import pytest

from newsclean.errors import Reason
from newsclean.options import WorkerOptions
from newsclean.records import Article, Rejected, Response
from newsclean.run.workers import Workers
from tests.fixtures import HERE

WORDS = "The ferry left the harbour at nine and the choir sang on deck. "
DEATHS = {Reason.WORKER_CRASH, Reason.WORKER_TIME, Reason.WORKER_MEMORY, Reason.INTERNAL}
Shape = Callable[[int], str]

SHAPES: dict[str, Shape] = {
    "nested div": lambda n: "<div>" * n,
    "nested div closed": lambda n: "<div>" * n + "x" + "</div>" * n,
    "nested span": lambda n: "<span>" * n,
    "nested unknown": lambda n: "<x-a>" * n,
    "nested table": lambda n: "<table><tr><td>" * (n // 3),
    "nested list": lambda n: "<ul><li>" * (n // 2),
    "nested form": lambda n: "<form><fieldset>" * (n // 2),
    "nested svg": lambda n: "<svg><g>" * (n // 2),
    "nested math": lambda n: "<math><mrow>" * (n // 2),
    "nested select": lambda n: "<select><optgroup><option>" * (n // 3),
    "nested template": lambda n: "<template>" * n,
    "nested button": lambda n: "<button>" * n,
    "nested ruby": lambda n: "<ruby><rt>" * (n // 2),
    "unclosed bold": lambda n: "<p><b>" * (n // 2),
    "unclosed fonts of a kind each": lambda n: "".join(f"<font a{k}>x<p>" for k in range(n // 3)),
    "unclosed anchors": lambda n: "<a href=x>y" * n,
    "adoption agency": lambda n: "<b><i><p></b></i>" * (n // 5),
    "many attributes": lambda n: "<p " + " ".join(f"a{k}=1" for k in range(n)) + ">",
    "one long attribute": lambda n: '<p title="' + "x" * (8 * n) + '">',
    "one long class": lambda n: '<p class="' + "ad " * n + '">' + WORDS * 20,
    "many siblings": lambda n: "<p>a" * n,
    "many line breaks": lambda n: "<br>" * n,
    "many links": lambda n: "<li><a href=/x>a b</a>" * (n // 3),
    "many images": lambda n: "<img src=/x alt=y>" * n,
    "many comments": lambda n: "<!-- x -->" * n,
    "one long comment": lambda n: "<!--" + "-" * (8 * n),
    "one long word": lambda n: "<p>" + "x" * (8 * n),
    "one long line of text": lambda n: "<p>" + WORDS * (n // 8),
    "many entities": lambda n: "<p>" + "&amp;&notanentity;&#9;" * n,
    "one long entity": lambda n: "<p>&" + "a" * (8 * n),
    "open angles": lambda n: "<" * (8 * n),
    "open quotes": lambda n: "<a href='" * n,
    "unclosed script": lambda n: "<script>" + "<!--<script>" * n,
    "ld+json nested": lambda n: '<script type="application/ld+json">' + "[" * n + "</script>",
    "ld+json long": lambda n: (
        '<script type="application/ld+json">[' + '{"@type":"x"},' * n + "1]</script>"
    ),
    "many meta": lambda n: "<meta property=og:title content=x>" * n,
    "many headings": lambda n: "<h1>a</h1>" * n,
    "wide table": lambda n: "<table><tr>" + "<td>x" * n,
    "plain text of short lines": lambda n: "a b\n" * n,
    "plain text without spaces": lambda n: "\u4e2d" * (4 * n),
    "dates": lambda n: "<time datetime=2026-11-24>24 November 2026</time> " * (n // 3),
    "spaces": lambda n: "<p>" + " \t\n" * (2 * n) + "x",
    "combining marks": lambda n: "<p>a" + "\u0301" * (4 * n),
}


def outcomes(bodies: dict[str, bytes], options: WorkerOptions) -> dict[str, Reason | None]:
    with Workers(options) as workers:
        found = (Response(body=body, url=f"http://a.example/{k}") for k, body in bodies.items())
        names = {f"http://a.example/{k}": k for k in bodies}
        got = list(workers.clean(found))
    return {names[g.url or ""]: None if isinstance(g, Article) else g.reason for g in got}


def shaped(size: int) -> dict[str, bytes]:
    def page(shape: Shape) -> bytes:
        body = f"<html><body><article><h1>Ferry</h1><p>{WORDS * 12}</p>{shape(size)}"
        return body.encode()[: 10 << 20]

    return {name: page(shape) for name, shape in SHAPES.items()}


@pytest.mark.parametrize("size", [1_000, 10_000])
def test_no_shape_costs_a_worker(size: int) -> None:
    got = outcomes(shaped(size), WorkerOptions())
    assert len(got) == len(SHAPES) >= 25
    assert {name: reason for name, reason in got.items() if reason in DEATHS} == {}


def test_control_without_the_scan_a_shape_costs_a_worker() -> None:
    """Nothing else says what is wrong with it: it runs out of time, or breaks something."""
    page = Response(body=b"<div>" * 60_000, url="http://a.example/deep")
    warm = Response(body=WORDS.encode() * 20, url="http://a.example/warm")
    with Workers(WorkerOptions(seconds=2.0, count=1), work="tests.hostile.unguarded:work") as bare:
        got = [g for g in bare.clean([warm, page]) if isinstance(g, Rejected)]
    [reason] = [g.reason for g in got if g.url == page.url]
    assert reason in DEATHS or reason is Reason.INTERNAL


@pytest.mark.soak
@pytest.mark.parametrize("size", [25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000])
def test_no_large_shape_costs_a_worker(size: int) -> None:
    got = outcomes(shaped(size), WorkerOptions())
    assert {name: reason for name, reason in got.items() if reason in DEATHS} == {}


# mutated pages

TOKENS = (
    *(b"<div>", b"</div>", b"<p>", b"</p>", b"<table>", b"<b>", b"</b>", b"<script>", b"<!--"),
    *(b"-->", b"<![CDATA[", b"]]>", b"&#x110000;", b"&#0;", b"\0", b"\xff\xfe", b"\xed\xa0\x80"),
    *(b"<template>", b"<select>", b"<svg>", b"<math>", b"<plaintext>", b"<frameset>", b"\x1b$B"),
    *(b'"', b"'", b"<", b">", b"=", b"/", b"\r", b"<base href=//x>", b"<meta charset=utf-7>"),
    *(b'{"@type":"NewsArticle","headline":[[]],"datePublished":{}}', b"99999999999999999999"),
    *("\u202e\u200f\ufeff\ufdd0".encode(), "\U0001f1ec\U0001f1e7".encode(), b"2026-02-30T25:61"),
)


def mutate(body: bytes, other: bytes, chance: random.Random) -> bytes:
    """Change a page in one to eight places, as broken servers and editors do, or worse."""
    page = bytearray(body)
    for _ in range(chance.randint(1, 8)):
        at, size = chance.randrange(len(page) + 1), chance.randrange(1, 400)
        kind = chance.randrange(7)
        if kind == 0:
            page[at : at + 1] = bytes([chance.randrange(256)])
        elif kind == 1:
            del page[at : at + size]
        elif kind == 2:
            page[at:at] = chance.choice(TOKENS) * chance.choice((1, 1, 1, 30))
        elif kind == 3:
            page[at:at] = page[at : at + size] * chance.randint(1, 20)
        elif kind == 4:
            start = chance.randrange(len(other) + 1)
            page[at:at] = other[start : start + size]
        elif kind == 5:
            page[at : at + size] = chance.randbytes(min(size, 20))
        else:
            del page[max(at, 100) :]
    return bytes(page)


def mutated(count: int, seed: int = 17) -> Counter[Reason | None]:
    """Run so many mutated pages through workers and count what came of them."""
    files = sorted((HERE / "pages").glob("*.html")) + sorted((HERE / "text").glob("*.txt"))
    pages = [path.read_bytes() for path in files]
    chance = random.Random(seed)

    def found() -> object:
        for number in range(count):
            body = mutate(chance.choice(pages), chance.choice(pages), chance)
            kind = chance.choice(("text/html", "text/html; charset=utf-8", "text/plain", "x"))
            headers = (("content-type", kind),)
            yield Response(body=body, url=f"http://a.example/{number}", headers=headers)

    tally: Counter[Reason | None] = Counter()
    with Workers(WorkerOptions()) as workers:
        for got in workers.clean(found()):  # type: ignore[arg-type]
            reason = got.reason if isinstance(got, Rejected) else None
            tally[reason] += 1
            if reason in DEATHS:
                assert isinstance(got, Rejected)
                print(got.url, got.reason, got.detail)
            if tally.total() % 10_000 == 0:
                print(tally.total(), flush=True)
    print(dict(tally))
    return tally


def test_two_thousand_mutated_pages_kill_nothing() -> None:
    tally = mutated(2_000)
    assert tally.total() == 2_000
    assert not DEATHS & set(tally)
    assert tally[None] > 1_000


@pytest.mark.soak
def test_a_hundred_thousand_mutated_pages_kill_nothing() -> None:
    tally = mutated(100_000, seed=18)
    assert tally.total() == 100_000
    assert not DEATHS & set(tally)
