import numpy as np
from numpy.typing import NDArray

from newsclean.records import Block

Ints = NDArray[np.int64]

def read_all(
    names: list[str], blocks: tuple[Block, ...]
) -> tuple[int, Ints, Ints, list[int], Ints, Ints]: ...
