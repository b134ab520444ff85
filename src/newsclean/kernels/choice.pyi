import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

def choose(
    beliefs: Floats,
    own: Floats,
    columns: tuple[int, int, int, int],
    least_hit: float,
    least_share: float,
    most_words: float,
    prose_words: float,
    long_words: float,
) -> tuple[list[int], float, list[int], list[int]]: ...
