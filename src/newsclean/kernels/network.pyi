import numpy as np
from numpy.typing import NDArray

from newsclean.extract.tagger import Inputs
from newsclean.extract.weights import Weights

class Network:
    def __init__(self, weights: Weights, lanes: int = 16) -> None: ...
    def run(self, inputs: Inputs) -> NDArray[np.float32]: ...
