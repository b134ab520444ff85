"""Dates that stand far from the article count only where nothing near it tells one."""

from __future__ import annotations

import doctest

import pytest

from newsclean.extract.fields import elsewhere
from tests.extract.fields.pages import BODY, SENTENCE, fields_of

DAY = "2026-02-09"
FAR = "".join(f"<p>Write to the harbour office, room {n}.</p>" for n in range(30))
POSTED = "<p>The pier was posted on 9 February 2026 at 10:20 and is filed under Harbour.</p>"
NEXT = "<p>The next issue is published on 10 February 2026.</p>"


LABELLED = "<h4>Published</h4><time>9 February 2026</time><p>8 February 2026</p>"


@pytest.mark.parametrize(
    "page",
    [
        BODY + FAR + POSTED + FAR,
        POSTED + FAR + BODY,
        BODY + FAR + LABELLED,
        BODY
        + FAR
        + "<p>Der Artikel wurde am 9. Februar 2026 von Ada geschrieben und abgelegt.</p>",
    ],
)
def test_a_line_that_says_published_dates_the_page_from_afar(page: str) -> None:
    fields = fields_of(body=page)
    assert (fields.published or "")[:10] == DAY
    assert fields.provenance["published"] == "text:elsewhere"


def test_of_several_such_lines_the_nearest_behind_the_article_counts() -> None:
    assert (fields_of(body=NEXT + FAR + BODY + FAR + POSTED + NEXT).published or "")[:10] == DAY


@pytest.mark.parametrize(
    "line",
    [
        "<p>© 2026, published 9 February 2026</p>",
        "<p>9 February 2026</p><p>8 February 2026</p>",
        '<div class="comment"><p>Ada posted on 9 February 2026: a fine thing</p></div>',
        "<p>posted yesterday</p>",
    ],
    ids=["copyright", "two bare days", "comment", "relative"],
)
def test_what_others_say_far_off_dates_nothing(line: str) -> None:
    assert fields_of(body=BODY + FAR + line + FAR).published is None


def test_whatever_is_told_near_goes_before_it() -> None:
    near = BODY.replace("</h1>", "</h1><p>7 February 2026</p>")
    assert fields_of(body=near + FAR + POSTED).published == "2026-02-07"
    head = '<meta name="date" content="2026-02-07">'
    assert fields_of(head, BODY + FAR + POSTED).published == "2026-02-07"


def test_it_is_not_believed_after_the_last_change() -> None:
    changed = '<meta property="article:modified_time" content="2026-02-07T10:00:00+01:00">'
    assert fields_of(changed, BODY + FAR + POSTED).published is None


def test_the_only_day_of_a_page_is_its_own() -> None:
    assert fields_of(body=f"{BODY}<p>{SENTENCE}</p>{FAR}<p>9 February 2026</p>").published == DAY


def test_doctests() -> None:
    assert doctest.testmod(elsewhere).failed == 0
