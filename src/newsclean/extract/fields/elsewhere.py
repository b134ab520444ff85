"""Dates shown anywhere on the page: asked only where none stands near the article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from newsclean.extract.fields.dates import parse_date
from newsclean.extract.fields.datewords import (
    find_change,
    find_published,
    is_labelled_change,
    is_of_another,
    label_before,
    says_changed,
)
from newsclean.extract.fields.evidence import Evidence
from newsclean.extract.fields.shown import AFTER, is_prose, lines
from newsclean.extract.fields.standing import dated

_NOT_OF_PAGE = re.compile(r"©|\(c\)|copyright|\d{4}\s?[-–]\s?\d{4}", re.IGNORECASE)
_LINE, _POSTED = 90, 480
_MOST_LINES = 400


def far_published_lines(evidence: Evidence) -> Iterator[str]:
    """Yield the dates of short lines that say "published" further off, the nearest first.

    "This entry was posted on 3 May 2025 and is filed under Harbour" may stand in the sidebar.
    """
    blocks = evidence.document.blocks
    far = (*range(evidence.end + AFTER, len(blocks)), *range(evidence.title_block - 1, -1, -1))
    for i in dated(far, blocks, _POSTED)[:_MOST_LINES]:
        is_labelled = bool(find_published(label_before(evidence, i)))
        for part, _ in lines(evidence, (i,), changes=False):
            told = part and (is_labelled or find_published(part))
            if part and told and not _NOT_OF_PAGE.search(part):
                yield part


def only_date(evidence: Evidence) -> str | None:
    """Return the one date that short lines and stamps of the page speak of, if it is one.

    A date that stands alone on a page, outside of comments and of lists of other articles, is
    its own; of several, none can be told to be.
    """
    found: dict[str, str] = {}
    for text in _spoken_of(evidence, others=False):
        moment = parse_date(text)
        if moment:
            found.setdefault(moment.day, text)
        if len(found) > 1:
            return None
    return next(iter(found.values()), None)


def shows_days(evidence: Evidence) -> bool:
    """Return whether a short line or stamp of the page tells a day, its own or another's."""
    texts = chain(_spoken_of(evidence, others=False), _spoken_of(evidence, others=True))
    return any(parse_date(text) for text in texts)


def _spoken_of(evidence: Evidence, *, others: bool) -> Iterator[str]:
    """Yield the dates of short lines and stamps: the page's own, or those of comments, changes."""
    for stamp in evidence.document.stamps:
        apart = evidence.is_comment(stamp.block) or says_changed(evidence, stamp.block)
        if apart == others:
            yield stamp.value
    blocks = evidence.document.blocks
    for i in dated(range(len(blocks)), blocks, _LINE)[:_MOST_LINES]:
        text = blocks[i].text
        own = not is_of_another(text) and not is_prose(evidence, i, text)
        if own and not _NOT_OF_PAGE.search(text):
            is_change = bool(find_change(text)) or is_labelled_change(evidence, i)
            apart = evidence.is_comment(i) or is_change
            if apart == others:
                yield text
