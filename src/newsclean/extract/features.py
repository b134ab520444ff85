"""Block -> numbers: the same code for training and for use.

`describe` gathers what needs no weights; `matrix` adds the learned odds of names and words
(`Tables`) and the neighbours' values. Everything is done over all blocks of a page at once.

The measures follow the field: text and link density (Kohlschütter et al. 2010), class and id
names (Readability), containers' totals, likeness to title, description and JSON-LD.
"""

from __future__ import annotations

import functools
from collections import Counter
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from newsclean.extract import characters as chars
from newsclean.extract.containers import LEVELS, Containers, contain
from newsclean.extract.embedded import article_body
from newsclean.extract.names import (
    NAME_BUCKETS,
    NameTokens,
    odds_by_string,
    read_names,
    reduce_odds,
)
from newsclean.records import Document

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

WORD_BUCKETS = 1 << 16
HEAD_WORDS = 40  # words of a block that are weighed by learned odds
_NEIGHBOURS = (-3, -2, -1, 1, 2, 3)
_OUTSIDE = -5.0
_FAR = 999.0
_TWINS = 1 << 20
_COLON = ord(":")
_KINDS = {
    kind: rank
    for rank, kind in enumerate(
        "paragraph heading list_item table quote caption code lead entry embed".split()
    )
}


class Tables(msgspec.Struct, frozen=True):
    """Learned log odds of belonging to the article, by hash bucket.

    `names` (NAME_BUCKETS,) of class and id tokens; `marks` the same for inline elements;
    `words` and `pairs` (WORD_BUCKETS,) of the words and word pairs of short lines.
    """

    names: Floats
    marks: Floats
    words: Floats
    pairs: Floats

    @classmethod
    def blank(cls) -> Tables:
        """Return tables that know nothing."""
        name, word = np.zeros(NAME_BUCKETS, np.float32), np.zeros(WORD_BUCKETS, np.float32)
        return cls(name, name, word, word)


class Description(msgspec.Struct, frozen=True):
    """What is known of a page's blocks before any weight is used.

    `own` (blocks, OWN) holds plain measures; `words` and `pairs` are buckets of the head words
    with `word_blocks`, the block of each; `names` the tokens of each distinct names string,
    `name_of` (elements,) which string an element has, `marks` the tokens of blocks' inline names.
    """

    own: Floats
    words: Ints
    pairs: Ints
    word_blocks: Ints
    names: NameTokens
    name_of: list[int]
    marks: NameTokens
    containers: Containers


OWN = (
    "words chars word_length link_share bold italic kind level marks repeat "
    "space lower upper letter ideograph digit stop comma quote mark other "
    "starts_upper starts_digit starts_mark ends_stop ends_quote ends_comma ends_mark ends_letter "
    "dates linkish pictures links stamps embeds title_hit title_share desc_hit ld_hit "
    "index place chars_before"
).split()
AT = {name: column for column, name in enumerate(OWN)}


def describe(document: Document) -> Description:
    """Gather the plain measures of a page that has at least one block."""
    texts = [block.text for block in document.blocks]
    page = chars.read_page(texts)
    count = np.bincount(page.tokens.blocks, minlength=len(texts))
    rank = np.arange(len(page.tokens.blocks)) - (np.cumsum(count) - count)[page.tokens.blocks]
    head = rank < HEAD_WORDS
    own = np.column_stack(
        [
            _markup(document, page, count),
            _shape(page),
            _ends(page),
            _places(document, page),
            _likeness(document, page.tokens, count),
            _positions(page),
        ]
    ).astype(np.float32)
    pairs = chars.combine(page.tokens.hashes, np.append(page.tokens.hashes[1:], np.uint32(0)))
    names, name_of = _names(document)
    return Description(
        own,
        (page.tokens.hashes[head] % WORD_BUCKETS).astype(np.int64),
        (pairs[head] % WORD_BUCKETS).astype(np.int64),
        page.tokens.blocks[head],
        names,
        name_of,
        read_names([" ".join(block.marks) for block in document.blocks]),
        contain(document, page.sizes),
    )


