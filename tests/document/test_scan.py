"""Hostile shapes are refused before they are parsed; real pages pass."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean.document import scan as module
from newsclean.document.bounds import Bound, without_scripts
from newsclean.document.scan import scan
from newsclean.errors import DocumentError, Reason

BAD = {
    "deep div": "<div>" * 2_501,
    "deep unknown": "<x-y>" * 2_501,
    "deep table": "<table><tr><td>" * 2_501,
    "deep list": "<ul><li>" * 2_501,
    "deep after closes": "</div>" * 9_000 + "<div>" * 2_501,
    "attributes": "<p " + " ".join(f"a{n}" for n in range(258)) + ">" + "x" * 600,
    "attributes with values": "<p " + " ".join(f'a{n}="v"' for n in range(300)) + ">",
    "attributes with brackets": "<p " + " ".join(f'a{n}=">"' for n in range(300)) + ">",
    "unclosed tag of attributes": "<p " + "a " * 100_000,
    "options": "<select>" + "<option>" * 5_001,
    "fonts": "".join(f"<font a{n}>" for n in range(401)),
    "bold": "<p><b>" * 401,
    "anchors": "<a href=x>" * 401,
    "anchors that other closings leave open": "<a></article>" * 401,
    "nodes": "<br>" * 200_001,
    "upper case": "<DIV>" * 2_501,
    "beside a script": "<script>1</script>" + "<div>" * 2_501,
}


def refusal(html: str) -> str | None:
    """Return why a page is refused, or None where it is not."""
    try:
        scan(html.encode())
    except DocumentError as error:
        return error.detail
    return None


@pytest.mark.parametrize("name", BAD)
def test_a_hostile_shape_is_too_complex(name: str) -> None:
    with pytest.raises(DocumentError) as raised:
        scan(BAD[name].encode())
    assert raised.value.reason is Reason.TOO_COMPLEX


GOOD = {
    "limits": "<div>" * 2_500,
    "closed": "<div></div>" * 20_000,
    "paragraphs never closed": "<p>text" * 20_000,
    "attributes": "<p " + " ".join(f"a{n}" for n in range(256)) + ">" + "x" * 600,
    "a long value": '<p data-json="' + "{a: b} <x></x> " * 5_000 + '">',
    "formatting closed": "<b>x</b>" * 20_000,
    "formatting open": "<b>" * 400,
    "markup in a script": "<script>'" + "<div>" * 9_000 + "'</script>",
    "options": "<option>" * 5_000,
}


@pytest.mark.parametrize("name", GOOD)
def test_what_real_pages_do_passes(name: str) -> None:
    assert refusal(GOOD[name]) is None


def test_control_without_the_limit_the_shape_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    assert refusal(BAD["deep div"]) is not None
    monkeypatch.setattr(module, "MAX_DEPTH", 10**9)
    assert refusal(BAD["deep div"]) is None


NAMES = (("a", "1"), ("b", '"<>"'), ("c", ">"))
SHAPES = (
    "<div> </div> <DIV> <a> </a> <A HREF=x> </a <a-b> </a-b> <b> </b> <i/> <img> <li> <em> </em > "
    "<form> <option> <font\ta=1> > < = \" ' --> <!-- <script> </script> é İ"
)
LISTS = [" ".join(f"{name}{n}={value}" for n in range(130)) for name, value in NAMES]
UNSURE = Bound(10**9, 10**9, 10**9, 10**9, few_attributes=False)
PIECES = [*SHAPES.split(" "), "<p a=", "x " * 300, *LISTS]


def exact(html: str) -> str | None:
    """Count every tag, and again without scripts where that may excuse the page."""
    page = html.encode()
    return module._over(page, UNSURE) and module._over(without_scripts(page), UNSURE)


@settings(max_examples=400, deadline=None)
@given(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).flatmap(
        lambda some: st.lists(st.sampled_from(some), max_size=150)
    )
)
def test_the_bounds_never_pass_what_the_exact_count_refuses(pieces: list[str]) -> None:
    html = "".join(pieces)
    limits = {"MAX_DEPTH": 60, "MAX_FORMATTING": 12, "MAX_OPTIONS": 20, "MAX_NODES": 120}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in limits.items():
            patch.setattr(module, name, value)
        assert refusal(html) == exact(html)


def test_an_ordinary_page_is_cleared_without_the_exact_count(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "_over", lambda page, most: pytest.fail("counted exactly"))
    linked = "<div><p class='lead'>" + "<a href='/x'>link</a> text " * 900 + "</div>" * 900
    assert refusal(linked) is None
    assert refusal("<script>'" + "<div>" * 9_000 + "'</script><p>text") is None
