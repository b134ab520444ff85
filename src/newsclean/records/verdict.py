"""What a labeller says of a page's blocks, why, and what is known of its site."""

from __future__ import annotations

import hashlib
import re
from typing import Literal

import msgspec

from newsclean.records.page import BlockKind


class Why(msgspec.Struct, frozen=True):
    """One reason for the score of a block: what was seen, how it pushed, and its measure.

    `push` above 0 speaks for article text, below 0 against it; its size, 0 to 1, is how much of
    the score it made. `value` is a count, a share, or the words that were seen.
    """

    cause: str
    push: float
    value: float | str | None = None


class SiteProfile(msgspec.Struct, frozen=True, kw_only=True):
    """What repeats on the pages of one site; a format of its own, versioned.

    `pages` were seen; `texts` counts on how many of them a block stood, by the print of its text
    (`print_of`), and in the same way on how many a place had blocks, and article text
    (`extract/places.py`). Counts are halved from time to time, so that a redesign is forgotten.
    """

    version: Literal[1] = 1
    pages: int = 0
    texts: dict[int, int] = {}


def print_of(text: str) -> int:
    """Return a 63-bit print of a block's text; numbers in it count as equal, as do case and blanks.

    >>> print_of("Read  12 comments") == print_of("read 7 Comments")
    True
    """
    folded = " ".join(_NUMBER.sub("0", text).casefold().split())
    digest = hashlib.blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1


_NUMBER = re.compile(r"\d+")


class Labelling(msgspec.Struct, frozen=True, kw_only=True):
    """A labeller's verdict on a document's blocks.

    `scores[i]` in 0..1 is the belief that block i is article text; `kinds[i]` what it is;
    `keep[i]` the decision. `confidence` in 0..1 is the expected quality of the whole choice.
    `texts` replaces the document's blocks where a fallback found text of its own. `reasons[i]`
    and `overruled`, the first judge's verdict where a fallback replaced it, are only recorded
    when asked for (`ExtractOptions.record`).
    """

    labeller: str
    scores: tuple[float, ...]
    kinds: tuple[BlockKind, ...]
    keep: tuple[bool, ...]
    confidence: float
    texts: tuple[ArticleBlock, ...] | None = None
    reasons: tuple[tuple[Why, ...], ...] | None = None
    overruled: Labelling | None = None


class ArticleBlock(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """One block of an article as published: kind, clean text, heading level, URL of an embed."""

    kind: BlockKind
    text: str
    level: int | None = None
    url: str | None = None
    time: str | None = None
