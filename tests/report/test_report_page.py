"""The report in a real browser: it loads, sorts, fits, and shows hostile values as text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser

pytest.importorskip("matplotlib", reason="the extra report is not installed")

from newsclean.report.collection import collect
from newsclean.report.run_report import report_html
from tests.command import newsclean
from tests.report.browser import WIDTHS, Watched, chromium, opened, serious_findings
from tests.report.lines import article, rejection
from tests.report.pages import ATTACKS

ARTICLES = [
    *(article(domain="pier.example", published=f"2026-11-{day:02}") for day in range(1, 13)),
    *(article(domain="quay.example", word_count=90, language="ar") for _ in range(2)),
    *(article(domain="новости.example", section="Город") for _ in range(9)),
]
REJECTED = [
    rejection("http_error", "https://quay.example/x", "500"),
    rejection("listing", "https://quay.example/", "a list of links"),
]
NAME = "articles.jsonl"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def report(browser: Browser, tmp_path: Path) -> Iterator[Watched]:
    watched = opened(browser, page(), tmp_path)
    yield watched
    watched.page.close()


def page() -> str:
    return report_html(collect(ARTICLES, REJECTED), NAME)


def column(watched: Watched, table: str, number: int) -> list[str]:
    cells = watched.page.locator(f"#{table} tbody tr > *:nth-child({number})")
    return [text.strip() for text in cells.all_inner_texts()]


def test_it_loads_in_silence_and_asks_the_network_for_nothing(report: Watched) -> None:
    assert report.complaints == []
    assert [url.split(":")[0] for url in report.requests] == ["file"]
    assert report.page.locator("svg.plot").count() == 2


def test_tables_say_what_was_counted(report: Watched) -> None:
    assert column(report, "sites", 1) == ["pier.example", "новости.example", "quay.example"]
    assert column(report, "sites", 2) == ["12", "9", "2"]
    assert column(report, "rejects", 1) == ["http_error", "listing"]
    assert column(report, "failing", 1) == ["quay.example"]
    assert column(report, "fields", 1)[0] == "title"


def test_a_heading_sorts_by_number_and_by_name_both_ways(report: Watched) -> None:
    heading = report.page.locator("#sites thead th")
    heading.nth(1).get_by_role("button").click()
    assert column(report, "sites", 2) == ["12", "9", "2"]
    heading.nth(1).get_by_role("button").click()
    assert column(report, "sites", 2) == ["2", "9", "12"]
    assert heading.nth(1).get_attribute("aria-sort") == "ascending"
    heading.nth(0).get_by_role("button").click()
    assert column(report, "sites", 1) == ["pier.example", "quay.example", "новости.example"]
    assert heading.nth(1).get_attribute("aria-sort") is None


@pytest.mark.parametrize(
    ("width", "scheme"), [("phone", "dark"), ("tablet", "light"), ("desk", "light")]
)
def test_it_fits_every_width_and_is_accessible(
    browser: Browser, tmp_path: Path, width: str, scheme: Literal["light", "dark"]
) -> None:
    shown = opened(browser, page(), tmp_path, width, scheme).page
    assert shown.evaluate("document.documentElement.scrollWidth") <= WIDTHS[width][0]
    assert len(shown.screenshot(path=tmp_path / "shot.png")) > 10_000
    assert serious_findings(shown) == []
    shown.close()


def test_hostile_values_are_shown_and_do_nothing(browser: Browser, tmp_path: Path) -> None:
    lines = [
        article(domain=a, section=a, language=a, published=a, extraction={"labeller": a})
        for a in ATTACKS
    ]
    rejected = [rejection(a, f"https://x.example/{a}", a) for a in ATTACKS]
    watched = opened(browser, report_html(collect(lines, rejected), ATTACKS[0]), tmp_path)
    shown = watched.page
    assert watched.complaints == []
    assert shown.locator("script").count() == 1
    assert shown.locator("img, iframe, link, [onerror], [onload], [onfocus]").count() == 0
    assert set(column(watched, "sites", 1)) >= {a for a in ATTACKS if a.isascii()}
    assert "\u202e" not in shown.content()
    shown.locator("#sites thead button").first.click()
    assert watched.complaints == []
    shown.close()


def test_nothing_at_all_is_a_page_too(browser: Browser, tmp_path: Path) -> None:
    watched = opened(browser, report_html(collect([], []), NAME), tmp_path)
    assert watched.complaints == []
    assert watched.page.locator("svg").count() == 0
    watched.page.close()


def test_the_command_writes_the_page(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"".join(ARTICLES))
    (tmp_path / "r.jsonl").write_bytes(b"".join(REJECTED))
    ended = newsclean("report", NAME, "--rejects", "r.jsonl", "-o", "report.html", cwd=tmp_path)
    assert ended.status == 0, ended.err
    assert (tmp_path / "report.html").read_text("utf-8") == page()
    assert newsclean("report", "none.jsonl", cwd=tmp_path).status == 2
