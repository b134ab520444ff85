"""A farm of news sites on loopback, one address a site, whose week is written down beforehand.

Articles appear, change, move and vanish; sites fail and come back. The clock is turned by hand.
"""

from __future__ import annotations

import gzip
import hashlib
import random
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Literal

HOUR = 3600.0
DAY = 24 * HOUR
START = 1_795_000_000.0
LISTED = 2 * DAY  # how long a listing shows an article
Style = Literal["rss", "atom", "json", "news", "index", "home"]
STYLES: tuple[Style, ...] = ("rss", "news", "home", "index", "atom", "json")
_WORDS = (
    "harbour ferry choir council bridge winter market orchard lantern signal meadow captain "
    "library engine festival railway teacher island museum river factory garden weather pilot"
).split()


class TurnedClock:
    """Wall time turned by hand; monotonic time is real."""

    def __init__(self) -> None:
        self.time = START

    def now(self) -> float:
        return self.time

    def monotonic(self) -> float:
        return time.monotonic()


class Story:
    """One article's life, in seconds since the epoch; None for what never happens."""

    def __init__(self, site: int, number: int, chance: random.Random, born: float) -> None:
        self.site = site
        self.number = number
        self.born = born
        self.changed = born + chance.uniform(1, 20) * HOUR if chance.random() < 0.25 else None
        fate = chance.random()
        self.moved = born + chance.uniform(4, 30) * HOUR if fate < 0.08 else None
        self.gone = born + chance.uniform(12, 40) * HOUR if fate > 0.94 else None
        self.twice = chance.random() < 0.1
        self._seed = chance.random()

    def path(self, now: float) -> str:
        moved = self.moved is not None and now >= self.moved
        return f"/{'archive' if moved else 'news'}/2026/11/{self.slug}.html"

    @property
    def slug(self) -> str:
        chance = random.Random(self._seed)
        return "-".join(chance.sample(_WORDS, 4)) + f"-{self.number}"

    def text(self, now: float) -> list[str]:
        """Paragraphs as they stand at a time."""
        chance = random.Random(self._seed)
        said = [
            f"The {chance.choice(_WORDS)} of the {chance.choice(_WORDS)} was told about the"
            f" {chance.choice(_WORDS)} on Monday, and the {chance.choice(_WORDS)} of town"
            f" {self.site} replied with story {self.number} and {chance.randrange(10**6)} letters."
            for _ in range(9)
        ]
        if self.changed is not None and now >= self.changed:
            first, second, third = chance.sample(_WORDS, 3)  # else it repeats, as boilerplate does
            said.append(
                f"Correction of story {self.number}: the {first} of the {second} says that the"
                f" letters were counted once more at the {third}."
            )
        return [" ".join(said[i : i + 3]) for i in range(0, len(said), 3)]

    def listed(self, now: float) -> bool:
        return self.born <= now < self.born + LISTED and not self.dead(now)

    def dead(self, now: float) -> bool:
        return self.gone is not None and now >= self.gone


class NewsSite:
    """One site: how it lists its stories, and when it is down."""

    def __init__(self, number: int, days: float, seed: int) -> None:
        chance = random.Random(f"{seed} {number}")
        self.number = number
        self.host = f"127.0.{1 + number // 200}.{1 + number % 200}"
        self.style: Style = STYLES[number % len(STYLES)]
        count = int(chance.uniform(1.5, 4.0) * days)
        births = sorted(START + chance.uniform(-0.5, days - 1.0) * DAY for _ in range(count))
        self.stories = [Story(number, n, chance, born) for n, born in enumerate(births)]
        self.down: tuple[float, float] | None = None
        if number % 5 == 3:
            start = START + chance.uniform(0.3, max(days - 2.0, 0.4)) * DAY
            self.down = (start, start + chance.uniform(6, 24) * HOUR)

    def is_down(self, now: float) -> bool:
        return self.down is not None and self.down[0] <= now < self.down[1]

    def listed(self, now: float) -> list[Story]:
        return [story for story in reversed(self.stories) if story.listed(now)]


class Farm:
    """All sites behind one port; counts requests by host."""

    def __init__(self, sites: int, days: float, seed: int = 1) -> None:
        self.clock = TurnedClock()
        self.sites = {s.host: s for s in (NewsSite(n, days, seed) for n in range(sites))}
        self.requests: Counter[str] = Counter()
        self.port = 0

    def url(self, site: NewsSite, path: str) -> str:
        return f"http://{site.host}:{self.port}{path}"

    def answer(self, host: str, path: str) -> tuple[int, dict[str, str], bytes]:
        """Return status, headers and body."""
        site, now = self.sites[host], self.clock.now()
        self.requests[host] += 1
        if site.is_down(now):
            if site.number % 2:
                return 503, {"Retry-After": "120"}, b"busy"
            return 500, {}, b"broken"
        if path in ("/feed", "/map.xml", "/index.xml", "/part.xml.gz", "/"):
            kind, body = _listing(self, site, path, now)
            return 200, {"Content-Type": kind}, body
        return self._page(site, path.partition("?")[0], now)

    def _page(self, site: NewsSite, path: str, now: float) -> tuple[int, dict[str, str], bytes]:
        for story in site.stories:
            if now < story.born or not path.endswith(f"/{story.slug}.html"):
                continue
            if story.dead(now):
                return 410, {}, b"gone"
            if path != story.path(now):
                return 301, {"Location": story.path(now)}, b""
            return 200, {"Content-Type": "text/html; charset=utf-8"}, _html(self, site, story, now)
        return 404, {}, b"no such page"


