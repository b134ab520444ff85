from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from newsclean.records import Block, Element

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

def contain(
    elements: tuple[Element, ...],
    blocks: tuple[Block, ...],
    sizes: Ints,
    name_of: Sequence[int],
    codes: dict[str, int],
) -> tuple[Ints, Floats, Floats, Floats, Floats, Floats, list[int]]: ...
