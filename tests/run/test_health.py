"""How sites are, from a crawl's own state: new, good, silent after a redesign, failing."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from newsclean.run.crawl_options import Site
from newsclean.run.health import SiteHealth, health
from newsclean.run.state import read_state
from tests.run.scripted import Script, story, text

OTHER = "http://courier.example"
A_DAY = 6


class Papers(Script):
    """Two sites of six articles a day each."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.sites.append(Site(name="courier", feeds=(f"{OTHER}/feed",)))
        self._number = 0

    def day(self, *, redesigned: bool = False) -> None:
        """Let a day pass, with four runs; a redesigned site lists what it listed before."""
        for _ in range(4):
            self._number += 1
            paths = [f"/{self._number}-{n}" for n in range(A_DAY // 4 + 1)]
            for path in paths:
                self.page(path, story(path, text(path)))
                there = story(path, text("c" + path), url=OTHER + path, canonical_url=OTHER + path)
                self.page(path, there, host=OTHER)
            self.lists(*paths, feed=f"{OTHER}/feed")
            if not redesigned:
                self.lists(*paths)
            self.run(6.0)

    def health(self) -> dict[str, SiteHealth]:
        with closing(read_state(self.folder / "state.db")) as database:
            return {site.site: site for site in health(database, self.now).sites}


def test_a_site_whose_yield_falls_to_nothing_is_silent(memory: Path) -> None:
    """Two days after; the other stays good; news again makes it good again."""
    papers = Papers(memory)
    papers.day()
    assert papers.health()["herald"].condition == "new"
    for _ in range(5):
        papers.day()
    assert {site.condition for site in papers.health().values()} == {"good"}
    before = papers.health()["herald"].last_article
    for _ in range(3):
        papers.day(redesigned=True)
    told = papers.health()
    assert (told["herald"].condition, told["courier"].condition) == ("silent", "good")
    assert "a redesign?" in told["herald"].why
    assert told["herald"].last_article == before
    assert (told["herald"].recent, told["courier"].recent > 5) == (0.0, True)
    papers.day()
    assert papers.health()["herald"].condition == "good"
