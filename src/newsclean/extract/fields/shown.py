"""Dates that a reader sees: near the headline, before the article's first words, at its end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from newsclean.document.tags import speaks_of
from newsclean.extract.fields.datewords import (
    find_change,
    find_published,
    is_labelled_change,
    is_of_another,
    says_changed,
)
from newsclean.extract.fields.evidence import Evidence
from newsclean.extract.fields.relative import may_be_relative
from newsclean.extract.fields.standing import dated, may_date
from newsclean.records import Stamp

Written = tuple[str | None, str]

_DATE_TOKENS = frozenset(
    (
        "date datum fecha data dateline time timestamp published pubdate posted entry created "
        "meta byline datetime publish publication"
    ).split()
)
_CHANGED_TOKENS = frozenset("updated modified update changed lastmod".split())
# "9.2.26", "09/02/26": a century is added only where the line stands beside the headline
_NO_CENTURY = re.compile(r"(?<![\d./-])(\d\d?)([./])(\d\d?)\2([0-4]\d)(?![\d./]|:\d)")
# "28.09.1912:44": a day and a time of elements side by side
_GLUED = re.compile(r"(?<![\d./-])(\d\d?\.\d\d?\.)([0-4]\d)(?=[0-2]\d:[0-5]\d)")
# "Feb 182009": a badge whose parts stand in elements of their own
_BADGE = re.compile(r"\b([^\W\d_]{3,9}\.? \d\d?)((?:19|20)\d\d)\b")
# "Ada QuillMar 5, 20253 shares": name, date and count of elements side by side
_RUN_ON = re.compile(
    r"((?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?<=[^\W\d_A-Z]...)[a-z]{0,6}\.? \d\d?,"
    r" (?:19|20)\d\d)"
)
_FIVE_DIGITS = re.compile(r"\d{5}")  # such a badge has
# "(18.01.2018) Farmers ...", "Harrow, 9 May 2025 – The pier ..."
_DATELINE = re.compile(r"(?:[^\W\d][\w ./-]{1,30}[,:–/|-]\s?)?\(?(?:[^\W\d]{3,24} (?:vom|of) )?$")
_NEAR, _BESIDE = 12, 3
AFTER = 8  # blocks behind the article that may still be its own
_SHORT, _LINE, _SMALL = 160, 90, 60
_LONGEST = 3 * _SHORT
_OPENING = 48
_FIRST = 6
_LABEL = 30
_MOST_LINES = 400


def shown_dates(evidence: Evidence) -> Iterator[Written]:
    """Yield the dates that are shown: near the headline, behind the article, as its opening."""
    yield from dates_beside(evidence)
    end, near = evidence.end, evidence.zone
    after = range(max(0, end - 2), min(len(evidence.document.blocks), end + AFTER))
    yield from lines(evidence, [i for i in after if i not in near], changes=False)
    yield from _openings(evidence)


def dates_beside(evidence: Evidence) -> Iterator[Written]:
    """Yield the dates shown near the headline: `<time>`, named elements, short lines."""
    near = evidence.zone
    stamps = [s for s in evidence.document.stamps if s.block in near]
    if len(stamps) > 1:  # those below the headline are the page's sooner than those above
        order = {block: place for place, block in enumerate(near)}
        stamps.sort(key=lambda stamp: order[stamp.block])
    for stamp in stamps:
        if not evidence.is_apart(stamp.block) and not _is_change(evidence, stamp):
            yield (stamp.value or stamp.text), "time"
    for named in evidence.document.named:
        if named.block in near and _may_date(evidence, named.text) and speaks_of(named.names):
            told = not _DATE_TOKENS.isdisjoint(named.tokens) and not find_change(named.text)
            if told and not evidence.is_apart(named.block):
                yield named.text, "text"
    yield from lines(evidence, near, changes=False)


def published_lines(evidence: Evidence) -> Iterator[Written]:
    """Yield the dates of short lines that say "published", near the headline first."""
    blocks = evidence.document.blocks
    last = range(max(0, evidence.end - 2), min(len(blocks), evidence.end + AFTER))
    for part, source in lines(evidence, dict.fromkeys((*evidence.zone, *last)), changes=False):
        if part and len(part) < _LINE and (posted := find_published(part)):
            yield part[posted.start() :], source


def shown_changes(evidence: Evidence) -> Iterator[Written]:
    """Yield the dates of lines and stamps that speak of a change, near the headline first."""
    near = evidence.zone
    for stamp in evidence.document.stamps:
        if stamp.block in near and _is_change(evidence, stamp):
            yield (stamp.value or stamp.text), "time"
    size = len(evidence.document.blocks)
    last = range(max(0, evidence.end - 2), min(size, evidence.end + AFTER))
    foot = range(max(0, size - _NEAR), size)
    yield from lines(evidence, dict.fromkeys((*near, *last, *foot)), changes=True)


def lines(evidence: Evidence, places: Iterable[int], *, changes: bool) -> Iterator[Written]:
    """Yield the parts of lines that may hold a date of that kind."""
    blocks = evidence.document.blocks
    known = evidence.dated
    if evidence.response.fetched_at is None:  # else a line may hold a relative date
        places = dated(places, blocks, _SHORT if changes else _LONGEST)
    for i in places:
        parts = known.get(i)
        if parts is None:
            parts = known[i] = _dated_parts(evidence, i)
        if parts and not (changes and len(blocks[i].text) >= _SHORT):
            yield from ((part, "text") for part, is_change in parts if is_change == changes)


def _dated_parts(evidence: Evidence, block: int) -> list[tuple[str, bool]]:
    """Return the parts of a block that may hold a date, and whether they speak of a change."""
    text = evidence.document.blocks[block].text
    size = len(text)
    if size >= _LONGEST or not _may_date(evidence, text):
        return []
    if size >= _SHORT and not find_published(text[: 2 * _SHORT]):
        return []
    if evidence.is_apart(block) or is_of_another(text) or is_prose(evidence, block, text):
        return []
    labelled = size < _SMALL and is_labelled_change(evidence, block)
    return [
        (_with_century(part) if size < _SMALL else part, is_change or labelled)
        for line in text.split("\n")
        for part, is_change in _parts(line)
        if _may_date(evidence, part)
    ]


def is_prose(evidence: Evidence, block: int, text: str) -> bool:
    """Return whether a block is a sentence of the article: what it dates is its subject."""
    if len(text) < _SMALL or text[-1] not in ".!?…。" or find_published(text):
        return False
    keep = evidence.labelling.keep
    return block < len(keep) and keep[block]


def _parts(line: str) -> list[tuple[str, bool]]:
    """Return a line cut where it speaks of a change or of publication, and which part does.

    >>> _parts("3 May 2025 | Updated: 4 May 2025")
    [('3 May 2025 | ', False), ('Updated: 4 May 2025', True)]
    """
    changed = find_change(line)
    if not changed:
        return [(line, False)]
    head, tail = line[: changed.start()], line[changed.start() :]
    posted = find_published(tail, len(changed[0]))
    if not posted and not tail[len(changed[0]) :].strip(" .)]") and may_date(head):
        return [(line, True)]  # "am 3. Mai 2025 geändert": the word stands behind its date
    if not posted:
        return [(head, False), (tail, True)] if head else [(tail, True)]
    return [(head, False), (tail[: posted.start()], True), (tail[posted.start() :], False)]


def _openings(evidence: Evidence) -> Iterator[Written]:
    """Yield the dates that long blocks open with: the first of the article, those before it."""
    blocks = evidence.document.blocks
    between = range(evidence.title_block + 1, min(evidence.start, evidence.title_block + _NEAR))
    for i in (*(i for i in between if len(blocks[i].text) >= _SHORT), *evidence.kept[:2]):
        if opening := _opening_date(blocks[i].text):
            yield opening, "text"
    later = [o for i in evidence.kept[2:_FIRST] if (o := _opening_date(blocks[i].text))]
    if len(later) == 1:  # several are a calendar
        yield later[0], "text"


def _opening_date(text: str) -> str | None:
    """Return the beginning of a text that opens with a date."""
    opening = text[:_OPENING]
    first = re.search(r"\d", opening) if may_date(opening) else None
    return opening if first and _DATELINE.match(opening[: first.start()]) else None


def _with_century(text: str) -> str:
    """Write a year of two digits in full, and dates apart from what ran into them.

    >>> _with_century("Thu 25.04.24 | 14:07")
    'Thu 25.04.2024 | 14:07'
    >>> _with_century("Ada QuillMar 5, 20253 shares")
    'Ada Quill Mar 5, 2025 3 shares'
    """
    if ", 20" in text or ", 19" in text:
        text = _RUN_ON.sub(r" \1 ", text)
    dots = text.count(".")
    if dots > 1 and ":" in text:
        text = _GLUED.sub(r"\g<1>20\2 ", text)
    if dots > 1 or text.count("/") > 1:
        text = _NO_CENTURY.sub(r"\1\2\3\g<2>20\4", text)
    return _BADGE.sub(r"\1 \2", text) if _FIVE_DIGITS.search(text) else text


def _may_date(evidence: Evidence, text: str) -> bool:
    """Return whether a text can hold a date; a relative one only where the fetch time is known."""
    if may_date(text):
        return True
    known = evidence.response.fetched_at is not None
    return known and len(text) < _SMALL and may_be_relative(text)


def _is_change(evidence: Evidence, stamp: Stamp) -> bool:
    """Return whether a stamp is that of a change, by its names or by its line."""
    if stamp.names and not _CHANGED_TOKENS.isdisjoint(stamp.tokens):
        return "published" not in stamp.names
    return says_changed(evidence, stamp.block)
