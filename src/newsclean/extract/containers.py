"""What the elements around a block hold: totals up the tree, landmarks, path groups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter

import msgspec
import numpy as np
from numpy.typing import NDArray

from newsclean.kernels import KIND
from newsclean.records import Document, Element, Elements

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

LANDMARKS = (
    "article main nav header footer aside form ul ol table figure blockquote li section dl"
).split()
LEVELS = 5  # the block's own element and four ancestors
TAGS = {
    tag: rank
    for rank, tag in enumerate(
        (
            "p h1 h2 h3 h4 h5 h6 li td th div section article figcaption figure blockquote ul ol "
            "table tr dd dt dl header footer nav aside main form body pre center address summary "
            "details"
        ).split()
    )
}
_ELEMENT, _LINKED = attrgetter("element"), attrgetter("link_chars")
_BITS = {tag: 1 << rank for rank, tag in enumerate(LANDMARKS)}
_CODES = {tag: rank | _BITS.get(tag, 0) << 8 for tag, rank in TAGS.items()}


class Containers(msgspec.Struct, frozen=True):
    """Totals of a page's elements, and each block's chain of elements upward.

    `chain` has shape (LEVELS, blocks): element indexes, 0 (the root) past the top. `totals` has
    shape (elements, 4): characters, linked characters, blocks, characters in <p>. `landmarks`
    (blocks, 15) are 0/1; `depth` (blocks,); `tags` (elements,) the ranks of TAGS; `group`
    (blocks, 4): blocks with the same path, their share of the page's text, mean length and
    link share.
    """

    chain: Ints
    totals: Floats
    landmarks: Floats
    depth: Floats
    tags: Floats
    group: Floats
    parents: list[int]


_ONLY = Elements.of([Element(-1, "body")])  # of a page without markup


def contain_plainly(document: Document, sizes: Ints, name_of: Sequence[int]) -> Containers:
    """Add up what each element of a page holds.

    `sizes` are the blocks' characters, `name_of` numbers the elements' distinct names.
    """
    elements = document.elements or _ONLY
    own = np.array(list(map(_ELEMENT, document.blocks)), dtype=np.int64)
    linked = np.array(list(map(_LINKED, document.blocks)), dtype=np.float64)
    upward = np.maximum(np.array(elements.parents, dtype=np.int64), 0)
    tag_of, ranks, bits = _tags(elements.tags)
    masks, depths = _down(bits[tag_of], upward)
    tags = ranks[tag_of]
    flags = (masks[own][:, None] >> np.arange(len(LANDMARKS))) & 1
    path = tag_of * (max(name_of) + 1) + np.asarray(name_of)
    return Containers(
        _chain(own, upward),
        _totals(own, (sizes, linked, None, sizes * (tags[own] == 0)), elements.parents),
        flags.astype(np.float32),
        depths[own].astype(np.float32),
        tags,
        _groups(path[own], path[upward[own]], sizes, linked),
        elements.parents,
    )


if KIND == "compiled":
    from newsclean.kernels import contain as kernel

    def contain(document: Document, sizes: Ints, name_of: Sequence[int]) -> Containers:
        """Do the same by the compiled kernel."""
        elements = document.elements or _ONLY
        parents, tags = elements.parents, elements.tags
        found = kernel.contain(parents, tags, document.blocks, sizes, name_of, _CODES)
        return Containers(*found, parents)
else:
    contain = contain_plainly


def _tags(tags: Sequence[str]) -> tuple[Ints, Floats, Ints]:
    """Return each element's number among the page's tags, and the tags' ranks and bits."""
    numbers = {tag: number for number, tag in enumerate(dict.fromkeys(tags))}
    ranks = np.array([TAGS.get(tag, len(TAGS)) for tag in numbers], dtype=np.float32)
    bits = np.array([_BITS.get(tag, 0) for tag in numbers], dtype=np.int64)
    return np.array(list(map(numbers.__getitem__, tags)), dtype=np.int64), ranks, bits


def _chain(own: Ints, upward: Ints) -> Ints:
    rows = [own]
    for _ in range(LEVELS - 1):
        rows.append(upward[rows[-1]])
    return np.stack(rows)


def _totals(
    own: Ints, values: Sequence[NDArray[np.float64] | Ints | None], parents: list[int]
) -> Floats:
    """Add each block's values (None: one) to its element and all elements above it.

    Elements stand in document order, so what an element holds is one run of them.
    """
    count = len(parents)
    size = [1] * count
    for index in range(count - 1, 0, -1):
        size[parents[index]] += size[index]
    sums = np.zeros((len(values), count + 1))
    for row, value in zip(sums, values, strict=True):
        np.cumsum(np.bincount(own, value, count), out=row[1:])
    first = np.arange(count)
    return (sums[:, first + size] - sums[:, :-1]).T.astype(np.float32)


def jumps(upward: Ints) -> Iterator[Ints]:
    """Yield each element's ancestor 1, 2, 4 ... places up, until all are at the root (0)."""
    while upward.any():
        yield upward
        upward = upward[upward]


def _down(bits: Ints, upward: Ints) -> tuple[Ints, Ints]:
    """Return each element's landmarks (own and above, as bits) and depth."""
    masks = bits.copy()
    depths = np.ones(len(bits), dtype=np.int64)
    depths[0] = 0
    for above in jumps(upward):
        masks |= masks[above]
        depths += depths[above]
    return masks | bits[0], depths


def _groups(here: Ints, above: Ints, sizes: Ints, linked: NDArray[np.float64]) -> Floats:
    """Measure the blocks that share a path: tag and names of the element and its parent."""
    pairs = here * (int(above.max()) + 1)
    pairs += above
    known, group = np.unique(pairs, return_inverse=True)
    held = np.bincount(group, sizes)
    count = np.bincount(group)
    rows = np.empty((len(known), 4), dtype=np.float32)
    rows[:, 0] = count
    rows[:, 1] = held / sizes.sum()
    rows[:, 2] = held / count
    rows[:, 3] = np.bincount(group, linked) / held
    return rows[group]
