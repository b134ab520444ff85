"""Corrections that a person marked in explain pages -> a rule for the site.

For each wrong block the selector is sought that is right about most wrong blocks of all pages and
wrong about none of the rest. What no selector tells apart is learned by its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product
from typing import Literal

import msgspec

from newsclean.extract.selectors import matching, parse_selector
from newsclean.options import SiteRule
from newsclean.records import Element

Verdict = Literal["kept", "removed"]

# A name that a person gave, e.g. story-body; not a machine's, e.g. css-1x2y3z, post-48213
_NAME = re.compile(r"[A-Za-z][A-Za-z_-]{2,40}\d?")
_MOST_NAMES = 4
_PLAIN = frozenset("div span p li ul ol a body html td tr tbody table".split())
_LONGEST_LINE = 300


class CorrectedBlock(msgspec.Struct, frozen=True, kw_only=True):
    """A block, the elements around it (tag and names, the nearest last), and the two verdicts.

    `whole` says whether `text` is all of the block's.
    """

    text: str
    path: tuple[tuple[str, str], ...]
    was: Verdict
    now: Verdict
    whole: bool = True

    @property
    def elements(self) -> tuple[Element, ...]:
        """The path as records of elements, each below the one before."""
        return tuple(Element(i - 1, tag, names) for i, (tag, names) in enumerate(self.path))

    @property
    def is_wrong(self) -> bool:
        """Whether the person changed the verdict."""
        return self.was != self.now


class Corrections(msgspec.Struct, frozen=True, kw_only=True):
    """The file that an explain page exports: one page with all its blocks."""

    schema: Literal["newsclean.corrections/1"]
    url: str | None = None
    name: str | None = None
    blocks: tuple[CorrectedBlock, ...] = ()


class Learned(msgspec.Struct, frozen=True):
    """A rule, and the texts of wrong blocks that it could not be made to set right."""

    rule: SiteRule
    missed: tuple[str, ...]


def learn_rule(pages: Sequence[Corrections], host: str) -> Learned:
    """Return the rule that sets right what was marked on these pages of one site.

    The same pages in the same order give the same rule.
    """
    blocks = [block for page in pages for block in page.blocks]
    drop, drop_text, lost = _told(blocks, "removed")
    keep, keep_text, more = _told(blocks, "kept")
    rule = SiteRule(
        hosts=(host,), keep=keep, drop=drop, keep_text=keep_text, drop_text=drop_text
    )  # fmt: skip
    return Learned(rule, lost + more)


Told = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]


def _told(blocks: Sequence[CorrectedBlock], verdict: Verdict) -> Told:
    """Return selectors, texts and what is missed for the blocks that should have a verdict."""
    wrong = [block for block in blocks if block.is_wrong and block.now == verdict]
    others = [block for block in blocks if block.now != verdict]
    candidates = dict.fromkeys(selector for block in wrong for selector in _candidates(block))
    sound = [s for s in candidates if not any(_hits(s, other) for other in others)]
    chosen: list[str] = []
    left = wrong
    while left and (best := _best(sound, left)):
        chosen.append(best)
        left = [block for block in left if not _hits(best, block)]
    spoken = {other.text for other in others}
    texts = [b.text for b in left if _is_line(b) and b.text not in spoken]
    missed = [b.text for b in left if b.text not in texts]
    return tuple(chosen), tuple(dict.fromkeys(texts)), tuple(dict.fromkeys(missed))


def _best(selectors: Sequence[str], left: Sequence[CorrectedBlock]) -> str | None:
    """Return the selector that hits most; of equals the plainest, then the first."""
    counts = {selector: sum(_hits(selector, block) for block in left) for selector in selectors}
    best = max(counts, key=lambda s: (counts[s], -s.count(" "), -len(s)), default=None)
    return best if best is not None and counts[best] else None


def _hits(selector: str, block: CorrectedBlock) -> bool:
    return any(matching(block.elements, parse_selector(selector)))


def _is_line(block: CorrectedBlock) -> bool:
    return block.whole and 0 < len(block.text) <= _LONGEST_LINE


def _candidates(block: CorrectedBlock) -> Iterator[str]:
    """Yield what could be said of a block: its own element first, then those around it."""
    said = [list(_simple(element)) for element in block.elements]
    for names in reversed(said):
        yield from names
    for depth in range(len(said) - 1, 0, -1):
        here = [*said[depth], block.elements[depth].tag]
        for above, own in product(said[depth - 1], here):
            yield f"{above} > {own}"


def _simple(element: Element) -> Iterator[str]:
    names = [name for name in element.names.split() if _NAME.fullmatch(name)][:_MOST_NAMES]
    yield from (f"{element.tag}.{name}" for name in names)
    if element.tag not in _PLAIN:
        yield element.tag
