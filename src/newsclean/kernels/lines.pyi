import numpy as np
from numpy.typing import NDArray

from newsclean.records import Block, BlockKind

Floats = NDArray[np.float32]

def doubtful(
    blocks: tuple[Block, ...], kept: list[int], headline: int, beginnings: bytes
) -> list[tuple[int, int]]: ...
def kinds_of(
    blocks: tuple[Block, ...],
    kept: list[int],
    own: Floats,
    columns: tuple[int, int, int, int],
    least_told: float,
    lead_words: float,
    heading_words: float,
    least_bold: float,
) -> tuple[BlockKind, ...]: ...
