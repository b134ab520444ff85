"""Where a site lists its articles: robots.txt, the links of its head, the usual places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urljoin, urlsplit

import msgspec

from newsclean.errors import Reason
from newsclean.extract.fields.canonical import same_site
from newsclean.fetch.client import HttpFetcher
from newsclean.fetch.clock import SystemClock, rfc3339
from newsclean.options import FetchOptions, WorkerOptions
from newsclean.records import Listing, Rejected, Response, Target
from newsclean.run.moments import listed_at
from newsclean.run.reader import NetReader
from newsclean.run.stop import Stop
from newsclean.sources.homepage import chosen
from newsclean.stages import Clock

_FEED_PLACES = ("feed", "rss", "rss.xml", "feed.xml", "atom.xml", "index.xml", "feed.json")
_MAP_PLACES = ("sitemap.xml", "sitemap_index.xml", "sitemap-news.xml", "news-sitemap.xml")
_SITEMAP_LINE = re.compile(r"^[ \t]{0,20}sitemap[ \t]{0,20}:[ \t]{0,20}(\S+)", re.I | re.M)


class FoundSource(msgspec.Struct, frozen=True):
    """A feed or sitemap, what it lists, and the newest date in it (RFC 3339), if any."""

    url: str
    pages: int
    parts: int
    newest: str | None


class Discovered(msgspec.Struct, frozen=True):
    """What was found of a site; `problem` says why nothing could be."""

    home: str
    feeds: tuple[FoundSource, ...]
    sitemaps: tuple[FoundSource, ...]
    article_links: int
    problem: str | None = None


def discover(url: str, options: FetchOptions) -> Discovered:
    """Look for a site's feeds and sitemaps."""
    clock = SystemClock()
    home = url if "://" in url else f"https://{url}"
    reader = NetReader(options, WorkerOptions(count=1), clock, Stop(clock))
    try:
        return _Search(home, reader, clock).found(_robots(home, options, clock))
    finally:
        reader.close()


def _robots(home: str, options: FetchOptions, clock: Clock) -> list[str]:
    """Return the sitemaps that robots.txt names."""
    fetcher = HttpFetcher(options, clock).accepting_any()
    urls: list[str] = []
    for outcome in fetcher.fetch([Target(url=urljoin(home, "/robots.txt"))]):
        if isinstance(outcome, Response) and isinstance(outcome.body, bytes):
            text = outcome.body[: 500 * 1024].decode("utf-8", "replace")
            urls += [urljoin(home, found) for found in _SITEMAP_LINE.findall(text)]
    return urls


class _Search:
    def __init__(self, home: str, reader: NetReader, clock: Clock) -> None:
        self._home = home
        self._reader = reader
        self._clock = clock

    def found(self, named_maps: Iterable[str]) -> Discovered:
        page, problem = self._front()
        links = len(list(chosen(page, {}, self._home))) if page else 0
        feeds = self._sources([*(page.feeds if page else ()), *self._places(_FEED_PLACES)])
        sitemaps = self._sources([*named_maps, *self._places(_MAP_PLACES)])
        nothing = not (feeds or sitemaps or links)
        return Discovered(
            self._home, tuple(feeds), tuple(sitemaps), links, problem if nothing else None
        )

    def _front(self) -> tuple[Listing | None, str | None]:
        for read in self._reader.listings([Target(url=self._home)], _nothing, _no_marks):
            if isinstance(read.result, Listing):
                return read.result, None
            if isinstance(read.result, Rejected):
                return None, f"{read.result.reason}: {read.result.detail}"
        return None, str(Reason.EMPTY)

    def _places(self, names: Iterable[str]) -> Iterator[str]:
        for name in names:
            yield urljoin(self._home, "/" + name)

    def _sources(self, urls: Iterable[str]) -> list[FoundSource]:
        """Return those of the addresses that list something, each content once."""
        seen: dict[tuple[str, ...], str] = {}
        host = urlsplit(self._home).hostname or ""
        asked = [u for u in dict.fromkeys(urls) if same_site(urlsplit(u).hostname or "", host)]
        targets = [Target(url=url) for url in asked if url != self._home]
        found: dict[str, FoundSource] = {}
        for read in self._reader.listings(targets, _nothing, _no_marks):
            if isinstance(read.result, Listing) and not read.result.guesses:
                source = self._source(read.url, read.result, seen)
                if source is not None:
                    found[read.url] = source
        return [found[url] for url in asked if url in found]

    def _source(
        self, url: str, listing: Listing, seen: dict[tuple[str, ...], str]
    ) -> FoundSource | None:
        content = tuple(t.url for t in (*listing.targets[:20], *listing.sitemaps[:20]))
        if not content or seen.setdefault(content, url) != url:
            return None
        now = self._clock.now()
        dates = [when for t in listing.targets if (when := listed_at(t.hints, now)) is not None]
        newest = rfc3339(max(dates)) if dates else None
        return FoundSource(url, len(listing.targets), len(listing.sitemaps), newest)


def _nothing(_: str) -> None:
    """Know no page."""


def _no_marks(_: str) -> bytes:
    return b""
