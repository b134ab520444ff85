"""The explain page in a real browser: it loads, filters, steps, exports, and lets nothing in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, expect

from newsclean.report.explain import explain_html
from newsclean.report.explanation import explain
from tests.report.browser import WIDTHS, Watched, chromium, opened, serious_findings
from tests.report.pages import ARABIC, ATTACKS, HOSTILE, PLAIN, SAYS, examined


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def plain(browser: Browser, tmp_path: Path) -> Iterator[Watched]:
    watched = opened(browser, page_of(PLAIN), tmp_path)
    yield watched
    watched.page.close()


def page_of(source: str) -> str:
    return explain_html(explain(examined(source)))


def shown(watched: Watched) -> list[str]:
    return watched.page.locator(".block:visible .text").all_inner_texts()


def test_it_loads_in_silence_and_asks_the_network_for_nothing(plain: Watched) -> None:
    assert plain.complaints == []
    assert [url.split(":")[0] for url in plain.requests] == ["file"]
    assert len(shown(plain)) == 7


def test_filters_show_what_they_say(plain: Watched) -> None:
    page = plain.page
    page.get_by_role("button", name="kept").first.click()
    assert all(text.startswith(SAYS.strip()) for text in shown(plain))
    assert len(shown(plain)) == 3
    page.get_by_role("button", name="removed").first.click()
    assert "All rights reserved" in shown(plain)
    assert len(shown(plain)) == 4
    page.get_by_role("button", name="unsure").first.click()
    assert page.locator(".block:visible").count() == page.locator(".block.unsure").count() > 0
    expect(page.get_by_role("status")).to_contain_text("blocks shown")


def test_search_finds_text_and_reasons(plain: Watched) -> None:
    plain.page.get_by_label("Search").fill("RIGHTS")
    assert shown(plain) == ["All rights reserved"]
    plain.page.get_by_label("Search").fill("called “footer”")
    assert shown(plain) == ["All rights reserved"]


def test_keys_step_through_unsure_blocks_and_mark_them(plain: Watched) -> None:
    page = plain.page
    unsure = page.locator(".block.unsure")
    page.keyboard.press("j")
    expect(unsure.first).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(unsure.first).to_be_focused()
    page.keyboard.press("x")
    assert "marked" in (unsure.first.get_attribute("class") or "")
    page.keyboard.press("/")
    page.keyboard.type("jx")
    expect(page.get_by_label("Search")).to_have_value("jx")


def test_corrections_are_exported(plain: Watched, tmp_path: Path) -> None:
    page = plain.page
    export = page.get_by_role("button", name="Export corrections")
    expect(export).to_be_disabled()
    page.get_by_role("button", name="This should be removed").last.click()
    with page.expect_download() as waiting:
        export.click()
    waiting.value.save_as(tmp_path / "out.json")
    told = json.loads((tmp_path / "out.json").read_text())
    assert told["schema"] == "newsclean.corrections/1"
    assert told["url"] == "https://news.example/pier"
    wrong = [block for block in told["blocks"] if block["was"] != block["now"]]
    assert [block["path"][-2] for block in wrong] == [["div", "support-box"]]
    assert plain.complaints == []


def test_marking_twice_is_no_mark(plain: Watched) -> None:
    button = plain.page.locator(".fix").first
    button.click()
    button.click()
    expect(plain.page.get_by_role("button", name="Export corrections")).to_be_disabled()


@pytest.mark.parametrize(
    ("source", "width", "scheme"),
    [
        (PLAIN, "phone", "light"),
        (PLAIN, "tablet", "dark"),
        (PLAIN, "desk", "light"),
        (ARABIC, "phone", "dark"),
        (ARABIC, "desk", "light"),
    ],
    ids=lambda value: value if len(value) < 10 else value[6:13],
)
def test_it_fits_every_width_and_is_accessible(
    browser: Browser, tmp_path: Path, source: str, width: str, scheme: Literal["light", "dark"]
) -> None:
    page = opened(browser, page_of(source), tmp_path, width, scheme).page
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDTHS[width][0]
    assert len(page.screenshot(path=tmp_path / "shot.png")) > 10_000
    assert serious_findings(page) == []
    page.close()


def test_arabic_stands_at_the_right(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, page_of(ARABIC), tmp_path).page
    direction = "element => getComputedStyle(element).direction"
    assert page.locator(".clean .paragraph").first.evaluate(direction) == "rtl"
    assert page.locator(".block.kept .text").first.evaluate(direction) == "rtl"
    assert page.locator(".block .head").first.evaluate(direction) == "ltr"
    page.close()


def test_print_leaves_the_tools_out(plain: Watched) -> None:
    plain.page.emulate_media(media="print")
    expect(plain.page.locator("#tools")).to_be_hidden()
    expect(plain.page.locator(".fix").first).to_be_hidden()


def test_hostile_text_is_shown_and_does_nothing(browser: Browser, tmp_path: Path) -> None:
    watched = opened(browser, page_of(HOSTILE), tmp_path)
    page = watched.page
    assert watched.complaints == []
    assert [url.split(":")[0] for url in watched.requests] == ["file"]
    assert page.locator("script").count() == 2
    assert page.locator("img, svg, iframe, link, [onerror], [onload], [onfocus]").count() == 0
    texts = " ".join(page.locator(".block .text").all_text_contents())
    assert all(attack in texts for attack in ATTACKS if attack.isascii())
    assert "\u202e" not in page.content()
    assert "userU+202Egnp.exeU+2066" in texts
    page.get_by_label("Search").fill("alert(2)")
    assert watched.complaints == []
    page.close()


def test_the_policy_stops_what_an_escape_let_through(browser: Browser, tmp_path: Path) -> None:
    """The control: markup put into the made page does nothing, and the browser says why."""
    evil = "<script>document.title = 'owned'</script><img src=http://192.0.2.1/x.png></body>"
    watched = opened(browser, page_of(PLAIN).replace("</body>", evil), tmp_path)
    assert watched.page.title().startswith("Explained")
    assert any("Content Security Policy" in told for told in watched.complaints)
    watched.page.close()


def test_without_the_policy_it_would_have_run(browser: Browser, tmp_path: Path) -> None:
    evil = "<script>document.title = 'owned'</script></body>"
    html = page_of(PLAIN).replace("Content-Security-Policy", "X-Nothing").replace("</body>", evil)
    page = opened(browser, html, tmp_path).page
    assert page.title() == "owned"
    page.close()


def test_the_same_page_gives_the_same_bytes() -> None:
    assert page_of(PLAIN) == page_of(PLAIN)
