"""A page's blocks -> plain measures: what their texts, their markup and the texts beside them tell.

All blocks are read at once (`characters`); no weight is used.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from newsclean.extract import characters as chars
from newsclean.kernels import KIND
from newsclean.records import Document

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

WORD_BUCKETS = 1 << 16
_WORD_BITS = np.uint32(WORD_BUCKETS - 1)
HEAD_WORDS = 40  # words of a block that are weighed by learned odds
_TWIN_BITS = np.uint32((1 << 20) - 1)
_SIEVE = 1 << 14
_SIEVE_BITS = np.uint32(_SIEVE - 1)
_COLON = ord(":")
_KINDS = {
    kind: rank
    for rank, kind in enumerate(
        "paragraph heading list_item table quote caption code lead entry embed".split()
    )
}

OWN = (
    "words chars word_length link_share bold italic kind level marks repeat "
    "space lower upper letter ideograph digit stop comma quote mark other "
    "starts_upper starts_digit starts_mark ends_stop ends_quote ends_comma ends_mark ends_letter "
    "dates linkish pictures links stamps embeds title_hit title_share desc_hit ld_hit "
    "index place chars_before"
).split()
AT = {name: column for column, name in enumerate(OWN)}

# `own`, `words`, `pairs` and `word_blocks` of a `features.Description`, and the blocks' characters
Measures = tuple[Floats, Ints, Ints, Ints, Ints]
Beside = tuple[str, str, str]  # title, description, body in the page's data


def measure_plainly(document: Document, beside: Beside) -> Measures:
    """Measure a page's blocks by their texts and markup, and by the texts beside them."""
    texts = [block.text for block in document.blocks]
    page, others = chars.read_beside(texts, beside)
    tokens = page.tokens
    count = np.bincount(tokens.blocks, minlength=len(texts))
    own = np.empty((len(texts), len(OWN)), dtype=np.float32)
    _markup(document, page, count, own[:, : AT["space"]])
    _shape(page, own[:, AT["space"] : AT["starts_upper"]])
    _ends(page, own[:, AT["starts_upper"] : AT["dates"]])
    _places(document, page, own[:, AT["dates"] : AT["title_hit"]])
    _likeness(others, tokens, count, own[:, AT["title_hit"] : AT["index"]])
    _positions(page, own[:, AT["index"] :])
    rank = np.arange(len(tokens.blocks)) - (np.cumsum(count) - count)[tokens.blocks]
    at = np.flatnonzero(rank < HEAD_WORDS)
    pairs = chars.combine(tokens.hashes[at], np.append(tokens.hashes, _LAST)[at + 1])
    words = (tokens.hashes[at] & _WORD_BITS).astype(np.int64)
    return (
        own,
        words,
        (pairs & _WORD_BITS).astype(np.int64),
        tokens.blocks[at],
        page.sizes,
    )


if KIND == "compiled":
    from newsclean.kernels import describe as kernel

    def measure(document: Document, beside: Beside) -> Measures:
        """Do the same by the compiled kernel."""
        return kernel.measure(document, chars.packed(), _KINDS, _links(), beside)
else:
    measure = measure_plainly


_LAST = np.uint32(0)  # follows the last token of a page
_WRITTEN = attrgetter("link_chars", "bold", "italic", "kind", "level", "marks", "text")


def _markup(document: Document, page: chars.PageText, count: Ints, out: Floats) -> None:
    size = page.sizes
    linked, bold, italic, kinds, levels, marks, texts = zip(
        *map(_WRITTEN, document.blocks), strict=True
    )
    out[:, 0] = count
    out[:, 1] = size
    out[:, 2] = size / np.maximum(1, count)
    out[:, 3] = np.array(linked) / size
    out[:, 4] = bold if any(bold) else 0
    out[:, 5] = italic if any(italic) else 0
    out[:, 6] = _bytes(map(_KINDS.__getitem__, kinds))
    out[:, 7] = _bytes(level or 0 for level in levels) if any(levels) else 0
    out[:, 8] = list(map(len, marks)) if any(marks) else 0
    repeats = Counter(texts)
    out[:, 9] = list(map(repeats.__getitem__, texts)) if len(repeats) < len(texts) else 1


def _bytes(values: Iterable[int]) -> NDArray[np.uint8]:
    return np.frombuffer(bytes(values), dtype=np.uint8)


