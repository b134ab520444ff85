import numpy as np
from numpy.typing import NDArray

from newsclean.records import Document

def measure(
    document: Document,
    table: NDArray[np.uint32],
    kinds: dict[str, int],
    links: NDArray[np.uint32],
    beside: tuple[str, str, str],
) -> tuple[
    NDArray[np.float32],
    NDArray[np.int64],
    NDArray[np.int64],
    NDArray[np.int64],
    NDArray[np.int64],
]: ...
