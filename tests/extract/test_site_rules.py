"""A site rule has the last word on its pages, and none on others."""

from __future__ import annotations

from datetime import date

import pytest

from newsclean.options import ExtractOptions, SiteRule
from newsclean.records import Article, Examination, Response
from newsclean.run.pipeline import examine

SAYS = "The council of the harbour town voted on Monday to rebuild the old eastern pier. "
HERE = "https://www.news.example/a"
PAGE = (
    "<html lang=en><head><title>Pier to be rebuilt</title>"
    '<meta name="section" content="Harbour"><meta property="og:url" content="https://news.example/a">'
    "</head><body><article class=story><h1 class=headline>Pier to be rebuilt</h1>"
    "<p class=written>By <span class=author-name>Ada Quill</span></p>"
    "<p class=when>Published <time datetime=2026-11-02T10:00:00+01:00>yesterday</time></p>"
    f"<div class=text><p>{SAYS * 3}</p><div class=appeal><p>Give us money. {SAYS * 2}</p>"
    f"<p class=rescued>Kept all the same. {SAYS}</p></div><p>{SAYS * 4}</p></div>"
    f"<p class=short>Short.</p></article><div class=away><p>Elsewhere. {SAYS * 3}</p></div>"
    "</body></html>"
)


def under(*rules: SiteRule, url: str | None = HERE, fetched_at: str | None = None) -> str:
    return article(*rules, url=url, fetched_at=fetched_at).text


def article(*rules: SiteRule, url: str | None = HERE, fetched_at: str | None = None) -> Article:
    found = seen(*rules, url=url, fetched_at=fetched_at).article
    assert found
    return found


def seen(*rules: SiteRule, url: str | None, fetched_at: str | None = None) -> Examination:
    options = ExtractOptions(labeller="rules", fallback="never", rules=rules, record="reasons")
    return examine(Response(body=PAGE, url=url, fetched_at=fetched_at), options)


def rule(**keys: object) -> SiteRule:
    return SiteRule(**{"hosts": ("news.example",), **keys})  # type: ignore[arg-type]


def test_what_is_dropped_is_gone_and_what_is_kept_is_there() -> None:
    assert "Give us money" in under()
    assert "Give us money" not in under(rule(drop=(".appeal",)))
    assert "Short." not in under()
    assert "Short." in under(rule(keep=("p.short",)))


def test_the_nearer_selector_counts_and_drop_where_both_are_alike() -> None:
    text = under(rule(drop=(".appeal",), keep=(".rescued",)))
    assert "Give us money" not in text
    assert "Kept all the same" in text
    assert "Short." not in under(rule(drop=(".short",), keep=("p.short",)))


def test_nothing_outside_of_body_is_text() -> None:
    assert "Elsewhere" not in under(rule(body=(".text",), keep=("p",)))
    assert "Elsewhere" in under(rule(keep=("p",)))


def test_a_body_that_is_not_there_drops_nothing() -> None:
    """A site that was rebuilt must not lose all its text to a rule for its old pages."""
    assert under(rule(body=(".gone",))) == under()


def test_texts_count_more_than_selectors() -> None:
    assert "Short." in under(rule(drop=("article",), keep_text=("Short.",), keep=(".text",)))
    assert "Short." not in under(rule(keep=("p.short",), drop_text=(" Short. ",)))


@pytest.mark.parametrize(
    ("url", "holds"),
    [
        ("https://news.example/a", True),
        ("https://www.news.example/a", True),
        (None, True),  # the page tells its own address
        ("https://othernews.example/a", False),
        ("https://news.example.evil.example/a", False),
    ],
)
def test_a_rule_holds_for_its_hosts_and_those_below(url: str | None, holds: bool) -> None:
    assert ("Give us money" not in under(rule(drop=(".appeal",)), url=url)) is holds


@pytest.mark.parametrize(
    ("fetched", "holds"),
    [
        ("2026-10-31T23:59:59Z", False),
        ("2026-11-01T00:00:00Z", True),
        ("2026-11-30T12:00:00Z", True),
        ("2026-12-01T00:00:00Z", False),
    ],
)
def test_a_rule_holds_from_its_first_day_to_its_last(fetched: str, holds: bool) -> None:
    one = rule(drop=(".appeal",), since=date(2026, 11, 1), until=date(2026, 11, 30))
    assert ("Give us money" not in under(one, fetched_at=fetched)) is holds
    assert "Give us money" not in under(one)


def test_of_several_rules_the_last_that_holds_counts() -> None:
    first, second = rule(drop=(".appeal",)), rule(keep=("p.short",))
    assert "Give us money" in under(first, second)
    assert "Short." in under(first, second)


@pytest.mark.parametrize(
    ("field", "selector", "value"),
    [
        ("title", "h1.headline", "Pier to be rebuilt"),
        ("authors", ".author-name", ("Ada Quill",)),
        ("authors", ".written", ("Ada Quill",)),
        ("published", "time", "2026-11-02T10:00:00+01:00"),
        ("published", ".when time", "2026-11-02T10:00:00+01:00"),
        ("section", "meta[name=section]", "Harbour"),
        ("section", "p.short", "Short."),
    ],
)
def test_a_field_is_what_its_selector_finds(field: str, selector: str, value: object) -> None:
    found = article(rule(fields={field: selector}))
    assert getattr(found, field) == value
    assert found.provenance[field] == "site-rule"


def test_a_field_whose_selector_finds_nothing_stays_as_it_was() -> None:
    found = article(rule(fields={"title": ".nowhere", "published": "h1"}))
    assert found.title == "Pier to be rebuilt"
    assert "site-rule" not in found.provenance.values()


def test_what_a_rule_put_aside_is_told_as_a_rival() -> None:
    found = article(rule(fields={"title": "p.short"}))
    assert found.title == "Short."
    assert [c.value for c in found.conflicts if c.field == "title"] == ["Pier to be rebuilt"]


def test_the_rule_is_the_first_reason_that_is_recorded() -> None:
    labelling = seen(rule(drop=(".appeal",)), url=None).labelling
    assert labelling
    assert labelling.labeller == "rules+site-rule"
    assert labelling.reasons
    told = [reasons[0] for reasons in labelling.reasons if reasons and reasons[0].cause == "rule"]
    assert [why.value for why in told] == ["drop .appeal", "drop .appeal"]


def test_plain_text_obeys_texts() -> None:
    money = "Give us money, dear reader, every day of it."
    lines = f"Menu\nPier to be rebuilt\n{SAYS * 3}\n{money}\n{SAYS * 4}\n"
    response = Response(body=lines, url="https://news.example/a", form="text")
    plain, ruled = (
        examine(response, ExtractOptions(labeller="rules", rules=rules)).article
        for rules in ((), (rule(drop_text=(money,)),))
    )
    assert plain
    assert ruled
    assert money in plain.text
    assert money not in ruled.text
