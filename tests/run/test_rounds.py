"""What a crawl makes of answers: new, changed, moved, copied, split, refused, to be tried again."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import msgspec
import pytest

from newsclean.errors import Reason
from newsclean.records import Article, ArticleBlock, Hints
from newsclean.run.crawl_options import Revisit, Site
from tests.run.scripted import FEED, HOST, Script, refused, story, text
from tests.run.small_world import HOUR

OTHER = "http://courier.example"


@pytest.fixture
def script(memory: Path) -> Script:
    return Script(memory)


def test_a_page_is_asked_for_once_and_again_at_its_ages(script: Script) -> None:
    """Further and further apart, then never."""
    script.lists("/a")
    script.page("/a", story("/a", text("a")))
    asked = [bool(script.run(1.0).totals.pages) for _ in range(100)]
    assert [hour for hour, was in enumerate(asked) if was] == [0, 1, 6, 24, 72]
    assert len(script.published) == 1


def test_a_changed_text_is_a_version_and_the_old_text_again_is_none(script: Script) -> None:
    """Each pair of canonical URL and content hash once."""
    script.lists("/a")
    for number, body in enumerate((text("a"), text("b"), text("a"))):
        script.page("/a", story("/a", body))
        script.run(0.0 if number == 2 else (1.0, 6.0)[number])
    assert [(a.version, a.text[-1]) for a in script.published] == [(1, "a"), (2, "b")]
    assert len({a.id for a in script.published}) == 1


def test_a_listing_that_calls_a_page_modified_makes_it_due(script: Script) -> None:
    """Before its next age; one modified before it was read is left alone."""
    script.lists("/a")
    script.page("/a", story("/a", text("a")))
    script.run(2.0)
    script.run(1.0)
    script.lists("/a", hints=Hints(modified="2026-11-18T10:00:00Z"))
    assert script.counts().pages == 0
    script.lists("/a", hints=Hints(modified="2026-11-18T15:30:00Z"))
    script.page("/a", story("/a", text("b")))
    assert script.counts().changed == 1


def test_an_article_under_several_addresses_comes_once(script: Script) -> None:
    """By its canonical URL, by the same text, by tracking parameters."""
    script.lists("/a", "/amp/a", "/moved/a", "/a?utm_source=feed")
    page = story("/a", text("a"))
    script.page("/a", page)
    script.page("/amp/a", msgspec.structs.replace(page, url=HOST + "/amp/a"))
    script.page("/moved/a", story("/moved/a", text("a")))
    counts = script.counts()
    assert (counts.pages, counts.new, counts.moved) == (3, 1, 1)
    script.page("/moved/a", story("/moved/a", text("b")))
    script.page("/a", story("/a", text("b")))
    script.run()
    assert [a.version for a in script.published] == [1, 2]


def test_an_article_that_moved_and_changed_is_a_version(script: Script) -> None:
    """Found at its old address, which leads to the new one, or at the new one by its name."""
    words = text("a", 200)
    for name in ("old-address", "by-its-name"):
        script.lists(f"/news/{name}")
        script.page(f"/news/{name}", story(f"/news/{name}", words + name))
        script.run(1.0)
        moved = story(f"/archive/{name}", words + name + " A correction.")
        script.page(f"/news/{name}", moved)
        if name == "by-its-name":
            script.lists(f"/archive/{name}")
            script.page(f"/news/{name}", refused(Reason.GONE))
        script.page(f"/archive/{name}", moved)
        script.run(6.0)
        words = text("b", 200)
    assert [a.version for a in script.published] == [1, 2, 1, 2]


def test_what_a_profile_learned_meanwhile_makes_no_version(script: Script) -> None:
    """The text without the profile is as it was; and the same text published is no news either."""
    script.lists("/a")
    for raw, body in (("r1", "long text"), ("r1", "text"), ("r2", "text"), ("r3", "new text")):
        page = story("/a", text(body))
        script.page("/a", page)
        script.raw[HOST + "/a"] = raw
        script.run(0.0)
        script.now += 20 * 3600 if raw == "r2" else 3 * 3600
    assert [a.text for a in script.published] == [text("long text"), text("new text")]


def test_another_story_at_the_same_address_is_no_version(script: Script) -> None:
    """An address that always leads to the newest."""
    script.lists("/today")
    script.page("/today", story("/2026/first-story", text("a")))
    script.run(1.0)
    script.page("/today", story("/2026/second-story", text("b")))
    script.run(1.0)
    assert [a.version for a in script.published] == [1, 1]
    assert len({a.id for a in script.published}) == 2


def test_a_near_copy_on_another_site_is_marked_and_can_be_dropped(script: Script) -> None:
    """It names the id of the first; a different text is no copy."""
    words = text("a", 300)
    script.lists("/a")
    script.page("/a", story("/a", words))
    script.run()
    for name, how in (("courier", "mark"), ("gazette", "drop")):
        feed = f"http://{name}.example/feed"
        site = {"name": name, "feeds": (feed,), "duplicates": how}
        script.sites.append(msgspec.convert(site, Site))
        script.lists("/copy", "/own", feed=feed)
        copy = story("/x", words + " From our wire service.")
        own = story("/x", text(f"own{name}", 300))
        for path, page in (("/copy", copy), ("/own", own)):
            url = f"http://{name}.example{path}"
            page = msgspec.structs.replace(page, url=url, canonical_url=url)
            script.page(path, page, host=f"http://{name}.example")
    summary = script.run()
    assert summary.sites["gazette"].duplicates == 1
    copies = [(a.canonical_url, a.duplicate_of) for a in script.published if a.duplicate_of]
    assert copies == [(f"{OTHER}/copy", script.published[0].id)]


def split(number: int, of: int, body: str) -> Article:
    """Return one page of an article over several."""
    path = f"/long?page={number}" if number > 1 else "/long"
    after = f"{HOST}/long?page={number + 1}" if number < of else None
    lead = ArticleBlock("lead", "The same lead on every page.")
    return story(
        path,
        body,
        next_page=after,
        canonical_url=f"{HOST}/long",
        blocks=(lead, ArticleBlock("paragraph", body)),
    )


def test_pages_of_one_article_are_joined(script: Script) -> None:
    """In order, the repeated lead once; a later page listed by itself is no article."""
    script.lists("/long")
    for number in (1, 2, 3):
        page = split(number, 3, text(f"p{number}"))
        script.page(page.url.removeprefix(HOST) if page.url else "", page)
    assert script.counts().requests == 1 + 3
    [whole] = script.published
    assert [b.text[:3] for b in whole.blocks] == ["The", *(text(f"p{n}")[:3] for n in (1, 2, 3))]
    assert whole.text.count("The same lead") == 1
    assert whole.next_page is None
    assert whole.word_count > 360
    script.lists("/long", "/long?page=2")
    assert script.counts(0.1).fresh == 0


def test_at_most_25_pages_are_joined_and_only_of_the_site(script: Script) -> None:
    """An endless or wandering article ends."""
    script.lists("/long")
    for number in range(1, 40):
        page = split(number, 1000, text(f"p{number}"))
        script.page(page.url.removeprefix(HOST) if page.url else "", page)
    assert script.counts().requests == 1 + 25
    stray = story("/b", text("b"), next_page="http://elsewhere.example/b?page=2")
    script.lists("/b")
    script.page("/b", stray)
    assert script.counts(0.0).pages == 2


def test_half_an_article_is_none(script: Script) -> None:
    """A later page that fails in passing is tried again with the whole."""
    script.lists("/long")
    script.page("/long", split(1, 2, text("p1")))
    script.page("/long?page=2", refused(Reason.SERVER_ERROR))
    assert script.counts().new == 0
    script.page("/long?page=2", split(2, 2, text("p2")))
    assert script.counts().new == 1
    assert "p2" in script.published[0].text


def test_a_change_on_a_later_page_is_a_version(script: Script) -> None:
    """Page one may be as it was; without a change nothing comes."""
    script.lists("/long")
    for body in ("p2", "p2", "p2 corrected"):
        script.page("/long", split(1, 2, text("p1")))
        script.page("/long?page=2", split(2, 2, text(body)))
        script.run(0.0)
        script.now += {"p2": 3 * HOUR}.get(body, 0.0) + HOUR
    assert [a.version for a in script.published] == [1, 2]
    assert "corrected" in script.published[1].text


def test_a_live_blog_is_looked_at_in_every_run_of_its_first_day(script: Script) -> None:
    """Each state of it is a version."""
    script.lists("/live")
    for hour in range(5):
        script.page("/live", story("/live", text(f"h{hour}"), page_kind="live_blog"))
        script.run(1.0)
    assert [a.version for a in script.published] == [1, 2, 3, 4, 5]


def test_what_a_listing_calls_old_is_not_fetched(script: Script) -> None:
    """And what a page itself says is old is fetched once, and not published."""
    script.lists("/old", hints=Hints(published="2026-10-01T00:00:00Z"))
    counts = script.counts()
    assert (counts.old, counts.pages) == (1, 0)
    script.lists("/undated")
    script.page("/undated", story("/undated", text("a"), published="2026-10-01"))
    assert script.counts().rejected == {"too_old": 1}
    assert script.counts(100.0).pages == 0


def test_other_languages_are_refused_where_a_site_names_its_own(memory: Path) -> None:
    """A page that says none is taken."""
    script = Script(memory, languages=("de",))
    script.lists("/en", "/de", "/none")
    script.page("/en", story("/en", text("a"), language="en"))
    script.page("/de", story("/de", text("b"), language="de-AT"))
    script.page("/none", story("/none", text("c"), language=None))
    counts = script.counts()
    assert (counts.new, counts.rejected) == (2, {"other_language": 1})


def test_patterns_and_hosts_choose(memory: Path) -> None:
    """Shell patterns over the whole address; foreign hosts only where listed."""
    script = Script(memory, include=("*/news/*",), exclude=("*/news/sport/*",))
    script.lists("/news/a", "/news/sport/b", "/shop/c", "/news/d.pdf")
    script.listed[FEED].append(script.listed[FEED][0].__class__(url=f"{OTHER}/news/x"))
    script.page("/news/a", story("/news/a", text("a")))
    counts = script.counts()
    assert (counts.unwanted, counts.new) == (4, 1)


@pytest.mark.parametrize(
    ("reason", "hours"),
    [
        (Reason.NO_ARTICLE, [0, 6]),
        (Reason.LISTING, [0]),
        (Reason.GONE, [0, 1]),
        (Reason.BLOCKED, [0, 24, 48]),
        (Reason.HOST_FAILING, list(range(50))),
        (Reason.SERVER_ERROR, [0, 1, 2, 4, 8, 16, 24, 32, 40, 48]),
    ],
)
def test_each_reason_has_its_schedule(script: Script, reason: Reason, hours: list[int]) -> None:
    """Passing faults come back, ever more seldom; the rest is left alone."""
    script.lists("/a")
    script.page("/a", refused(reason))
    asked = [hour for hour in range(50) if script.counts(1.0).pages]
    assert asked == hours


def test_a_fault_never_loses_an_article_that_comes_back(script: Script) -> None:
    """A site down for five days gives its article on the sixth."""
    script.lists("/a")
    script.page("/a", refused(Reason.CONNECT))
    for _ in range(40):
        script.run(3.0)
    script.page("/a", story("/a", text("a")))
    for _ in range(3):
        script.run(3.0)
    assert len(script.published) == 1


def test_a_clock_set_back_puts_nothing_off(script: Script) -> None:
    """A run in the year 2031, then the right time again."""
    script.lists("/a")
    script.page("/a", story("/a", text("a")))
    script.page("/b", refused(Reason.SERVER_ERROR))
    right = script.now
    script.now += 5 * 365 * 24 * 3600
    script.lists("/a", "/b")
    script.run(0.0)
    script.now = right + 3600
    script.lists("/a", "/b", "/c")
    script.page("/b", story("/b", text("b")))
    script.page("/c", story("/c", text("c")))
    summary = script.run()
    assert summary.sites["herald"].new == 2
    assert "set back" in summary.sites["clock"].problems[0]
    assert sorted(a.text[-1] for a in script.published) == ["a", "b", "c"]


def test_addresses_that_nobody_lists_are_forgotten_and_nothing_comes_again(script: Script) -> None:
    """After half a year; what is listed again then is read again, and is no news."""
    script.lists("/a", "/b", "/c")
    script.page("/a", story("/a", text("a")))
    script.page("/b", story("/b", text("b")))
    script.page("/c", refused(Reason.LISTING))

    def known() -> set[str]:
        database = sqlite3.connect(script.folder / "state.db")
        rows = database.execute("SELECT url FROM urls").fetchall()
        database.close()
        return {row[0].removeprefix(HOST) for row in rows}

    for _ in range(8):
        script.run(24.0)
    script.lists("/b")
    for _ in range(26):
        script.run(6.5 * 24)
        assert known() == {"/a", "/b", "/c"}
    for _ in range(3):
        script.run(6.5 * 24)
    assert known() == {"/b"}
    script.lists("/a", "/b", "/c")
    assert script.counts().pages == 2
    assert known() == {"/a", "/b", "/c"}
    assert [a.text[-1] for a in script.published] == ["a", "b"]


def test_revisits_can_be_turned_off(memory: Path) -> None:
    """Revisit = []."""
    script = Script(memory, revisit=Revisit(ages=()))
    script.lists("/a")
    script.page("/a", story("/a", text("a"), page_kind="live_blog"))
    assert [script.counts(10.0).pages for _ in range(5)] == [1, 0, 0, 0, 0]


def test_a_sink_that_fails_holds_its_articles_until_it_works(script: Script) -> None:
    """Exit code 1; nothing is lost; the other sinks go on."""
    script.lists("/a")
    script.page("/a", story("/a", text("a")))
    (script.folder / "all").mkdir()
    summary = script.run()
    assert (summary.exit_code, summary.waiting) == (1, 1)
    assert "directory" in summary.sinks[next(iter(summary.sinks))]
    (script.folder / "all").rmdir()
    summary = script.run(0.0)
    assert (summary.exit_code, summary.waiting, summary.published) == (0, 0, 1)
    assert len(script.published) == 1