def _markup(document: Document, page: chars.PageText, count: Ints) -> Floats:
    blocks = document.blocks
    texts = [b.text for b in blocks]
    repeats = Counter(texts)
    columns = [
        [b.link_chars for b in blocks],
        [b.bold for b in blocks],
        [b.italic for b in blocks],
        [_KINDS[b.kind] for b in blocks],
        [b.level or 0 for b in blocks],
        [len(b.marks) for b in blocks],
        [repeats[text] for text in texts],
    ]
    part = np.array(columns, dtype=np.float32).T
    size = page.sizes
    part[:, 0] /= size
    return np.column_stack([count, size, size / np.maximum(1, count), part])


def _shape(page: chars.PageText) -> Floats:
    """Return for each block the share of each class of characters, stops and commas counted."""
    flat = page.block * chars.CLASSES + page.classes
    total = np.bincount(flat, minlength=len(page.sizes) * chars.CLASSES)
    shape = total.reshape(-1, chars.CLASSES).astype(np.float32)
    shape[:, chars.SPACE] -= 1  # the line feed between blocks
    counted = [chars.STOP, chars.COMMA, chars.QUOTE, chars.MARK]
    rest = [k for k in range(chars.CLASSES) if k not in counted]
    shape[:, rest] /= page.sizes[:, None]
    return shape


def _ends(page: chars.PageText) -> Floats:
    """Tell what each block starts and ends with."""
    first = page.classes[page.starts]
    last = page.classes[page.starts + page.sizes - 1]
    begins = [first == chars.UPPER, first == chars.DIGIT, first >= chars.MARK]
    stop = [last == chars.STOP, last == chars.QUOTE, last == chars.COMMA, last >= chars.MARK]
    letter = (last >= chars.LOWER) & (last <= chars.DIGIT)
    return np.column_stack([*begins, *stop, letter]).astype(np.float32)


def _places(document: Document, page: chars.PageText) -> Floats:
    """Count by block: years and clock times, addresses, pictures before it, links, times."""
    count = len(page.sizes)
    tokens = page.tokens
    linkish = np.bincount(tokens.blocks, np.isin(tokens.hashes, _links()), count)
    columns: list[NDArray[Any]] = [_dates(page), linkish]
    for records in (document.pictures, document.links, document.stamps, document.embeds):
        columns.append(_count(np.array([r.block for r in records], dtype=np.int64), count))
    return np.column_stack(columns)


@functools.cache
def _links() -> NDArray[np.uint32]:
    return chars.hash_words("http https www")


def _dates(page: chars.PageText) -> Ints:
    """Count four-digit runs and digit pairs joined by a colon."""
    digit = np.zeros(len(page.classes) + 2, dtype=bool)
    digit[1:-1] = page.classes == chars.DIGIT
    edges = np.flatnonzero(digit[1:] != digit[:-1])
    begin, end = edges[::2], edges[1::2]
    year = begin[end - begin == 4]
    colon = np.flatnonzero((page.codes[1:-1] == _COLON) & digit[1:-3] & digit[3:-1]) + 1
    return np.bincount(page.block[np.concatenate([year, colon])], minlength=len(page.sizes))


def _count(blocks: Ints, count: int) -> Ints:
    return np.bincount(np.minimum(blocks, count), minlength=count + 1)[:count]


def _likeness(document: Document, tokens: chars.Tokens, count: Ints) -> Floats:
    """Compare each block's words with the title, the description and the JSON-LD body."""
    head = document.head
    words = np.maximum(1, count)
    blocks = tokens.blocks
    title = chars.hash_words(f"{head.title or ''} {head.meta('og:title') or ''}")
    said = chars.hash_words(head.meta("og:description", "description") or "")
    hit = np.bincount(blocks, _among(tokens.hashes, title), len(count))
    described = np.bincount(blocks, _among(tokens.hashes, said), len(count))
    body = article_body(document)
    inside = np.full(len(count), -1.0)
    if body:
        known = chars.hash_words(body)
        known = chars.combine(known[:-1], known[1:]) if len(known) > 1 else known
        pairs = chars.combine(tokens.hashes[:-1], tokens.hashes[1:])
        same = blocks[:-1] == blocks[1:]
        found = _among(pairs, known) & same
        inside = np.bincount(blocks[:-1], found, len(count)) / np.maximum(1, count - 1)
    title_words = max(1, len(np.unique(title)))
    return np.column_stack([hit / words, hit / title_words, described / words, inside])


