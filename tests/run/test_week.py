"""A simulated week: each article once, each change once, and few requests for it."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import msgspec
import pytest

from newsclean.options import FetchOptions, Politeness, WorkerOptions
from newsclean.records import Article
from newsclean.run.crawl import Parts, run_crawl
from newsclean.run.crawl_options import Crawl, Output, Revisit, Site
from newsclean.run.outputs import sinks_for
from newsclean.run.reader import NetReader
from newsclean.run.stop import Stop
from newsclean.run.workers import Workers
from tests.run.farm import DAY, HOUR, START, Farm, NewsSite, Story, serve

AGES = (2 * HOUR, 8 * HOUR, DAY, 2 * DAY)
FETCH = FetchOptions(
    delay=0.0,
    allow_hosts=("127.0.0.0/8",),
    politeness=Politeness(retries=0, patience=0.0, backoff=0.0),
)


def site_of(farm: Farm, site: NewsSite) -> Site:
    """Write the site down as a person would in SITES.toml."""
    places = {"news": "/map.xml", "index": "/index.xml", "home": "/"}
    url = farm.url(site, places.get(site.style, "/feed"))
    common = {"name": site.host, "revisit": msgspec.to_builtins(Revisit(ages=AGES))}
    key = {"news": "sitemaps", "index": "sitemaps", "home": "home"}.get(site.style, "feeds")
    return msgspec.convert({**common, key: url if key == "home" else (url,)}, Site)


class Week:
    """Runs a farm through its days and keeps what came out."""

    def __init__(self, sites: int, days: float, step: float, folder: Path) -> None:
        self.days, self.step, self.folder = days, step, folder
        self.farm = Farm(sites, days)
        self.naive = self.runs = 0

    def live(self) -> None:
        with serve(self.farm) as farm, Workers(WorkerOptions(order="input")) as workers:
            self.crawl = Crawl(
                sites=tuple(site_of(farm, site) for site in farm.sites.values()),
                outputs=(Output(kind="jsonl", path=str(self.folder / "all"), layout="file"),),
                state=str(self.folder / "state.db"),
            )
            while farm.clock.time < START + self.days * DAY:
                self._run(workers)
                farm.clock.time += self.step

    def _run(self, workers: Workers) -> None:
        clock = self.farm.clock
        stop = Stop(clock)
        parts = Parts(
            clock,
            stop,
            lambda: Reader(FETCH, workers, clock, stop),
            sinks_for(self.crawl.outputs),
        )
        summary = run_crawl(self.crawl, parts)
        assert summary.ended == "done"
        self.runs += 1
        for site in self.farm.sites.values():
            self.naive += 1 + (site.style == "index")
            self.naive += sum(1 + story.twice for story in site.listed(clock.now()))

    @property
    def articles(self) -> list[Article]:
        lines = (self.folder / "all").read_bytes().splitlines()
        return [msgspec.json.decode(line, type=Article) for line in lines]

    def check(self) -> str:
        """Compare what came with what was to come; return a line of figures."""
        versions = defaultdict(list)
        for article in self.articles:
            slug = (article.canonical_url or "").rpartition("/")[2].removesuffix(".html")
            versions[article.domain, slug].append(article)
        stories = {(s.host, t.slug): t for s in self.farm.sites.values() for t in s.stories}
        missing = stories.keys() - versions.keys()
        never = {key for key in missing if not self._could_be_seen(*key)}
        assert missing == never
        assert versions.keys() <= stories.keys()
        changes = 0
        for key, story in stories.items():
            if key not in missing:
                changes += self._check_story(story, versions[key])
        asked = sum(self.farm.requests.values())
        count = len(versions)
        return (
            f"{len(self.farm.sites)} sites, {self.runs} runs: {count} articles and {changes} "
            f"changes, each once; {asked} requests, {asked / count:.1f} an article; refetching "
            f"everything takes {self.naive}, {self.naive / count:.1f} an article"
        )

    def _check_story(self, story: Story, found: list[Article]) -> int:
        corrected = [a for a in found if "Correction of story" in a.text]
        plain = [a for a in found if a not in corrected]
        assert len(plain) <= 1
        assert len(corrected) <= 1
        assert [a.version for a in found] == list(range(1, len(found) + 1))
        if self._change_shows(story):
            assert corrected, (story.site, story.number, story.born, story.changed)
        return int(len(found) == 2)

    def _could_be_seen(self, host: str, slug: str) -> bool:
        """Say whether a crawl met the story listed on a site that was up."""
        site = self.farm.sites[host]
        story = next(s for s in site.stories if s.slug == slug)
        time = START
        while time < START + self.days * DAY:
            if story.listed(time) and not site.is_down(time):
                return True
            time += self.step
        return False

    def _change_shows(self, story: Story) -> bool:
        """Say whether the corrected text stood, on a site that was up, when a visit was due."""
        site = next(s for s in self.farm.sites.values() if s.number == story.site)
        if story.changed is None or story.gone is not None or site.down is not None:
            return False
        last_visit = max(story.born, START) + AGES[-1]
        return story.changed < last_visit < START + (self.days - 0.5) * DAY


class Reader(NetReader):
    """The real reader over worker processes that outlive a run, to spare the test their start."""

    def close(self) -> None:
        """Leave the workers to the week."""


def test_half_a_week_of_a_few_sites(memory: Path) -> None:
    """Sites of every style; one of them fails and returns."""
    week = Week(sites=7, days=3.5, step=4 * HOUR, folder=memory)
    week.live()
    told = week.check()
    print(told)
    assert told.startswith("7 sites, ")


@pytest.mark.soak
def test_a_week_of_fifty_sites(memory: Path) -> None:
    """Hourly, as cron does it."""
    week = Week(sites=50, days=7.0, step=HOUR, folder=memory)
    week.live()
    told = week.check()
    print(told)
    assert told.startswith("50 sites, 168 runs: ")
