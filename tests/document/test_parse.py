"""What is taken for HTML and what for plain text, by content alone."""

from __future__ import annotations

import doctest

import pytest

from newsclean.document import parse as module
from newsclean.document.parse import parse
from newsclean.records import Response

STYLES = "p { color: red }\n" * 2_000
PAGE = "<html><head><title>Pier</title></head><body><p>It opens.</p></body></html>"


@pytest.mark.parametrize(
    "start", [f"<style>{STYLES}</style>", f"\n <!--{STYLES}-->", f"<script>/*{STYLES}*/</script>"]
)
def test_a_page_that_opens_with_much_else_is_html_all_the_same(start: str) -> None:
    document = parse(Response(body=start + PAGE))
    assert (document.form, [b.text for b in document.blocks]) == ("html", ["It opens."])


@pytest.mark.parametrize(
    "text",
    [
        "The pier opens. <style> is a tag of HTML.",
        "<scripture> says: the pier opens.",
        "<- the pier opens",
        f"{STYLES}<p>late",
    ],
)
def test_a_text_that_speaks_of_tags_is_one(text: str) -> None:
    assert parse(Response(body=text)).form == "text"


def test_doctests_hold() -> None:
    result = doctest.testmod(module)
    assert result.attempted
    assert not result.failed