def _shape(page: chars.PageText, out: Floats) -> None:
    """Put in for each block the share of each class of characters, stops and commas counted."""
    flat = page.block * chars.CLASSES
    flat += page.classes
    total = np.bincount(flat, minlength=len(page.sizes) * chars.CLASSES)
    shape = total.reshape(-1, chars.CLASSES)
    shape[:, chars.SPACE] -= 1  # the line feed between blocks
    np.divide(shape, page.sizes[:, None], out=out, casting="same_kind")
    counted = slice(chars.STOP, chars.MARK + 1)
    out[:, counted] = shape[:, counted]


def _ends(page: chars.PageText, out: Floats) -> None:
    """Tell what each block starts and ends with."""
    first = page.classes[page.starts]
    last = page.classes[page.starts + page.sizes - 1]
    out[:, 0] = first == chars.UPPER
    out[:, 1] = first == chars.DIGIT
    out[:, 2] = first >= chars.MARK
    out[:, 3] = last == chars.STOP
    out[:, 4] = last == chars.QUOTE
    out[:, 5] = last == chars.COMMA
    out[:, 6] = last >= chars.MARK
    out[:, 7] = (last >= chars.LOWER) & (last <= chars.DIGIT)


def _places(document: Document, page: chars.PageText, out: Floats) -> None:
    """Count by block: years and clock times, addresses, pictures before it, links, times."""
    count = len(page.sizes)
    tokens = page.tokens
    http, https, www = _links()
    linkish = (tokens.hashes == http) | (tokens.hashes == https) | (tokens.hashes == www)
    out[:, 0] = _dates(page)
    out[:, 1] = np.bincount(tokens.blocks[linkish], minlength=count)
    out[:, 2] = _count([picture.block for picture in document.pictures], count)
    out[:, 3] = _count([link.block for link in document.links], count)
    out[:, 4] = _count([stamp.block for stamp in document.stamps], count)
    out[:, 5] = _count([embed.block for embed in document.embeds], count)


@functools.cache
def _links() -> NDArray[np.uint32]:
    return chars.hash_words("http https www")


def _dates(page: chars.PageText) -> Ints:
    """Count four-digit runs and digit pairs joined by a colon."""
    digit = np.zeros(len(page.classes) + 2, dtype=bool)
    np.equal(page.classes, chars.DIGIT, out=digit[1:-1])
    edges = np.flatnonzero(digit[1:] != digit[:-1])
    begin, end = edges[::2], edges[1::2]
    year = begin[end - begin == 4]
    colon = np.flatnonzero((page.codes[1:-1] == _COLON) & digit[1:-3] & digit[3:-1]) + 1
    return np.bincount(page.block[np.concatenate([year, colon])], minlength=len(page.sizes))


def _count(blocks: list[int], count: int) -> Ints | int:
    if not blocks:
        return 0
    return np.bincount(np.minimum(blocks, count), minlength=count + 1)[:count]


def _likeness(others: list[chars.Codes], tokens: chars.Tokens, count: Ints, out: Floats) -> None:
    """Compare each block's words with the title, the description and the JSON-LD body."""
    title, said, body = others
    words = np.maximum(1, count)
    blocks = tokens.blocks
    hit = np.bincount(blocks[_among(tokens.hashes, title)], minlength=len(count))
    described = np.bincount(blocks[_among(tokens.hashes, said)], minlength=len(count))
    out[:, 0] = hit / words
    out[:, 1] = hit / max(1, len(set(title.tolist())))
    out[:, 2] = described / words
    out[:, 3] = -1.0
    if len(body):
        known = chars.combine(body[:-1], body[1:]) if len(body) > 1 else body
        found = _among(chars.combine(tokens.hashes[:-1], tokens.hashes[1:]), known)
        found = found[blocks[found] == blocks[found + 1]]
        out[:, 3] = np.bincount(blocks[found], minlength=len(count)) / np.maximum(1, count - 1)


def _among(hashes: chars.Codes, known: chars.Codes) -> Ints:
    """Return where hashes are among the known; by low bits, so right but for rare twins."""
    if not len(known) or not len(hashes):
        return np.zeros(0, dtype=np.int64)
    # A small table leaves few to look for among the sorted.
    table = np.zeros(_SIEVE, dtype=bool)
    table[known & _SIEVE_BITS] = True
    at = np.flatnonzero(table[hashes & _SIEVE_BITS])
    twins = np.sort(known & _TWIN_BITS)
    left = hashes[at] & _TWIN_BITS
    place = np.searchsorted(twins, left)
    found: Ints = at[twins[np.minimum(place, len(twins) - 1)] == left]
    return found


def _positions(page: chars.PageText, out: Floats) -> None:
    count = len(page.sizes)
    index = np.arange(count)
    total = page.sizes.sum()
    out[:, 0] = index
    out[:, 1] = index / count
    out[:, 2] = (np.cumsum(page.sizes) - page.sizes) / total
