"""What the elements around a block hold: totals up the tree, landmarks, path groups."""

from __future__ import annotations

import msgspec
import numpy as np
from numpy.typing import NDArray

from newsclean.records import Document, Element

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
_BITS = {tag: 1 << rank for rank, tag in enumerate(LANDMARKS)}


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


def contain(document: Document, sizes: Ints) -> Containers:
    """Add up what each element of a page holds; `sizes` are the blocks' characters."""
    elements = document.elements or (Element(-1, "body"),)
    own = np.array([b.element for b in document.blocks], dtype=np.int64)
    linked = np.array([b.link_chars for b in document.blocks], dtype=np.float64)
    parents = [e.parent for e in elements]
    masks, depths = _down(elements)
    tags = np.array([TAGS.get(e.tag, len(TAGS)) for e in elements], dtype=np.float32)
    flags = (np.array(masks)[own][:, None] >> np.arange(len(LANDMARKS))) & 1
    return Containers(
        _chain(own, np.maximum(parents, 0)),
        _totals(
            own, np.stack([sizes, linked, np.ones(len(own)), sizes * (tags[own] == 0)]), parents
        ),
        flags.astype(np.float32),
        np.array(depths, dtype=np.float32)[own],
        tags,
        _groups(elements, own, sizes, linked),
        parents,
    )


def _chain(own: Ints, upward: Ints) -> Ints:
    rows = [own]
    for _ in range(LEVELS - 1):
        rows.append(upward[rows[-1]])
    return np.stack(rows)


def _totals(own: Ints, values: NDArray[np.float64], parents: list[int]) -> Floats:
    """Add each block's values to its element and all elements above it."""
    up = np.stack([np.bincount(own, row, len(parents)) for row in values], 1).tolist()
    # Children come after their parents, so one pass from the end adds everything up.
    for index in range(len(parents) - 1, 0, -1):
        mine = up[index]
        if mine[2]:
            above = up[parents[index]]
            above[0] += mine[0]
            above[1] += mine[1]
            above[2] += mine[2]
            above[3] += mine[3]
    return np.array(up, dtype=np.float32)


def _down(elements: tuple[Element, ...]) -> tuple[list[int], list[int]]:
    """Return each element's landmarks (own and above, as bits) and depth."""
    masks: list[int] = []
    depths: list[int] = []
    for element in elements:
        above = element.parent
        bit = _BITS.get(element.tag, 0)
        if above < 0:
            masks.append(bit)
            depths.append(0)
        else:
            masks.append(bit | masks[above])
            depths.append(depths[above] + 1)
    return masks, depths


def _groups(
    elements: tuple[Element, ...], own: Ints, sizes: Ints, linked: NDArray[np.float64]
) -> Floats:
    """Measure the blocks that share a path: tag and names of the element and its parent."""
    keys: dict[tuple[str, ...], int] = {}
    ids = []
    for index in own.tolist():
        element = elements[index]
        above = elements[max(0, element.parent)]
        key = (element.tag, element.names, above.tag, above.names)
        ids.append(keys.setdefault(key, len(keys)))
    group = np.array(ids)
    held = np.bincount(group, sizes)
    count = np.bincount(group)
    rows = np.stack([count, held / sizes.sum(), held / count, np.bincount(group, linked) / held], 1)
    by_block: Floats = rows[group].astype(np.float32)
    return by_block
