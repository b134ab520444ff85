"""Cheap bounds over a page's bytes that show, for nearly every page, that no limit is in reach.

Each bound errs one way only: tags are counted at least as often, and closings at most as often,
as the exact scan counts them. So a page that is under every bound is under every limit.
"""

from __future__ import annotations

import re

import msgspec
import numpy as np
from numpy.typing import NDArray

from newsclean.kernels import KIND

Bytes = NDArray[np.uint8]
Places = NDArray[np.intp]

_LESS, _SLASH, _A, _O = b"</ao"
_CASE = 0x20  # the bit that tells "A" from "a"
_LETTERS = b"abcdefghijklmnopqrstuvwxyz"
TOKENS = 600  # parts of a tag, the spaces between them too; one of more leaves a doubt
LONG = 515  # from "<" to the next one; the least room for so many attributes
_TAG = re.compile(
    rb"""<(?:=\s*+(?:"[^"]*+"?+|'[^']*+'?+|[^\s>"']*+)|[^\s=>/]++|[\s/]++){0,%d}+>""" % TOKENS
)
_NAME = re.compile(rb"""=\s*+(?:"[^"]*+"?+|'[^']*+'?+|[^\s>"']*+)|([^\s=>/]++)""")


def _table(members: bytes) -> NDArray[np.bool_]:
    table = np.zeros(256, dtype=np.bool_)
    table[list(members)] = True
    return table


def _pairs(names: str) -> NDArray[np.bool_]:
    table = np.zeros((256, 256), dtype=np.bool_)
    for name in names.split():
        table[ord(name[0]), ord(name[1])] = True
    return table


_IS_LETTER = _table(_LETTERS + _LETTERS.upper())
_IN_NAME = _table(_LETTERS + _LETTERS.upper() + b"0123456789:-")
# Formatting tags: of one letter, and by their first two, which others share to no harm.
_IS_SINGLE = _table(b"bisu")
_IS_FLAT = _table(b"ap")
_IS_PAIR = _pairs("bi co em fo no sm st tt")
_IS_FLAT_PAIR = _pairs("br hr li dd dt tr td th")  # never deep, as `p` and `a`


class Bound(msgspec.Struct, frozen=True):
    """The most there can be: tags, elements that nest, open formatting elements, options.

    `few_attributes` tells whether surely no tag has more than were asked; False is "perhaps".
    """

    tags: int
    elements: int
    formatting: int
    options: int
    few_attributes: bool


class Bounds:
    """The bounds over one page in UTF-8."""

    def __init__(self, page: bytes) -> None:
        self.page = page
        self.codes = np.frombuffer(page + b"    ", dtype=np.uint8)
        self.at = np.flatnonzero(self.codes == _LESS)

    def most(self, attributes: int) -> Bound:
        """Return the most there can be of what is limited; at most so many attributes a tag."""
        opening = self.at[_IS_LETTER[self.codes[self.at + 1]]]
        first, second = self.codes[opening + 1] | _CASE, self.codes[opening + 2]
        alone = ~_IN_NAME[second]
        formatting = int(np.count_nonzero(_IS_PAIR[first, second | _CASE]))
        formatting += int(np.count_nonzero(_IS_SINGLE[first] & alone))
        anchors = opening[(first == _A) & alone]
        if len(anchors):
            formatting += _most_anchors(self.codes, self.at, anchors)
        options = int(np.count_nonzero(first == _O))
        flat = int(np.count_nonzero(_IS_FLAT[first] & alone))
        ended = ~_IN_NAME[self.codes[opening + 3]]
        flat += int(np.count_nonzero(_IS_FLAT_PAIR[first, second | _CASE] & ended))
        few = self._few_attributes(attributes)
        return Bound(len(self.at), len(opening) - flat, formatting, options, few)

    def _few_attributes(self, most: int) -> bool:
        roomy = self.at[np.diff(self.at, append=len(self.page)) >= LONG]
        roomy = roomy[_IS_LETTER[self.codes[roomy + 1]]]
        budget = 4 * len(self.page)
        for start in roomy.tolist():
            tag = _TAG.match(self.page, start)
            if tag is None:
                return False
            size = tag.end() - start
            budget -= size
            if budget < 0 or (size > 2 * most and _names(tag[0]) > most):
                return False
        return True


def _names(tag: bytes) -> int:
    return sum(name != b"" for name in _NAME.findall(tag))


def _most_anchors(codes: Bytes, at: Places, opening: Places) -> int:
    """Return the most `<a>` open at once: closings count where one is open."""
    ends = at[codes[at + 1] == _SLASH]
    ends = ends[(codes[ends + 2] | _CASE == _A) & ~_IN_NAME[codes[ends + 3]]]
    places = np.concatenate([opening, ends])
    steps = np.ones(len(places), dtype=np.int32)
    steps[len(opening) :] = -1
    open_now = np.cumsum(steps[np.argsort(places)])
    return int((open_now - np.minimum(np.minimum.accumulate(open_now), 0)).max())


def most_plainly(page: bytes, attributes: int) -> Bound:
    """Return the most there can be of what is limited in a page of UTF-8."""
    return Bounds(page).most(attributes)


def without_scripts_plainly(page: bytes) -> bytes:
    """Drop script elements, whose strings often hold markup of their own.

    >>> without_scripts_plainly(b"a<script>'<div>'</script>b<SCRIPT>c")
    b'a</script>b'
    """
    lower, kept, at = page.lower(), [], 0
    while (start := lower.find(b"<script", at)) >= 0:
        kept.append(page[at:start])
        at = lower.find(b"</script", start)
        if at < 0:
            return b"".join(kept)
    return b"".join([*kept, page[at:]])


if KIND == "compiled":
    from newsclean.kernels import bounds as kernel

    def most_of(page: bytes, attributes: int) -> Bound:
        """Do the same by the compiled kernel."""
        return Bound(*kernel.most(page, attributes))

    without_scripts = kernel.without_scripts
else:
    most_of, without_scripts = most_plainly, without_scripts_plainly
