from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from newsclean.records import Block

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

def contain(
    parents: list[int],
    named: list[str],
    blocks: tuple[Block, ...],
    sizes: Ints,
    name_of: Sequence[int],
    codes: dict[str, int],
) -> tuple[Ints, Floats, Floats, Floats, Floats, Floats]: ...
