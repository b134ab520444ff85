"""Lines of a flattened page -> numbers: the same code for training and for use.

There is no markup to ask, so everything is told by a line's own shape, by how it stood in its dump
(the marks of `document.plaintext`), by what repeats, and by where the prose of the page is.
`describe` gathers what needs no weights; the model adds what it learned of words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from newsclean.extract import characters as chars
from newsclean.extract.labellers.text_rules import best_run, weigh
from newsclean.extract.names import reduce_odds
from newsclean.records import Block, Document

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

WORD_BUCKETS = 1 << 15
HEAD, TAIL = 20, 8  # words of a line's start and end that are weighed by what was learned
_CLIP = 2_000  # characters of a line that are looked at
_PART = 1 << 20  # characters that are looked at in one go, so that memory stays bounded
_TABLE = 1 << 16
_PROSE = 12
_RARE = 3
_WINDOWS = (1, 3, 8, 20)


class TextTables(msgspec.Struct, frozen=True):
    """Learned log odds of belonging to the article, (WORD_BUCKETS,) each, by hash bucket."""

    words: Floats
    pairs: Floats


class TextDescription(msgspec.Struct, frozen=True):
    """What is known of a flattened page's blocks before any weight is used.

    `own` (blocks, COLUMNS) holds plain measures; `words` and `pairs` are buckets of the words at
    the lines' starts and ends, in order of blocks, and `owner` says which block each is in.
    """

    own: Floats
    words: Ints
    pairs: Ints
    owner: Ints


_SHAPE = (
    "words chars word_length space lower upper letter ideograph digit stop comma quote mark other "
    "capitalised starts_lower starts_upper starts_digit starts_quote starts_mark "
    "ends_stop ends_quote ends_comma ends_mark ends_letter ends_digit years clocks addresses"
).split()
_STANDING = "apart bullet joined indent next_apart next_bullet next_joined".split()
_REPEATS = "repeats repeated_before repeated_after opens_another".split()
_PLACES = "index from_end place chars_before".split()
_PROSES = "weight in_run run_start run_end prose_before prose_after since_prose until_prose".split()
_LIKENESS = "known_words known_rare known_share title_like".split()
_AROUND = [
    f"{name}_{side}{size}"
    for name in ("words", "prose", "short", "ends", "capital")
    for size in _WINDOWS
    for side in ("before", "after")
]
_PAGE = "page_blocks page_chars page_prose page_line page_apart page_joined page_bullets".split()
COLUMNS = _SHAPE + _STANDING + _REPEATS + _PLACES + _PROSES + _LIKENESS + _AROUND + _PAGE
AT = {name: column for column, name in enumerate(COLUMNS)}


def describe(document: Document) -> TextDescription:
    """Gather the measures of a flattened page that has at least one block."""
    blocks = document.blocks
    parts = [_read(part, start) for part, start in _in_parts([b.text for b in blocks])]
    shape = np.concatenate([part[0] for part in parts])
    tokens = np.concatenate([part[1] for part in parts])
    owner = np.concatenate([part[2] for part in parts])
    weights = np.array([weigh(block) for block in blocks], dtype=np.float32)
    standing = _standing(blocks)
    size = np.array([len(block.text) for block in blocks], dtype=np.float64)
    own = np.column_stack(
        [
            shape,
            standing,
            _repeats(blocks),
            _places(size),
            _proses(weights),
            _likeness(tokens, owner, len(blocks)),
            _around(shape, weights),
            _page(size, weights, standing),
        ]
    )
    words, pairs, kept = _edges(tokens, owner, len(blocks))
    return TextDescription(own.astype(np.float32), words, pairs, kept)


def matrix(description: TextDescription, tables: TextTables) -> Floats:
    """Return the (blocks, features) matrix of a page: plain measures, then odds of the words."""
    lines = len(description.own)
    odds = [
        reduce_odds(tables.words[description.words], description.owner, lines),
        reduce_odds(tables.pairs[description.pairs], description.owner, lines),
    ]
    return np.hstack([description.own, *odds])


def _in_parts(texts: Sequence[str]) -> Iterator[tuple[list[str], int]]:
    """Yield lines, clipped, in parts of bounded size, each with the index of its first line."""
    part: list[str] = []
    held = start = 0
    for text in texts:
        clipped = text if len(text) <= _CLIP else text[: _CLIP // 2] + text[-_CLIP // 2 :]
        if part and held + len(clipped) > _PART:
            yield part, start
            start += len(part)
            part, held = [], 0
        part.append(clipped)
        held += len(clipped)
    yield part, start


def _read(texts: list[str], start: int) -> tuple[Floats, chars.Codes, Ints]:
    """Return the shape of each line, and the tokens' hashes with the lines they are in."""
    page = chars.read_page(texts)
    return _shape(page), page.tokens.hashes, page.tokens.blocks + start


