"""The selectors of site rules: what they match, what they refuse, in linear time."""

from __future__ import annotations

import pytest

from newsclean.extract.selectors import SelectorError, matching, parse_selector
from newsclean.records import Element

PAGE = (
    Element(-1, "body"),
    Element(0, "article", "story main"),
    Element(1, "div", "story-body articleBody"),
    Element(2, "p", "lead"),
    Element(2, "p"),
    Element(1, "aside", "promo box-2"),
    Element(5, "p"),
)


@pytest.mark.parametrize(
    ("selector", "hits"),
    [
        ("p", [3, 4, 6]),
        ("P", [3, 4, 6]),
        ("*", [0, 1, 2, 3, 4, 5, 6]),
        (".story", [1]),
        ("#main", [1]),
        ("[role=main]", [1]),
        ("[itemprop='articleBody']", [2]),
        ("article.story.main", [1]),
        ("article.story.other", []),
        (".story p", [3, 4, 6]),
        (".story > p", []),
        (".story-body > p", [3, 4]),
        ("body > article > div > .lead", [3]),
        ("article>aside p", [6]),
        ("aside, .lead", [3, 5]),
        ("div p p", []),
        (".Story", []),
    ],
)
def test_a_selector_matches_as_css_does(selector: str, hits: list[int]) -> None:
    found = matching(PAGE, parse_selector(selector))
    assert [index for index, hit in enumerate(found) if hit] == hits


@pytest.mark.parametrize(
    "selector",
    ["", " ", "p,", "> p", "p >", "p > > a", "p:first-child", "a+b", ".", "[x", "[x]", "p..a",
     "div::before", "p{}", "x" * 600],
)  # fmt: skip
def test_what_is_no_selector_is_refused(selector: str) -> None:
    with pytest.raises(SelectorError):
        parse_selector(selector)


def test_time_is_linear_in_the_depth_of_the_page() -> None:
    """Each compound looks at each element once, however deep the page nests."""
    looked = 0

    class Counting(tuple[Element, ...]):
        __slots__ = ()

        def __iter__(self):  # type: ignore[no-untyped-def]
            nonlocal looked
            for one in super().__iter__():
                looked += 1
                yield one

    deep = Counting(Element(i - 1, "div", "a") for i in range(2000))
    assert sum(matching(deep, parse_selector("div div div div div"))) == 1996
    assert looked <= 10 * 2000
