import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]

def best_choice(beliefs: Floats, words: Floats) -> tuple[Flags, float]: ...
def headline_blocks(
    own: Floats,
    inside: Flags,
    words: int,
    hit: int,
    share: int,
    least_hit: float,
    least_share: float,
    most_words: float,
    prose_words: float,
) -> Flags: ...
