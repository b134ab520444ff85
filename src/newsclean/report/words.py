"""Reasons, kinds and sources in words that need no programmer."""

from __future__ import annotations

from collections.abc import Callable

from newsclean.records import Why

Phrase = Callable[[Why], str]


def in_words(why: Why) -> str:
    """Say a reason; one that is not known here is said as it was recorded.

    >>> in_words(Why("links", -0.9, 0.95)), in_words(Why("names", -0.4, "promo"))
    ('almost all of it is links', 'stands in a part of the page called “promo”')
    """
    phrase = _PHRASES.get(why.cause)
    if phrase is not None:
        return phrase(why)
    return why.cause if why.value is None else f"{why.cause}: {why.value}"


def strength(push: float) -> str:
    """Say how much a reason weighed.

    >>> strength(-0.9), strength(0.2), strength(0.05)
    ('strongly', 'somewhat', 'slightly')
    """
    return "strongly" if abs(push) >= 0.4 else "somewhat" if abs(push) >= 0.1 else "slightly"


def _share(why: Why) -> str:
    share = why.value if isinstance(why.value, float) else None
    if share is None:
        return "its links" if why.push < 0 else "it has few links"
    if share >= 0.9:
        return "almost all of it is links"
    if share >= 0.15:
        return f"{share:.0%} of it is links"
    return "hardly any of it is links"


def _named(why: Why) -> str:
    if not why.value:
        return "what the page calls the parts around it"
    return f"stands in a part of the page called “{why.value}”"


def _length(word: str, unit: str = "words") -> Phrase:
    def said(why: Why) -> str:
        return f"is {word}" if why.value is None else f"is {word} ({why.value:g} {unit})"

    return said


def _repeated(why: Why) -> str:
    if not isinstance(why.value, float | int) or why.value <= 1:
        return "stands on the page only once"
    return f"stands on this page {why.value:g} times"


def _alike(why: Why) -> str:
    told = "the page’s title or its own description"
    return f"says what {told} says" if why.push > 0 else f"shares little with {told}"


def _always(text: str) -> Phrase:
    return lambda why: text


def _either(against: str, for_: str) -> Phrase:
    return lambda why: for_ if why.push > 0 else against


_PHRASES: dict[str, Phrase] = {
    "rule": lambda why: f"a rule for this site says so: {why.value}",
    "headline": _always("is the headline, which is the article’s title and not its text"),
    "copy": _always("stands in the text already"),
    "furniture": _always("a label, credit, date or pointer, not the text"),
    "profile": lambda why: f"repeats on {why.value} pages of this site",
    "site": _either(
        "stands where other pages of this site have no text",
        "stands where other pages of this site have text",
    ),
    "links": _share,
    "names": _named,
    "caption": _always("is the caption of a picture"),
    "long": _length("long"),
    "short": _length("short"),
    "big": _length("long", "characters"),
    "small": _length("short", "characters"),
    "prose": _length("a whole sentence or more"),
    "sentence": _always("ends as a sentence does"),
    "no_stop": _always("does not end as a sentence does"),
    "ending": _either("does not begin and end as sentences do", "begins and ends as sentences do"),
    "listed": _always("is an item of a list"),
    "outside": _always("stands outside of the part that holds most of the text"),
    "before": _always("stands before the text begins"),
    "after": _always("stands after the text has ended"),
    "between": _always("stands between paragraphs of the text"),
    "repeats": _repeated,
    "words": _either("its words are those of menus and calls", "its words are those of articles"),
    "likeness": _alike,
    "place": _either("its place on the page", "its place on the page is where text stands"),
    "around": _either("what stands around it is no text", "what stands around it is text"),
}
