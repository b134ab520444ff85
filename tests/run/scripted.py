"""A reader whose every answer is written down, for what a crawl makes of answers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from newsclean.errors import Reason
from newsclean.records import Article, Hints, Listing, Rejected, Target
from newsclean.run.crawl import Parts, run_crawl
from newsclean.run.crawl_options import Crawl, Output, Site
from newsclean.run.outputs import sinks_for
from newsclean.run.reader import Bodies, Marks, OptionsFor, Read
from newsclean.run.stop import Stop
from newsclean.run.tally import SiteCounts, Summary
from newsclean.run.urls import Facts
from tests.run.small_world import HOUR, START, FixedClock
from tests.sinks.articles import article

HOST = "http://herald.example"
FEED = f"{HOST}/feed"
WORDS = "harbour ferry choir council bridge winter market orchard lantern signal meadow captain"


def text(seed: str, words: int = 120) -> str:
    """Return a text of its own for each seed."""
    chosen = WORDS.split()
    digest = hashlib.sha256(seed.encode()).digest() * (words // 32 + 1)
    return " ".join(f"{chosen[b % len(chosen)]}{i % 7}{seed}" for i, b in enumerate(digest[:words]))


def story(path: str, body: str, **given: object) -> Article:
    """Return an article at a path of the site."""
    url = HOST + path
    values = {
        "url": url,
        "canonical_url": url,
        "id": hashlib.sha256(url.encode()).hexdigest()[:16],
        "published": None,
        **given,
    }
    return article(1, body, **values)


def refused(reason: Reason) -> Rejected:
    return Rejected(url=None, reason=reason, detail="as written")


class Script:
    """What is listed and what pages answer; what was asked is kept."""

    def __init__(self, folder: Path, **site: object) -> None:
        self.folder = folder
        self.listed: dict[str, list[Target]] = {}
        self.parts: dict[str, list[Target]] = {}
        self.read: list[str] = []
        self.pages: dict[str, Article | Rejected] = {}
        self.raw: dict[str, str] = {}
        self.asked: list[str] = []
        self.now = START
        self.sites = [Site(name="herald", feeds=(FEED,), **site)]  # type: ignore[arg-type]

    def lists(self, *paths: str, feed: str = FEED, hints: Hints | None = None) -> None:
        """Let a feed list pages."""
        start = feed.rpartition("/")[0]
        self.listed[feed] = [Target(url=start + path, hints=hints) for path in paths]

    def page(self, path: str, answer: Article | Rejected, host: str = HOST) -> None:
        """Let a page answer."""
        self.pages[host + path] = answer

    def listings(self, targets: Iterable[Target], known: Bodies, before: Marks) -> Iterator[Read]:
        for target in targets:
            found = self.listed.get(target.url, [])
            self.read.append(target.url.removeprefix(HOST))
            parts = tuple(self.parts.get(target.url, ()))
            listing = Listing(url=target.url, targets=tuple(found), sitemaps=parts)
            yield Read(target.url, Facts(self.now), listing)

    def articles(
        self, targets: Iterable[Target], known: Bodies, options: OptionsFor
    ) -> Iterator[Read]:
        for target in targets:
            self.asked.append(target.url.removeprefix(HOST))
            answer = self.pages.get(target.url) or refused(Reason.GONE)
            raw = self.raw.get(target.url)
            body = hashlib.sha256(repr((answer, raw)).encode()).digest()
            if known(target.url) == body:
                answer = refused(Reason.UNCHANGED)
            yield Read(target.url, Facts(self.now, body=body, raw=raw), answer)

    def latencies(self) -> dict[str, float]:
        return {}

    def close(self) -> None:
        """Nothing is held."""

    def run(self, hours: float = 1.0) -> Summary:
        """Run once, and let time pass."""
        crawl = Crawl(
            sites=tuple(self.sites),
            outputs=(Output(kind="jsonl", path=str(self.folder / "all"), layout="file"),),
            state=str(self.folder / "state.db"),
        )
        clock = FixedClock(self.now)
        self.asked, self.read = [], []
        summary = run_crawl(
            crawl, Parts(clock, Stop(clock), lambda: self, sinks_for(crawl.outputs))
        )
        self.now += hours * HOUR
        return summary

    def counts(self, hours: float = 1.0) -> SiteCounts:
        """Run once; return the site's counters."""
        return self.run(hours).sites["herald"]

    @property
    def published(self) -> list[Article]:
        """Every line that came out."""
        lines = (self.folder / "all").read_bytes().splitlines()
        return [msgspec.json.decode(line, type=Article) for line in lines]
