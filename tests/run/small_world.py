"""A small world of two sites over three runs, without network, for kills and full disks.

Everything but fetching is real: state, lock, outbox, sinks on a real disk.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from newsclean.errors import Reason
from newsclean.records import Article, ExtractionInfo, Hints, Listing, Rejected, Target
from newsclean.run.crawl import Parts, run_crawl
from newsclean.run.crawl_options import Crawl, Output, Revisit, Site
from newsclean.run.outputs import sinks_for
from newsclean.run.reader import Bodies, Marks, OptionsFor, Read
from newsclean.run.stop import Stop
from newsclean.run.tally import Summary
from newsclean.run.urls import Facts

START = 1_795_000_000.0
HOUR = 3600.0
RUNS = 3
SITES = ("one.example", "two.example")
Pair = tuple[str, str]


class FixedClock:
    """A clock that stands still but for its monotonic half, which steps."""

    def __init__(self, now: float) -> None:
        self._now = now
        self._steps = 0.0

    def now(self) -> float:
        return self._now

    def monotonic(self) -> float:
        self._steps += 0.001
        return self._steps


class World:
    """What the sites say in run `number`: each run adds three articles and changes one."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.now = START + number * HOUR

    def urls(self, site: str) -> list[str]:
        return [f"http://{site}/2026/11/story-number-{n}.html" for n in range(5 + 3 * self.number)]

    def text(self, url: str) -> str:
        number = int(url.rpartition("-")[2].partition(".")[0])
        changes = min(self.number, 2) if number in (1, 6) else 0
        words = hashlib.sha256(f"{url} {changes}".encode()).hexdigest()
        return " ".join(f"{words} {n}" for n in range(30)) + f" version {changes}"

    def article(self, url: str) -> Article:
        text = self.text(url)
        digest = hashlib.sha256(text.encode()).hexdigest()
        return Article(
            id=hashlib.sha256(url.encode()).hexdigest()[:16],
            url=url,
            canonical_url=url,
            domain="x",
            site="x",
            title=url,
            description=None,
            authors=(),
            published=None,
            published_precision=None,
            modified=None,
            language="en",
            section=None,
            tags=(),
            image=None,
            images=(),
            text=text,
            blocks=(),
            word_count=60,
            free_to_read=None,
            content_hash=f"sha256:{digest}",
            provenance={},
            conflicts=(),
            extraction=ExtractionInfo("0", "rules", 1.0),
            fetched_at=None,
            http_status=200,
        )

    # the Reader of newsclean.run.reader

    def listings(self, targets: Iterable[Target], known: Bodies, before: Marks) -> Iterator[Read]:
        for target in targets:
            site = target.url.split("/")[2]
            found = tuple(Target(url=u, hints=Hints(title="t")) for u in self.urls(site))
            body = hashlib.sha256(repr(found).encode()).digest()
            facts = Facts(self.now, body=body)
            if known(target.url) == body:
                same = Rejected(url=target.url, reason=Reason.UNCHANGED, detail="")
                yield Read(target.url, facts, same)
            else:
                yield Read(target.url, facts, Listing(url=target.url, targets=found))

    def articles(
        self, targets: Iterable[Target], known: Bodies, options: OptionsFor
    ) -> Iterator[Read]:
        for target in targets:
            article = self.article(target.url)
            body = article.content_hash.encode()
            facts = Facts(self.now, etag='"x"', body=body)
            if known(target.url) == body:
                same = Rejected(url=target.url, reason=Reason.UNCHANGED, detail="")
                yield Read(target.url, facts, same)
            else:
                yield Read(target.url, facts, article)

    def latencies(self) -> dict[str, float]:
        return {}

    def close(self) -> None:
        """Nothing is held."""


def plan(folder: Path) -> Crawl:
    """Return a crawl of the world into three sinks, in batches of four."""
    return Crawl(
        sites=tuple(
            Site(name=site, feeds=(f"http://{site}/feed",), revisit=Revisit(ages=(1800.0, 5400.0)))
            for site in SITES
        ),
        outputs=(
            Output(kind="jsonl", path=str(folder / "parts")),
            Output(kind="jsonl", path=str(folder / "all.jsonl"), layout="file"),
            Output(kind="sqlite", path=str(folder / "articles.db")),
        ),
        state=str(folder / "state.db"),
        batch=4,
    )


def run(folder: Path, number: int) -> Summary:
    """Do one run."""
    world = World(number)
    clock = FixedClock(world.now)
    crawl = plan(folder)
    parts = Parts(clock, Stop(clock), lambda: world, sinks_for(crawl.outputs))
    return run_crawl(crawl, parts)


def expected() -> set[Pair]:
    """Every pair of address and text that the world ever showed to a crawl of all its runs."""
    pairs = set()
    for number in range(RUNS):
        world = World(number)
        for site in SITES:
            pairs |= {(url, world.article(url).content_hash) for url in world.urls(site)}
    return pairs


def published(folder: Path) -> dict[str, Counter[Pair]]:
    """Return what lies in each sink; a torn line raises."""
    lines = {
        "parts": b"".join(p.read_bytes() for p in sorted((folder / "parts").glob("part-*"))),
        "all": (folder / "all.jsonl").read_bytes() if (folder / "all.jsonl").exists() else b"",
    }
    found = {
        name: Counter(
            (row["canonical_url"], row["content_hash"])
            for row in map(msgspec.json.decode, data.splitlines())
        )
        for name, data in lines.items()
    }
    assert all(not data or data.endswith(b"\n") for data in lines.values())
    database = sqlite3.connect(folder / "articles.db")
    rows = database.execute("SELECT canonical_url, content_hash FROM articles").fetchall()
    searched = database.execute("SELECT count(*) FROM articles_search").fetchone()[0]
    database.close()
    assert searched == len(rows)
    found["sqlite"] = Counter(rows)
    return found


def faults(folder: Path) -> list[str]:
    """Say what is lost or doubled, by sink; empty where all is exact."""
    wanted = Counter(expected())
    told = []
    for name, got in published(folder).items():
        if got != wanted:
            lost, doubled = wanted - got, got - wanted
            told.append(f"{name}: {len(lost)} lost, {sum(doubled.values())} too many")
    return told
