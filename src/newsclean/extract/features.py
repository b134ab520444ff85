"""Block -> numbers: the same code for training and for use.

`describe` gathers what needs no weights; `matrix` adds the learned odds of names and words
(`Tables`). Everything is done over all blocks of a page at once; what neighbours say is the
tagger's to see.

The measures follow the field: text and link density (Kohlschütter et al. 2010), class and id
names (Readability), containers' totals, likeness to title, description and JSON-LD.
"""

from __future__ import annotations

import msgspec
import numpy as np
from numpy.typing import NDArray

from newsclean.extract.containers import Containers, contain, jumps
from newsclean.extract.embedded import article_body
from newsclean.extract.measures import AT, WORD_BUCKETS, measure
from newsclean.extract.names import NAME_BUCKETS, NameTokens, read_all_names, reduce_parts
from newsclean.kernels import KIND
from newsclean.records import Document

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

_FAR = 999.0


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


def describe(document: Document) -> Description:
    """Gather the plain measures of a page that has at least one block."""
    head = document.head
    title = f"{head.title or ''} {head.meta('og:title') or ''}"
    said = head.meta("og:description", "description") or ""
    beside = title, said, article_body(document)
    own, words, pairs, word_blocks, sizes = measure(document, beside)
    names, name_of, marks = read_all_names(document)
    around = contain(document, sizes, name_of)
    return Description(own, words, pairs, word_blocks, names, name_of, marks, around)


def _characters(own: Floats) -> float:
    """Return the characters of a page, at least one, from its measures."""
    return max(1.0, float(own[:, AT["chars"]].sum(dtype=np.float64)))


def matrix_plainly(description: Description, tables: Tables) -> Floats:
    """Return the (blocks, features) matrix of a page."""
    d = description
    own = d.own
    chain = d.containers.chain
    upward = np.maximum(d.containers.parents, 0)
    words, pairs, marks, by_name = reduce_parts(
        [
            (tables.words[d.words], d.word_blocks, len(own)),
            (tables.pairs[d.pairs], d.word_blocks, len(own)),
            (tables.marks[d.marks.buckets], d.marks.owner, d.marks.strings),
            (tables.names[d.names.buckets], d.names.owner, d.names.strings),
        ]
    )
    names = _name_odds(by_name[d.name_of], upward)
    own_names = names[chain[0]]
    return np.concatenate(
        [
            own,
            words,
            pairs,
            marks,
            own_names,
            names[chain[1:], 0].T,
            *_around(d),
            _same(chain),
        ],
        axis=1,
    )


if KIND == "compiled":
    from newsclean.kernels import inputs

    def matrix(description: Description, tables: Tables) -> Floats:
        """Do the same by the compiled kernel."""
        return inputs.matrix(description, tables)
else:
    matrix = matrix_plainly


def _name_odds(own: Floats, upward: Ints) -> Floats:
    """Return for each element its own sum, least, greatest, and the chain's least and greatest."""
    rows = np.empty((len(own), 5), dtype=np.float32)
    rows[:, :3] = own
    low, high = own[:, 1].copy(), own[:, 2].copy()
    for above in jumps(upward):
        np.minimum(low, low[above], out=low)
        np.maximum(high, high[above], out=high)
    np.minimum(low, low[0], out=rows[:, 3])
    np.maximum(high, high[0], out=rows[:, 4])
    return rows


def _around(description: Description) -> list[Floats]:
    """Return the totals of the elements around each block, landmarks, path group and page."""
    c = description.containers
    size = description.own[:, AT["chars"]]
    total = _characters(description.own)
    in_p = max(1.0, float(c.totals[0, 3]))
    around = np.empty((len(c.totals), 5), dtype=np.float32)
    around[:, 0] = c.tags
    around[:, 1] = c.totals[:, 0] / total
    around[:, 2] = c.totals[:, 1] / np.maximum(1.0, c.totals[:, 0])
    around[:, 3] = c.totals[:, 2]
    around[:, 4] = c.totals[:, 3] / in_p
    rest = np.empty((len(size), 4), dtype=np.float32)
    first = np.flatnonzero(description.own[:, AT["level"]] == 1)
    rest[:, 0] = np.arange(len(size)) - first[0] if len(first) else _FAR
    rest[:, 1:] = (len(size), total, in_p / total)
    by_block = around[c.chain.T].reshape(len(size), -1)
    return [c.landmarks, c.depth[:, None], c.group, by_block, rest]


def _same(chain: Ints) -> Floats:
    """Tell whether the block before and after stand in the same element and parent."""
    out = np.zeros((chain.shape[1], 4), dtype=np.float32)
    for column, elements in ((0, chain[0]), (2, chain[1])):
        equal = elements[1:] == elements[:-1]
        out[1:, column] = equal
        out[:-1, column + 1] = equal
    return out
