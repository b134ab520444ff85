import numpy as np
from numpy.typing import NDArray

from newsclean.extract.features import Description, Tables

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

def matrix(description: Description, tables: Tables) -> Floats: ...
def read(
    description: Description, tables: Tables
) -> tuple[Floats, Ints, Ints, Ints, Ints, Ints, Ints, Ints, Ints]: ...
