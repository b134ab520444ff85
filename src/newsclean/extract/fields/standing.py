"""All blocks or links of a page looked at: which have a level, a name or a date, and where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from newsclean.kernels import KIND
from newsclean.records import Block, Link

# What every date but a relative one holds: a year, or "9.2.26", or "9 ก.พ. 69"
_DATED = re.compile(r"\d(?:\d{3}|\d?[./-]\s?\d\d?[./-]\s?\d\d|\d?\s?[\u0e00-\u0e7f]{1,3}\.)")


def headed_plainly(blocks: Sequence[Block]) -> list[int]:
    """Return which blocks are headings, of any level."""
    return [i for i, block in enumerate(blocks) if block.level is not None]


def link_places_plainly(links: Sequence[Link]) -> list[int] | None:
    """Return the blocks of the links; None where one stands before that of an earlier link."""
    places = [link.block for link in links]
    return places if places == sorted(places) else None


def pointing_plainly(links: Sequence[Link], word: str, least: int, most: int) -> list[Link]:
    """Return the links of `least` to `most` letters whose address holds a word, or with a rel.

    The word is of small letters of ASCII; in the address it may have others.
    """
    return [
        link
        for link in links
        if least <= len(link.text) <= most and (link.rel or word in link.href.lower())
    ]


def called_plainly(
    asked: Iterable[int],
    blocks: Sequence[Block],
    parents: list[int],
    tags: list[str],
    names: list[str],
    hits: AbstractSet[str],
    tag: str,
    height: int,
) -> list[int]:
    """Return those of the blocks whose element, or one around it, has a tag or one of the names.

    `height` is how many elements are asked: with 1 the block's own.
    """
    found = []
    for block in asked:
        element = blocks[block].element
        for _ in range(height):
            if not 0 <= element < len(tags):
                break
            if names[element] in hits or tags[element] == tag:
                found.append(block)
                break
            element = parents[element]
    return found


def dated_plainly(asked: Iterable[int], blocks: Sequence[Block], most: int) -> list[int]:
    """Return those of the blocks, of less than `most` characters, that may hold a date."""
    return [
        i for i in asked if len(blocks[i].text) < most and _DATED.search(blocks[i].text) is not None
    ]


def may_date_plainly(text: str) -> bool:
    """Tell whether a text holds what every date but a relative one does: a year, or "9.2.26".

    >>> may_date("Feb 2026"), may_date("9. 2.26"), may_date("9 ก.พ. 69"), may_date("9 Feb")
    (True, True, True, False)
    """
    return _DATED.search(text) is not None


if KIND == "compiled":
    from newsclean.kernels.places import called as called
    from newsclean.kernels.places import dated as dated
    from newsclean.kernels.places import headed as headed
    from newsclean.kernels.places import link_places as link_places
    from newsclean.kernels.places import may_date as may_date
    from newsclean.kernels.places import pointing as pointing
else:
    headed, link_places, called = headed_plainly, link_places_plainly, called_plainly
    dated, may_date, pointing = dated_plainly, may_date_plainly, pointing_plainly
