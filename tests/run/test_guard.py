"""The guard stands behind every source: feeds, sitemaps, front pages, canonicals, next pages.

A real crawl over sockets. Its site lies on 127.0.0.1, which is allowed; 127.0.0.2 is the canary.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from newsclean.options import FetchOptions, Politeness
from newsclean.run.crawl_options import Crawl, Output, Site
from newsclean.run.start import start_crawl
from newsclean.run.tally import SiteCounts
from tests.command import lines_of
from tests.hostile.answers import answer
from tests.hostile.server import HostileServer, hostile_server

PROSE = "The harbour council voted on Monday to rebuild the old eastern pier by hand. "
PLACES = ("file:///etc/passwd", "data:text/html,x", "ftp://127.0.0.2/x", "http://169.254.169.254/x")
HOSTS = ("127.0.0.2", "169.254.169.254")


@pytest.fixture
def server() -> Iterator[HostileServer]:
    with hostile_server() as running:
        yield running


def crawl(server: HostileServer, folder: Path, *allow: str, **site: object) -> SiteCounts:
    """Crawl one site once; its further hosts are the private ones, so that only the guard is left.

    The canary answers, too: it must not be asked.
    """
    options = FetchOptions(
        delay=0.0,
        allow_hosts=("127.0.0.1", *allow),
        politeness=Politeness(robots="ignore", retries=0, breaker=10**6),
    )
    plan = Crawl(
        sites=(Site(name="s", hosts=HOSTS, **site),),  # type: ignore[arg-type]
        outputs=(Output(kind="jsonl", path=str(folder / "all.jsonl"), layout="file"),),
        state=str(folder / "state.db"),
    )
    return start_crawl(plan, options, 0.0, anew=False).sites["s"]


def canary(server: HostileServer) -> list[str]:
    return [path for host, path in server.hits if not host.startswith("127.0.0.1:")]


def bad_places(server: HostileServer) -> list[str]:
    return [*PLACES, f"http://127.0.0.2:{server.port}/canary"]


def feed(urls: list[str]) -> bytes:
    items = "".join(f"<item><title>t</title><link>{escape(u)}</link></item>" for u in urls)
    return f'<rss version="2.0"><channel><title>t</title>{items}</channel></rss>'.encode()


def sitemap(urls: list[str]) -> bytes:
    listed = "".join(f"<url><loc>{escape(u)}</loc></url>" for u in urls)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{listed}</urlset>'.encode()


def index(urls: list[str]) -> bytes:
    listed = "".join(f"<sitemap><loc>{escape(u)}</loc></sitemap>" for u in urls)
    return (
        f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{listed}</sitemapindex>'
    ).encode()


def front(urls: list[str]) -> bytes:
    text = "The council voted to rebuild the pier"
    links = "".join(f'<article><h2><a href="{escape(u)}">{text}</a></h2></article>' for u in urls)
    return f"<html><body><main>{links}</main></body></html>".encode()


LISTS = {"feeds": feed, "sitemaps": sitemap, "sections": front}


@pytest.mark.parametrize("kind", LISTS)
def test_what_a_source_lists_goes_through_the_gate(
    kind: str, server: HostileServer, tmp_path: Path
) -> None:
    """Private places, and pages of the site that redirect there (a front page lists those alone).

    With the canary's address allowed the very same listing leads there.
    """
    where = f"http://127.0.0.1:{server.port}/list"
    listed = [url + "/2026/11/24/pier-rebuilt-by-hand-12345" for url in bad_places(server)]
    for number, place in enumerate(bad_places(server)):
        path = f"/2026/11/2{number}/pier-rebuilt-by-hand-{number}2345"
        server.scripts[path] = answer(b"", f"location: {place}", status="302 F")
        listed.append(f"http://127.0.0.1:{server.port}{path}")
    server.scripts["/list"] = answer(LISTS[kind](listed))
    counts = crawl(server, tmp_path / "on", **{kind: (where,)})
    assert canary(server) == []
    assert set(counts.rejected) <= {"refused_address", "unknown_scheme"}
    assert counts.rejected["refused_address"] == (2 if kind == "sections" else 4)
    assert counts.rejected["unknown_scheme"] >= 3
    crawl(server, tmp_path / "off", "127.0.0.2", **{kind: (where,)})
    assert canary(server)


def test_parts_of_a_sitemap_index_go_through_the_gate(
    server: HostileServer, tmp_path: Path
) -> None:
    """A part on another host is not read at all; one that redirects there is refused."""
    start = f"http://127.0.0.1:{server.port}"
    hop = answer(b"", f"location: http://127.0.0.2:{server.port}/canary", status="302 F")
    server.scripts["/hop"] = hop
    server.scripts["/index"] = answer(index([*bad_places(server), f"{start}/hop"]))
    counts = crawl(server, tmp_path, sitemaps=(f"{start}/index",))
    assert canary(server) == []
    assert any("refused_address" in problem for problem in counts.problems)


@pytest.mark.parametrize("kind", [*LISTS, "home"])
def test_a_source_that_is_or_leads_to_a_private_place_is_refused(
    kind: str, server: HostileServer, tmp_path: Path
) -> None:
    urls = []
    for number, place in enumerate(bad_places(server)):
        server.scripts[f"/{number}"] = answer(b"", f"location: {place}", status="302 F")
        urls.append(f"http://127.0.0.1:{server.port}/{number}")
    urls.append(f"http://127.0.0.2:{server.port}/canary")
    for number, url in enumerate(urls):
        named = url if kind == "home" else (url,)
        counts = crawl(server, tmp_path / str(number), **{kind: named})
        [problem] = counts.problems
        assert "refused_address" in problem or "unknown_scheme" in problem
    assert canary(server) == []


def test_canonicals_and_next_pages_of_an_article_go_through_the_gate(
    server: HostileServer, tmp_path: Path
) -> None:
    """The article comes; what its page points to is not asked, or is refused."""
    start, there = f"http://127.0.0.1:{server.port}", f"http://127.0.0.2:{server.port}"
    head = f'<link rel=canonical href="{there}/canonical"><link rel=next href="{there}/next">'
    head += f'<link rel=amphtml href="{there}/amp"><base href="{there}/">'
    body = f"<article><h1>Pier</h1><p>{PROSE * 4}</p><p>{PROSE * 5}</p></article>"
    server.scripts["/page"] = answer(f"<html><head>{head}</head><body>{body}".encode())
    server.scripts["/feed"] = answer(feed([f"{start}/page"]))
    crawl(server, tmp_path, feeds=(f"{start}/feed",))
    assert canary(server) == []
    assert len(list(lines_of(tmp_path / "all.jsonl"))) == 1
