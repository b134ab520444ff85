"""The compiled walk over lexbor's tree and the plain one give the same head, blocks and records."""

import contextlib
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from newsclean.document.apart import take_apart, take_apart_plainly
from tests.kernels.markup import MARKUP, PAGES, WHOLE, page_of

walk = pytest.importorskip("newsclean.kernels.walk", reason="no C compiler was here")


def encoded(page: str) -> bytes:
    return page.encode("utf-8", "ignore")


@settings(max_examples=500, deadline=None)
@given(MARKUP)
@example("<a href=/x><b>one<p>two</a> <a href=/y>three")
@example("<div style='display\u3000:none'>a</div><p id=>b")
@example("<span class='byline date'>By Ada <time>2 Feb</time><wbr class=author></span>")
@example("<h1><b class=x><i class=k>one</i>two</b><i class=y>three</i></h1><h2><i class=k>four</i>")
@example("<pre>a\n  b<br>\n</pre><br><br>c<h2><p>d<table><tr><td><p>e")
@example("<iframe><p>no</p></iframe>x<xmp>a<b>&amp;</xmp>y<math><style>a<b>c</style></math>z")
@example("<p a<b=1 c=2>text</p><a\n href='x'>y</a><!--><p>not</p>--><p>seen")
@example("<b> <script>x</script>bold<!-- --> <svg><title>s</title></svg></b><i> <!-- -->it</i>")
@example("<span class=author>Q&amp;amp;A</span><time datetime>now &amp;lt;</time>")
def test_on_any_markup(page: str) -> None:
    """But where a serialisation is ambiguous: a raw element's name in MathML, with references.

    So is `<plaintext>` inside formatting, which is opened again in it.
    """
    assume(not ("<math" in page.lower() and "&" in page))
    assert walk.read(encoded(page)) == take_apart_plainly(encoded(page))


@settings(max_examples=500, deadline=None)
@given(WHOLE)
@example("<title>a <b>b</title><svg><title>c</title></svg><title>d</title>")
@example(
    "<html lang><base><base href><meta content name=A><link rel href=/x><body><link rel=a href>"
)
@example(
    "<script type='APPLICATION/LD+JSON'>[1]</script><script type=Application/JSON>[22]</script>"
)
@example("<html lang=de><math><html lang=en>")
@example("<a><frameset>")
@example("<frameset><frame src=x></frameset><noframes>text</noframes>")
@example("<head><noscript><link rel=a href=b><meta name=c content=d></noscript></head>e")
@example("<template><meta name=a content=b><p>x</template><select><option>y</select>z<map>m</map>")
def test_on_any_head(page: str) -> None:
    assert walk.read(encoded(page)) == take_apart_plainly(encoded(page))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_on_fixture_pages(path: Path) -> None:
    page = encoded(page_of(path))
    assert walk.read(page) == take_apart_plainly(page)


@settings(max_examples=500, deadline=None)
@given(st.text(alphabet="<>/!-=\"' apimgbrdiv&;x\u3000é\0", max_size=60))
@example("<img a=>")
@example('<p a="b>c')
@example("<iframe")
@example("")
def test_no_string_is_too_odd(page: str) -> None:
    assert walk.read(encoded(page)) == take_apart_plainly(encoded(page))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=80))
def test_bytes_that_are_not_utf8_are_an_error_of_python_at_worst(page: bytes) -> None:
    """Nothing but UTF-8 is handed in; should other bytes be, the next page is walked."""
    with contextlib.suppress(UnicodeDecodeError):
        walk.read(page)
    assert walk.read(b"<p>next")[1].blocks[0].text == "next"


def test_no_page_is_read_in_the_mode_of_another() -> None:
    """Only in quirks mode, without a doctype, does a table not end the paragraph around it."""
    quirky = b"<p>x<table><tr><td>y</table>"
    for page in (quirky, b"<!doctype html>" + quirky, quirky, b"<!doctype html>" + quirky):
        assert walk.read(page) == take_apart_plainly(page)


def test_deep_and_wide_pages_stay_whole() -> None:
    """The arrays that grow with a page do: 3,000 levels, 2,000 links."""
    page = "<body>" + "<div>" * 3000 + "<a href='/x'>y</a><p>z</p>" * 2000 + "</body>"
    assert walk.read(encoded(page)) == take_apart_plainly(encoded(page))


def test_where_lexbor_shows_no_functions_the_page_is_taken_apart_plainly() -> None:
    """As on Windows: the library that selectolax loads exports nothing there."""
    script = """
import selectolax.lexbor, math
selectolax.lexbor.__file__ = math.__file__
from newsclean.document.apart import take_apart
from newsclean.kernels import walk
assert not walk.READY and walk.read(b"<p>a") is None
print(take_apart(b"<p>seen")[1].blocks[0].text)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert done.stdout == "seen\n", done.stderr
    assert take_apart(b"<p>seen")[1].blocks[0].text == "seen"