def _html(farm: Farm, site: NewsSite, story: Story, now: float) -> bytes:
    title = story.slug.rpartition("-")[0].replace("-", " ").title()
    body = "".join(f"<p>{text}</p>" for text in story.text(now))
    canonical = farm.url(site, story.path(now))
    return (
        f"<!doctype html><html lang=en><head><title>{title} | Town {site.number}</title>"
        f'<link rel=canonical href="{canonical}">'
        f'<meta property="article:published_time" content="{_iso(story.born)}"></head><body>'
        "<nav><a href=/>Home</a> <a href=/about>About us</a></nav>"
        f"<article><h1>{title} {story.number}</h1>{body}</article>"
        "<footer><a href=/terms>Terms and conditions</a></footer></body></html>"
    ).encode()


def _links(farm: Farm, site: NewsSite, now: float) -> Iterator[tuple[Story, str]]:
    for story in site.listed(now):
        yield story, farm.url(site, story.path(now))
        if story.twice:
            yield story, farm.url(site, story.path(now)) + "?view=mobile"


def _listing(farm: Farm, site: NewsSite, path: str, now: float) -> tuple[str, bytes]:
    links = list(_links(farm, site, now))
    if path == "/":
        items = "".join(f"<li><h2><a href='{u}'>{_title(s)}</a></h2></li>" for s, u in links)
        page = f"<!doctype html><html><body><nav><a href=/about>About</a></nav>{items}</body>"
        return "text/html", page.encode()
    if path == "/index.xml":
        part = farm.url(site, "/part.xml.gz")
        newest = max((_modified(s, now) for s, _ in links), default=START)
        return "text/xml", (
            '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap>'
            f"<loc>{part}</loc><lastmod>{_iso(newest)}</lastmod></sitemap></sitemapindex>"
        ).encode()
    if path == "/feed":
        return _feed(site, links, now)
    news = "".join(_entry(site, story, url, now) for story, url in links)
    body = (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        f' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{news}</urlset>'
    ).encode()
    zipped = path.endswith(".gz")
    return "text/xml", gzip.compress(body, mtime=0) if zipped else body


def _entry(site: NewsSite, story: Story, url: str, now: float) -> str:
    if site.style == "index":
        return f"<url><loc>{url}</loc><lastmod>{_iso(_modified(story, now))}</lastmod></url>"
    return (
        f"<url><loc>{url}</loc><news:news><news:publication_date>{_iso(story.born)}"
        f"</news:publication_date><news:title>{_title(story)}</news:title></news:news></url>"
    )


def _feed(site: NewsSite, links: list[tuple[Story, str]], now: float) -> tuple[str, bytes]:
    if site.style == "json":
        rows = ",".join(
            f'{{"id":"{u}","url":"{u}","date_published":"{_iso(s.born)}"}}' for s, u in links
        )
        return "application/feed+json", f'{{"title":"T","items":[{rows}]}}'.encode()
    if site.style == "atom":
        rows = "".join(
            f"<entry><title>{_title(s)}</title><link href='{u}'/><published>{_iso(s.born)}"
            f"</published><updated>{_iso(_modified(s, now))}</updated></entry>"
            for s, u in links
        )
        return "application/atom+xml", (
            f"<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title>{rows}</feed>"
        ).encode()
    rows = "".join(
        f"<item><title>{_title(s)}</title><link>{u}</link><pubDate>"
        f"{format_datetime(datetime.fromtimestamp(s.born, UTC))}</pubDate></item>"
        for s, u in links
    )
    return "application/rss+xml", f"<rss version='2.0'><channel>{rows}</channel></rss>".encode()


def _title(story: Story) -> str:
    return story.slug.replace("-", " ")


def _modified(story: Story, now: float) -> float:
    return story.changed if story.changed is not None and story.changed <= now else story.born


def _iso(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S+00:00")


@contextmanager
def serve(farm: Farm) -> Iterator[Farm]:
    """Serve the farm on all of loopback's addresses."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            host = (self.headers.get("Host") or "").partition(":")[0]
            if self.path == "/robots.txt":
                self._send(404, {}, b"")
                return
            status, headers, body = farm.answer(host, self.path)
            tag = f'"{hashlib.sha256(body).hexdigest()[:12]}"'
            if status == 200 and farm.sites[host].number % 3:
                headers["ETag"] = tag
                if self.headers.get("If-None-Match") == tag:
                    status, body = 304, b""
            self._send(status, headers, body)

        def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 256

        def handle_error(self, request: object, client_address: object) -> None:
            """Pass over a client that hangs up."""

    server = Quiet(("0.0.0.0", 0), Handler)
    farm.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield farm
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
