"""The compiled walk and the plain one give the same blocks, elements and records."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsclean.document.segment import segment, segment_plainly
from tests.kernels.markup import MARKUP, PAGES, page_of, serialised

walk = pytest.importorskip("newsclean.kernels.walk", reason="no C compiler was here")


@settings(max_examples=500, deadline=None)
@given(MARKUP)
@example("<a href=/x><b>one<p>two</a> <a href=/y>three")
@example("<div style='display\u3000:none'>a</div><p id=>b")
@example("<span class='byline date'>By Ada <time>2 Feb</time><wbr class=author></span>")
@example("<pre>a\n  b<br>\n</pre><br><br>c<h2><p>d<table><tr><td><p>e")
@example("<iframe><p>no</p></iframe>x<xmp>a<b>&amp;</xmp>y<math><style>a<b>c</style></math>z")
@example("<p a<b=1 c=2>text</p><a\n href='x'>y</a><!--><p>not</p>--><p>seen")
def test_on_any_markup(page: str) -> None:
    markup = serialised(page)
    found = walk.segment(markup)
    assert found is not None
    assert found == segment_plainly(markup)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_on_fixture_pages(path: Path) -> None:
    markup = serialised(page_of(path))
    assert walk.segment(markup) == segment_plainly(markup)


def test_markup_that_no_serialisation_writes_is_left_to_the_plain_walk() -> None:
    assert walk.segment("<p>a<b") is None
    assert segment("<p>a<b") == segment_plainly("<p>a<b")


@settings(max_examples=500, deadline=None)
@given(st.text(alphabet="<>/!-=\"' apimgbrdiv&;x\u3000é", max_size=60))
@example("<img a=>")
@example('<p a="b>c')
@example("<iframe")
def test_no_string_is_too_odd(markup: str) -> None:
    """What no serialisation writes is walked or left; no byte past it is read."""
    segments = segment(markup)
    assert walk.segment(markup) in (None, segments)
    read = {character for block in segments.blocks for character in block.text}
    assert read <= set(markup) | set('&<>\xa0 \n"')


def test_deep_and_wide_pages_stay_whole() -> None:
    """The arrays that grow with a page do: 3,000 levels, 2,000 links."""
    markup = "<body>" + "<div>" * 3000 + "<a href='/x'>y</a><p>z</p>" * 2000 + "</body>"
    markup = serialised(markup)
    assert walk.segment(markup) == segment_plainly(markup)