def _shape(page: chars.PageText) -> Floats:
    lines = len(page.sizes)
    tokens = page.tokens
    count = np.bincount(tokens.blocks, minlength=lines)
    flat = page.block * chars.CLASSES + page.classes
    totals = np.bincount(flat, minlength=lines * chars.CLASSES).reshape(lines, chars.CLASSES)
    totals[:, chars.SPACE] -= 1  # the line feed between blocks
    capital = np.bincount(tokens.blocks, page.classes[tokens.first] == chars.UPPER, lines)
    size = page.sizes[:, None]
    shares = totals[:, : chars.STOP] / size
    counted = np.log1p(totals[:, chars.STOP :])
    lengths = np.log1p(count), np.log1p(page.sizes), page.sizes / np.maximum(1, count)
    shape = np.column_stack(
        [*lengths, shares, counted, capital / np.maximum(1, count), _ends(page), _numbers(page)]
    )
    return shape.astype(np.float32)


def _ends(page: chars.PageText) -> NDArray[np.bool_]:
    """Tell what each line starts and ends with."""
    first = page.classes[page.starts]
    last = page.classes[page.starts + page.sizes - 1]
    starts = [first == k for k in (chars.LOWER, chars.UPPER, chars.DIGIT, chars.QUOTE)]
    ends = [last == k for k in (chars.STOP, chars.QUOTE, chars.COMMA)]
    letter = (last >= chars.LOWER) & (last <= chars.IDEOGRAPH)
    return np.column_stack(
        [*starts, first >= chars.MARK, *ends, last >= chars.MARK, letter, last == chars.DIGIT]
    )


def _numbers(page: chars.PageText) -> Floats:
    """Count by line: runs of four digits, digits joined by a colon, signs of addresses."""
    digit = np.zeros(len(page.classes) + 2, dtype=bool)
    digit[1:-1] = page.classes == chars.DIGIT
    edges = np.flatnonzero(digit[1:] != digit[:-1])
    begin, end = edges[::2], edges[1::2]
    year = begin[end - begin == 4]
    clock = np.flatnonzero((page.codes == ord(":")) & digit[:-2] & digit[2:])
    sign = np.flatnonzero((page.codes == ord("@")) | (page.codes == ord("/")))
    lines = len(page.sizes)
    counts = [np.bincount(page.block[at], minlength=lines) for at in (year, clock, sign)]
    return np.log1p(np.column_stack(counts)).astype(np.float32)


def _standing(blocks: Sequence[Block]) -> Floats:
    """Return how each line stood in its dump, and how the next one did."""
    own = np.zeros((len(blocks), 4), dtype=np.float32)
    for i, block in enumerate(blocks):
        for mark in block.marks:
            name, _, value = mark.partition(":")
            own[i, _STANDING.index(name)] = np.log1p(int(value)) if value else 1
    following = np.ones((len(blocks), 3), dtype=np.float32)
    following[:-1] = own[1:, :3]
    following[-1, 1:] = 0
    return np.hstack([own, following])


def _repeats(blocks: Sequence[Block]) -> Floats:
    """Return how often each line comes on the page, and whether it opens a longer one."""
    texts = [block.text.casefold() for block in blocks]
    counts = Counter(texts)
    openings = Counter(text[:40] for text in counts if len(text) >= 40)
    seen: Counter[str] = Counter()
    rows = []
    for text in texts:
        before, total = seen[text], counts[text]
        seen[text] += 1
        rows.append((np.log1p(total - 1), before > 0, total - before > 1, openings[text[:40]] > 1))
    return np.array(rows, dtype=np.float32)


