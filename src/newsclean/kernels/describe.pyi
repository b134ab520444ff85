import numpy as np
from numpy.typing import NDArray

from newsclean.records import Block, Element

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Codes = NDArray[np.uint32]
Classes = NDArray[np.uint8]

def read_blocks(
    blocks: tuple[Block, ...],
    kinds: dict[str, int],
    classes: Classes,
    small: Codes,
    links: Codes,
    own: Floats,
    hashes: Codes,
    counts: Ints,
) -> int: ...
def count_places(own: Floats, kinds: tuple[tuple[object, ...], ...]) -> None: ...
def read_other(text: str, classes: Classes, small: Codes, out: Codes) -> int: ...
def compare(
    hashes: Codes,
    counts: Ints,
    title: Codes,
    said: Codes,
    body: Codes,
    distinct: int,
    own: Floats,
) -> None: ...
def heads(
    hashes: Codes, counts: Ints, bits: int, words: Ints, pairs: Ints, blocks: Ints
) -> int: ...
def read_names(names: list[str], bits: int, buckets: Ints, owner: Ints) -> int: ...
def contain(
    blocks: tuple[Block, ...],
    elements: tuple[Element, ...],
    ranks: dict[str, int],
    landmark_bits: dict[str, int],
    name_of: list[int],
    chain: Ints,
    totals: NDArray[np.float64],
    landmarks: Floats,
    depth: Floats,
    tags: Floats,
    group: Floats,
) -> list[int]: ...
