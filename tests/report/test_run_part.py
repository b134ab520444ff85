"""The report of a run: what its summary counted, held against earlier runs, hostile or not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

pytest.importorskip("matplotlib", reason="the extra report is not installed")

from newsclean.report.collection import collect
from newsclean.report.run_part import RunPart, run_part
from newsclean.report.run_report import report_html
from newsclean.report.tables import Table
from newsclean.run.tally import SiteCounts, Summary, Tally
from tests.report.browser import WIDTHS, Watched, chromium, opened, serious_findings
from tests.report.lines import article, rejection
from tests.report.pages import ATTACKS


def summary(sites: dict[str, SiteCounts], **facts: object) -> Summary:
    tally = Tally()
    tally.sites = sites
    plain: dict[str, object] = {
        "started": "2026-11-24T06:00:00Z",
        "seconds": 61.25,
        "ended": "done",
        "exit_code": 0,
        "slowest_hosts": [("www.pier.example", 2.5), ("quay.example", 0.25)],
        "sinks": {"jsonl": "ok"},
        "published": 9,
        "waiting": 0,
        "left_for_next_run": 3,
    }
    return Summary(totals=tally.totals(), sites=sites, **{**plain, **facts})  # type: ignore[arg-type]


PIER = SiteCounts(found=40, seen=20, old=1, new=8, unchanged=5, pages=19, requests=21,
                  rejected={"listing": 2, "http_error": 3, "too_slow": 1})  # fmt: skip
QUAY = SiteCounts(found=10, new=9, changed=1, pages=10, requests=11,
                  problems=["https://quay.example/feed: 404"])  # fmt: skip
RUN = summary({"pier": PIER, "quay": QUAY})


def cells(part: RunPart, key: str) -> list[list[str]]:
    [found] = [one for one in part.tables if one.id == f"run-{key}"]
    return [[cell.text for cell in row] for row in found.rows]


def heads(part: RunPart, key: str) -> Table:
    return next(one for one in part.tables if one.id == f"run-{key}")


def test_the_figures_are_those_of_the_summary() -> None:
    part = run_part([RUN])
    tiles = dict(part.tiles)
    assert part.ended == "done; exit status 0"
    assert (tiles["seconds"], tiles["exit status"]) == ("61.2", "0")
    names = ("found", "new", "changed", "skipped as seen", "too old", "unchanged", "rejected")
    assert [tiles[name] for name in names] == ["50", "17", "1", "20", "1", "5", "6"]
    assert (tiles["requests"], tiles["left for the next run"]) == ("32", "3")
    assert 'aria-label="What the run did: 50 found, 17 new' in part.plot


def test_sites_reasons_hosts_and_failures_have_tables() -> None:
    part = run_part([RUN])
    assert cells(part, "sites") == [
        ["quay", "10", "9", "1", "0", "0", "0", "0"],
        ["pier", "40", "8", "0", "20", "1", "5", "6"],
    ]
    assert cells(part, "rejects") == [
        ["http_error", "3", "failure"],
        ["listing", "2", "no article"],
        ["too_slow", "1", "failure"],
    ]
    assert cells(part, "failing") == [["pier", "4", "19", "http_error (3), too_slow (1)"]]
    assert cells(part, "problems") == [["quay", "https://quay.example/feed: 404"]]
    assert cells(part, "hosts") == [["www.pier.example", "2.50"], ["quay.example", "0.25"]]
    assert cells(part, "outputs") == [["jsonl", "ok"]]


def test_of_several_runs_the_latest_is_told_and_its_yield_compared() -> None:
    """In whatever order they are given; a site new to the crawl has nothing to be held against."""
    before = [
        summary({"pier": SiteCounts(new=count)}, started=f"2026-11-2{count % 4}T06:00:00Z")
        for count in (10, 15)
    ]
    part = run_part([RUN, *before])
    assert part == run_part([*before, RUN])
    assert part.started == RUN.started
    assert heads(part, "sites").columns[-2:] == ("new before, mean", "change")
    assert [row[-2:] for row in cells(part, "sites")] == [["–", "first run"], ["12.5", "-4.5"]]


def test_an_empty_run_has_figures_and_no_plot() -> None:
    part = run_part([summary({}, ended="damaged", exit_code=3, slowest_hosts=[], sinks={})])
    assert part.ended == "not run: the state is damaged; exit status 3"
    assert (part.plot, part.tables) == ("", [])


def test_the_same_run_gives_the_same_bytes() -> None:
    assert report_html(None, "run.json", [RUN]) == report_html(None, "run.json", [RUN])


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def both(browser: Browser, tmp_path: Path) -> Iterator[Watched]:
    collection = collect([article()], [rejection("listing", None, "a list")])
    watched = opened(browser, report_html(collection, "run.json", [RUN]), tmp_path, "phone")
    yield watched
    watched.page.close()


def test_a_run_and_its_articles_stand_on_one_page_that_sorts_and_fits(both: Watched) -> None:
    names = both.page.locator("#run-sites tbody th")
    both.page.locator("#run-sites thead button").nth(1).click()
    assert names.all_inner_texts() == ["pier", "quay"]
    both.page.locator("#run-sites thead button").nth(1).click()
    assert names.all_inner_texts() == ["quay", "pier"]
    assert both.page.locator("#sites tbody th").all_inner_texts() == ["a.example"]
    assert both.page.locator("svg.plot").count() == 3
    assert both.page.evaluate("document.documentElement.scrollWidth") <= WIDTHS["phone"][0]
    assert both.complaints == []
    assert [url.split(":")[0] for url in both.requests] == ["file"]
    ids = both.page.evaluate("[...document.querySelectorAll('.sheet [id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))
    assert serious_findings(both.page) == []


def test_a_hostile_summary_is_shown_and_does_nothing(browser: Browser, tmp_path: Path) -> None:
    counts = SiteCounts(new=1, rejected=dict.fromkeys(ATTACKS, 1), problems=list(ATTACKS))
    hostile = summary(
        dict.fromkeys(ATTACKS, counts),
        started=ATTACKS[0],
        slowest_hosts=[(attack, 1.0) for attack in ATTACKS],
        sinks=dict.fromkeys(ATTACKS, ATTACKS[2]),
    )
    watched = opened(browser, report_html(None, ATTACKS[0], [hostile]), tmp_path)
    shown = watched.page
    assert watched.complaints == []
    assert shown.locator("script").count() == 1
    assert shown.locator("img, iframe, link, [onerror], [onload], [onfocus]").count() == 0
    assert "\u202e" not in shown.content()
    assert ATTACKS[0] in shown.locator("#run-hosts tbody th").all_inner_texts()
    shown.close()