def _places(size: NDArray[np.float64]) -> Floats:
    lines = len(size)
    index = np.arange(lines)
    before = (np.cumsum(size) - size) / size.sum()
    columns = np.log1p(index), np.log1p(lines - 1 - index), index / lines, before
    return np.column_stack(columns).astype(np.float32)


def _proses(weights: Floats) -> Floats:
    """Say where each line is among the page's prose and relative to its best run."""
    lines = len(weights)
    index = np.arange(lines)
    start, end = best_run(weights.tolist())
    good = np.maximum(weights, 0)
    total = max(1.0, float(good.sum()))
    before = (np.cumsum(good) - good) / total
    after = 1 - before - good / total
    inside = (index >= start) & (index < end)
    signed = [np.sign(d) * np.log1p(np.abs(d)) for d in (index - start, end - 1 - index)]
    prose = weights > 0
    last = np.maximum.accumulate(np.where(prose, index, -lines))
    following = np.minimum.accumulate(np.where(prose, index, 2 * lines)[::-1])[::-1]
    away = [np.log1p(np.minimum(99, d)) for d in (index - last, following - index)]
    return np.column_stack([weights, inside, *signed, before, after, *away]).astype(np.float32)


def _likeness(tokens: chars.Codes, owner: Ints, lines: int) -> Floats:
    """Compare each line's words with those of the page's other long lines."""
    count = np.maximum(1, np.bincount(owner, minlength=lines))
    bucket = (tokens % _TABLE).astype(np.int64)
    pairs = np.unique(owner * _TABLE + bucket)  # each word once a line
    line, word = pairs // _TABLE, pairs % _TABLE
    long = count[line] >= _PROSE
    lines_with = np.bincount(word[long], minlength=_TABLE)
    others = lines_with[word] - long
    distinct = np.maximum(1, np.bincount(line, minlength=lines))
    known = np.bincount(line, others > 0, lines) / distinct
    rare = (others > 0) & (others <= max(_RARE, int(0.1 * (count >= _PROSE).sum())))
    rarely = np.bincount(line, rare, lines)
    short = (count >= 3) & (count <= 30)
    columns = [known, np.log1p(rarely), rarely / distinct, short * rarely / distinct]
    return np.column_stack(columns).astype(np.float32)


def _around(shape: Floats, weights: Floats) -> Floats:
    """Return means over the lines before and after, in windows of several sizes."""
    words = shape[:, AT["words"]]
    good = np.maximum(weights, 0)
    ends, capital = shape[:, AT["ends_stop"]], shape[:, AT["capitalised"]]
    values = np.column_stack([words, good, words < np.log1p(6), ends, capital])
    total = np.vstack([np.zeros((1, values.shape[1])), np.cumsum(values, axis=0)])
    index = np.arange(len(words))
    columns = []
    for size in _WINDOWS:
        low = np.maximum(0, index - size)
        high = np.minimum(len(words), index + 1 + size)
        columns.append((total[index] - total[low]) / size)
        columns.append((total[high] - total[index + 1]) / size)
    # windows by values -> values by windows, as COLUMNS names them
    stacked = np.stack(columns, 2)
    return stacked.reshape(len(words), -1).astype(np.float32)


def _page(size: NDArray[np.float64], weights: Floats, standing: Floats) -> Floats:
    """Return what holds for the whole page, on each of its lines."""
    prose = size[weights > 0].sum() / size.sum()
    facts = [np.log1p(len(size)), np.log1p(size.sum()), prose, np.log1p(size.mean())]
    facts += [standing[:, k].mean() for k in (0, 2, 1)]
    return np.broadcast_to(np.array(facts, dtype=np.float32), (len(size), len(facts)))


def _edges(tokens: chars.Codes, owner: Ints, lines: int) -> tuple[Ints, Ints, Ints]:
    """Return buckets of the words and word pairs near the lines' edges, and whose they are."""
    count = np.bincount(owner, minlength=lines)
    rank = np.arange(len(owner)) - (np.cumsum(count) - count)[owner]
    near = (rank < HEAD) | (rank >= count[owner] - TAIL)
    last = rank == count[owner] - 1
    following = np.where(last, np.uint32(0), np.append(tokens[1:], np.uint32(0)))
    pairs = chars.combine(tokens, following)
    words = (tokens[near] % WORD_BUCKETS).astype(np.int64)
    return words, (pairs[near] % WORD_BUCKETS).astype(np.int64), owner[near]
