"""The day that readers see against the day that the data call the first."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean.extract.fields.dated import Dated
from newsclean.extract.fields.dates import Moment
from newsclean.extract.fields.published import settled
from newsclean.extract.fields.renewed import may_be_renewed
from tests.extract.fields.pages import BODY, SENTENCE, fields_of, ld

MORE = f"<p>{SENTENCE * 3}</p>" * 12
FIRST, LAST = "2024-05-03T08:00:00+01:00", "2026-02-03T09:00:00+01:00"


def dated(published: str, modified: str) -> str:
    """Return JSON-LD with both dates."""
    return ld(
        f'{{"@type":"NewsArticle","datePublished":"{published}","dateModified":"{modified}"}}'
    )


def under(html: str) -> str:
    """Return the page with something right under its headline."""
    return BODY.replace("</h1>", f"</h1>{html}")


def test_a_change_is_no_publication_though_it_is_the_only_day_shown() -> None:
    fields = fields_of(dated(FIRST, LAST), under("<p>Updated 3 February 2026</p>"))
    assert (fields.published, fields.modified) == (FIRST, LAST)


@pytest.mark.parametrize(
    ("head", "html"),
    [
        ("", "<p>3 May 2024</p><p>Updated 3 February 2026</p>"),
        ("", "<p>Published 3 May 2024 | Updated 3 February 2026</p>"),
        (f'<meta property="article:published_time" content="{FIRST}">', "<p>Updated 3.2.2026</p>"),
        ("", "<p>No day at all</p>"),
    ],
    ids=["shown", "called published", "told by a meta too", "no change shown"],
)
def test_a_first_day_that_is_shown_or_told_twice_stays(head: str, html: str) -> None:
    assert fields_of(head + dated(FIRST, LAST), under(html)).published == FIRST


def test_one_instant_for_both_dates_gives_way_to_an_earlier_day_that_is_shown() -> None:
    seconds = LAST.replace(":00+", ":40+")
    for modified in (LAST, seconds):
        fields = fields_of(dated(LAST, modified), under("<p>1 February 2026</p>"))
        assert fields.published == "2026-02-01"
    later = fields_of(dated(LAST, "2026-02-03T10:00:00+01:00"), under("<p>1 February 2026</p>"))
    assert later.published == LAST


def test_one_day_for_both_dates_gives_way_only_to_one_beside_the_headline() -> None:
    head = dated("2026-02-03", "2026-02-03")
    assert fields_of(head, under("<p>1 February 2026</p>")).published == "2026-02-01"
    behind = BODY.replace("</p></article>", f"</p>{MORE}<p>1 February 2026</p></article>")
    assert fields_of(head, behind).published == "2026-02-03"


@pytest.mark.parametrize(
    ("stamp", "published"),
    [
        ("<time datetime=2026-01-20>20.1.</time>", "2026-01-20"),
        ("<p>20 January 2026</p>", FIRST),
        ("<time datetime=2026-01-20></time><p>3 May 2024</p>", FIRST),
        ("<time datetime=2026-01-20></time><p>3 February 2026</p>", FIRST),
    ],
    ids=["a stamp", "no stamp", "the first day is shown too", "the last day is shown too"],
)
def test_the_only_stamp_beside_the_headline_is_the_day_that_readers_know(
    stamp: str, published: str
) -> None:
    fields = fields_of(dated(FIRST, LAST), under(stamp))
    assert fields.published == published


@pytest.mark.parametrize(
    ("told", "published"),
    [("2026-01-15", "2026-01-20"), ("2026-01-15T12:00:00Z", "2026-01-20"), (FIRST, FIRST)],
)
def test_without_a_change_a_stamp_stands_against_days_and_utc_only(
    told: str, published: str
) -> None:
    head = ld(f'{{"@type":"NewsArticle","datePublished":"{told}"}}')
    fields = fields_of(head, under("<time datetime=2026-01-20>20.1.</time>"))
    assert fields.published == published


def test_a_publication_after_the_change_gives_way_to_an_earlier_day_that_is_shown() -> None:
    page = under("<p>1 February 2026</p>")
    assert fields_of(dated("2026-02-06", "2026-02-03"), page).published == "2026-02-01"
    assert fields_of(dated("2026-02-06", "2026-02-03")).published == "2026-02-06"
    backed = '<meta property="article:published_time" content="2026-02-06">'
    assert fields_of(backed + dated("2026-02-06", "2026-02-03"), page).published == "2026-02-06"


@pytest.mark.parametrize(("time", "day"), [("22:10:55", "2026-02-02"), ("23:00:00", "2026-02-03")])
def test_the_day_of_a_change_that_is_shown_is_not_that_of_the_evening_before(
    time: str, day: str
) -> None:
    """Only what may be a midnight is the day shown, in another zone."""
    head = f'<meta property="article:published_time" content="2026-02-02T{time}Z">'
    head += '<meta property="article:modified_time" content="2026-02-03T15:31:05Z">'
    assert (fields_of(head, under("<p>3 February 2026</p>")).published or "")[:10] == day


def test_the_address_holds_up_the_day_of_the_data() -> None:
    url = "https://www.harrow.example/2026/02/03/pier-rebuilt"
    fields = fields_of(dated(LAST, LAST), under("<p>1 February 2026</p>"), url=url)
    assert fields.published == LAST


def test_a_meta_and_what_is_shown_outvote_json_ld() -> None:
    head = ld('{"@type":"NewsArticle","datePublished":"2026-02-01T08:00:00+01:00"}')
    head += '<meta property="article:published_time" content="2026-02-03T09:30:00+01:00">'
    assert (fields_of(head, under("<p>3 February 2026</p>")).published or "")[:10] == "2026-02-03"
    both = under("<p>3 February 2026</p><p>1 February 2026</p>")
    assert (fields_of(head, both).published or "")[:10] == "2026-02-01"
    assert (fields_of(head).published or "")[:10] == "2026-02-01"


_MOMENTS = st.builds(
    lambda day, rest: Moment(day + rest, "day" if not rest else "minute"),
    st.sampled_from(["2026-02-02", "2026-02-03", "2026-02-04"]),
    st.sampled_from(["", "T23:30", "T00:10Z", "T23:30+01:00", "T00:10+01:00"]),
)


def _dated(*sources: str) -> st.SearchStrategy[Dated]:
    return st.builds(Dated, _MOMENTS, st.sampled_from(sources))


_TOLD = _dated("json-ld:datePublished", "json-ld:dateCreated", "microdata:x", "meta:date", "url")


@settings(max_examples=500, deadline=None)
@given(
    st.one_of(_TOLD, _dated("text", "time", "htmldate")),
    st.one_of(st.none(), _TOLD),
    st.lists(_TOLD, max_size=3),
    st.lists(_dated("text", "time"), max_size=3),
)
def test_what_is_shown_is_left_unread_only_where_it_changes_nothing(
    winner: Dated, modified: Dated | None, data: list[Dated], shown: list[Dated]
) -> None:
    for some in (data, data[:-1]):
        rest = data[len(some) :]
        if not may_be_renewed(winner, modified, data):
            told = settled(winner, modified, data)
            assert settled(winner, modified, [*some, *shown, *rest]) == told
