import numpy as np
from numpy.typing import NDArray

from newsclean.records import Block, Element

Ints = NDArray[np.int64]

def read_all(
    elements: tuple[Element, ...], blocks: tuple[Block, ...]
) -> tuple[int, Ints, Ints, list[int], Ints, Ints]: ...
