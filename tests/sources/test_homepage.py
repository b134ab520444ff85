"""Home pages: links of articles are told from others, better so once results come in."""

from __future__ import annotations

from newsclean.document.parse import parse
from newsclean.records import Listing, Response
from newsclean.sources.homepage import chosen, link_guesses, shape_of

HOME = """<!doctype html><html><head><link rel=alternate type=application/rss+xml href=/rss></head>
<body><nav><a href=/politics>Politics</a><a href=/sport/>Sport and other leisure of the week</a>
<a href="/2026/11/a-story-in-the-menu-42.html">Most read: a story in the menu of today</a></nav>
<main><h2><a href="/politics/2026/11/24/council-votes-on-the-old-pier">Council votes on the old
pier after a long night</a></h2>
<h3><a href="news/harbour-choir-sings-on-the-night-ferry-881234.html">Harbour choir sings</a></h3>
<p><a href="/politics/2026/11/24/council-votes-on-the-old-pier#comments">12 comments</a></p>
<a href=/tag/choir>choir</a> <a href="https://other.example/2026/11/24/a-story-elsewhere-today">A
story on another site of the same day</a> <a href=/picture.jpg>A picture of the pier in the fog</a>
<a href="mailto:x@herald.example">Write</a> <a href="http://[bad">bad</a> <a href="/s/x8">Opera
house opens its doors again</a></main>
<footer><a href=/terms-and-conditions-of-use>Terms and conditions of use of this site</a></footer>
"""
URL = "https://www.herald.example/"


def listing() -> Listing:
    return link_guesses(parse(Response(body=HOME, url=URL), "html"), URL)


def urls(learned: dict[str, tuple[int, int]] | None = None) -> list[str]:
    found = [target.url for target in chosen(listing(), learned or {}, URL)]
    return [url.removeprefix("https://www.herald.example") for url in found]


MOST_READ = "/2026/11/a-story-in-the-menu-42.html"
PIER = "/politics/2026/11/24/council-votes-on-the-old-pier"
CHOIR = "/news/harbour-choir-sings-on-the-night-ferry-881234.html"


def test_articles_are_told_from_sections_tags_and_footers() -> None:
    """Each address once, without its fragment; only of this site; no pictures."""
    assert urls() == [MOST_READ, PIER, CHOIR]


def test_the_headline_is_a_hint() -> None:
    """As evidence for the title."""
    _, pier, _ = chosen(listing(), {}, URL)
    assert pier.hints
    assert pier.hints.title == "Council votes on the old pier after a long night"


def test_results_overrule_the_guess_both_ways() -> None:
    """What gave articles is followed, what never did is not."""
    learned = {shape_of(URL + "s/x8"): (9, 1), shape_of(URL[:-1] + PIER): (0, 30)}
    assert urls(learned) == [MOST_READ, CHOIR, "/s/x8"]


def test_few_results_do_not_yet_count() -> None:
    """One bad day does not lose a section."""
    assert PIER in urls({shape_of(URL[:-1] + PIER): (0, 3)})


def test_feeds_of_the_head_are_told() -> None:
    """For `sites discover`."""
    assert listing().feeds == ("https://www.herald.example/rss",)