def _among(hashes: chars.Codes, known: chars.Codes) -> NDArray[np.bool_]:
    """Tell which hashes are among the known; a table by low bits is right but for rare twins."""
    table = np.zeros(_TWINS, dtype=bool)
    table[known % _TWINS] = True
    return table[hashes % _TWINS]


def _positions(page: chars.PageText) -> Floats:
    index = np.arange(len(page.sizes))
    total = page.sizes.sum()
    before = (np.cumsum(page.sizes) - page.sizes) / total
    return np.column_stack([index, index / len(index), before])


def _names(document: Document) -> tuple[NameTokens, list[int]]:
    """Read each distinct names string once; say which one each element has."""
    ids: dict[str, int] = {"": 0}
    name_of = [ids.setdefault(e.names, len(ids)) for e in document.elements] or [0]
    return read_names(list(ids)), name_of


def matrix(description: Description, tables: Tables) -> Floats:
    """Return the (blocks, features) matrix of a page."""
    own = description.own
    chain = description.containers.chain
    words = reduce_odds(tables.words[description.words], description.word_blocks, len(own))
    pairs = reduce_odds(tables.pairs[description.pairs], description.word_blocks, len(own))
    marks = odds_by_string(description.marks, tables.marks)
    names = _name_odds(description, tables)
    own_names = names[chain[0]]
    above = np.stack([names[chain[level]][:, 0] for level in range(1, LEVELS)], 1)
    seen = np.hstack([own[:, _SEEN], words, own_names])
    return np.hstack(
        [
            own,
            words,
            pairs,
            marks,
            own_names,
            above,
            _around(description),
            *(_shift(seen, by) for by in _NEIGHBOURS),
            _same(chain),
        ]
    )


_SEEN = [
    AT[name]
    for name in "words link_share ends_stop kind level title_hit ld_hit repeat dates".split()
]


def _name_odds(description: Description, tables: Tables) -> Floats:
    """Return for each element its own sum, least, greatest, and the chain's least and greatest."""
    by_name = odds_by_string(description.names, tables.names).tolist()
    rows: list[tuple[float, float, float, float, float]] = []
    for name, parent in zip(description.name_of, description.containers.parents, strict=True):
        total, least, most = by_name[name]
        low, high = least, most
        if parent >= 0:
            above = rows[parent]
            low = min(low, above[3])
            high = max(high, above[4])
        rows.append((total, least, most, low, high))
    return np.array(rows, dtype=np.float32)


def _around(description: Description) -> Floats:
    """Return the totals of the elements around each block, landmarks, path group and page."""
    c = description.containers
    size = description.own[:, AT["chars"]]
    total = max(1.0, float(size.sum()))
    in_p = max(1.0, float(c.totals[0, 3]))
    held = c.totals[c.chain]
    around = np.stack(
        [
            c.tags[c.chain],
            held[..., 0] / total,
            held[..., 1] / np.maximum(1.0, held[..., 0]),
            held[..., 2],
            held[..., 3] / in_p,
        ],
        2,
    )
    by_block = around.transpose(1, 0, 2).reshape(len(size), -1)
    first = np.flatnonzero(description.own[:, AT["level"]] == 1)
    index = np.arange(len(size))
    since = index - first[0] if len(first) else np.full(len(size), _FAR)
    page = np.broadcast_to(np.array([len(size), total, in_p / total]), (len(size), 3))
    columns = [c.landmarks, c.depth, c.group, by_block, since, page]
    return np.column_stack(columns).astype(np.float32)


def _shift(values: Floats, by: int) -> Floats:
    """Return the values of the block `by` places away; a marker outside the page."""
    moved = np.full_like(values, _OUTSIDE)
    if by < 0:
        moved[-by:] = values[:by]
    else:
        moved[:-by] = values[by:]
    return moved


def _same(chain: Ints) -> Floats:
    """Tell whether the block before and after stand in the same element and parent."""
    out = np.zeros((chain.shape[1], 4), dtype=np.float32)
    for column, elements in ((0, chain[0]), (2, chain[1])):
        equal = elements[1:] == elements[:-1]
        out[1:, column] = equal
        out[:-1, column + 1] = equal
    return out
