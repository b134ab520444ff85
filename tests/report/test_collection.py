"""What a report counts, and that strange lines neither stop nor skew it."""

from __future__ import annotations

import msgspec
import pytest

from newsclean.report.collection import Collection, collect
from tests.report.lines import article, rejection


def counted(*lines: bytes, rejected: tuple[bytes, ...] = ()) -> Collection:
    return collect(lines, rejected)


def test_articles_are_counted_by_site_day_language_and_section() -> None:
    found = counted(
        article(domain="a.example", language="en", section="City", published="2026-11-02"),
        article(domain="a.example", language="de", published="2026-11-02T10:00:00+01:00"),
        article(domain="b.example", language="en", published=None),
    )
    assert found.articles == 3
    assert found.days == {"2026-11-02": 2}
    assert found.languages == {"en": 2, "de": 1}
    assert found.sections == {"City": 1, "unknown": 2}
    assert [(s.name, s.articles, s.undated) for s in found.sites.values()] == [
        ("a.example", 2, 0),
        ("b.example", 1, 1),
    ]


def test_a_field_is_known_where_it_is_not_empty() -> None:
    found = counted(article(authors=["Ada"]), article(authors=[], title=None))
    assert found.filled["authors"] == 1
    assert found.filled["title"] == 1
    assert found.filled["free_to_read"] == 2


def test_copies_are_told_from_what_was_marked() -> None:
    same = article(content_hash="x")
    found = counted(same, same, same, article(content_hash="y", duplicate_of="1"))
    assert (found.copies, found.marked) == (2, 1)
    assert sum(site.duplicates for site in found.sites.values()) == 3


def test_rejections_are_counted_by_reason_and_host() -> None:
    found = counted(
        article(domain="a.example"),
        rejected=(
            rejection("http_error", "https://www.a.example/x", "500"),
            rejection("too_slow", "https://a.example/y", "slow"),
            rejection("listing", "https://a.example/", "a list"),
            rejection("missing_file", None, "no such file"),
        ),
    )
    assert found.rejected == 4
    site = found.sites["a.example"]
    assert (site.articles, site.faults, site.slow) == (1, 2, 1)
    assert found.examples["http_error"] == "500"


@pytest.mark.parametrize(
    "line",
    [b"{", b"[]", b"null", b"\xff\xfe", b'{"id": 1}', b"[" * 100_000],
)
def test_a_line_that_is_no_article_is_counted_and_passed_over(line: bytes) -> None:
    found = counted(article(), line, article())
    assert (found.articles, found.unread) == (2, 1)


def test_empty_lines_are_nothing() -> None:
    assert counted(b"\n", b"  \n").unread == 0


@pytest.mark.parametrize("published", ["yesterday", "2026-13-01", "", "9" * 500])
def test_what_is_no_day_is_no_day(published: str) -> None:
    found = counted(article(published=published))
    assert found.days == {}
    assert next(iter(found.sites.values())).undated == 1


def test_a_reason_of_a_later_version_is_a_failure() -> None:
    found = counted(rejected=(rejection("quantum", "https://a.example/", "?"),))
    assert found.sites["a.example"].faults == 1


def test_the_lines_that_clean_writes_are_read() -> None:
    """The report's own view of an article keeps pace with the schema."""
    from newsclean.records import Article
    from newsclean.report.collection import SeenArticle
    from tests.report.pages import PLAIN, examined

    made = examined(PLAIN).article
    assert made
    seen = msgspec.json.decode(made.to_json(), type=SeenArticle)
    assert set(SeenArticle.__struct_fields__) <= set(Article.__struct_fields__)
    assert (seen.title, seen.word_count, seen.domain) == (
        made.title,
        made.word_count,
        "news.example",
    )
