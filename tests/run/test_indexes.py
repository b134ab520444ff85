"""Sitemap indexes: each part once, bounded in depth and number, spared when nothing is new."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from newsclean.records import Hints, Target
from tests.run.scripted import FEED, HOST, Script, story, text


@pytest.fixture
def script(memory: Path) -> Script:
    return Script(memory)


def part(path: str, lastmod: str | None = None, host: str = HOST) -> Target:
    return Target(url=host + path, hints=Hints(modified=lastmod) if lastmod else None)


def test_an_index_that_lists_itself_is_read_once(script: Script) -> None:
    """And two that list each other."""
    script.parts[FEED] = [part("/feed"), part("/a"), part("/a")]
    script.parts[HOST + "/a"] = [part("/feed"), part("/a")]
    script.run()
    assert script.read == ["/feed", "/a"]


def test_three_levels_below_the_first_are_read(script: Script) -> None:
    """A chain without end is said to be too deep."""
    for n in range(9):
        script.parts[FEED if n == 0 else f"{HOST}/{n}"] = [part(f"/{n + 1}")]
    summary = script.run()
    assert script.read == ["/feed", "/1", "/2", "/3"]
    assert "more than 3 deep" in summary.sites["herald"].problems[0]


def test_at_most_500_parts_are_read(script: Script) -> None:
    """Of a site, in one run."""
    script.parts[FEED] = [part(f"/{n}") for n in range(600)]
    summary = script.run()
    assert len(script.read) == 1 + 500
    assert "more than 500 sitemaps" in summary.sites["herald"].problems[0]


def test_parts_on_other_sites_are_not_read(script: Script) -> None:
    """Nor those that are no addresses."""
    script.parts[FEED] = [part("/x", host="http://other.example"), part("/y", host="http://[bad")]
    script.run()
    assert script.read == ["/feed"]


def test_lastmod_spares_parts_that_are_old_or_as_they_were(script: Script) -> None:
    """A new lastmod is read again."""
    script.parts[FEED] = [part("/old", "2026-01-01"), part("/new", "2026-11-18T12:00:00+00:00")]
    script.run()
    assert script.read == ["/feed", "/new"]
    script.run()
    assert script.read == ["/feed"]
    script.parts[FEED] = [part("/new", "2026-11-18T16:00:00+00:00")]
    script.run()
    assert script.read == ["/feed", "/new"]


def test_a_quiet_part_without_lastmod_is_read_ever_more_seldom(script: Script) -> None:
    """At least daily; one that brings something is read in each run again."""
    script.parts[FEED] = [part("/quiet")]
    hours = []
    for hour in range(72):
        script.run(1.0)
        if "/quiet" in script.read:
            hours.append(hour)
    assert hours[:5] == [0, 1, 5, 13, 29]
    assert max(b - a for a, b in itertools.pairwise(hours)) <= 24
    script.lists("/a", feed=HOST + "/quiet")
    script.page("/a", story("/a", text("a")))
    while not script.run(1.0).totals.fresh:
        pass
    script.run(1.0)
    assert "/quiet" in script.read
