"""Products a few rows at a time are the products, and stay on the thread that asked for them."""

import os
import subprocess
import sys

import numpy as np
import pytest

from newsclean.extract.product import AT_ONCE, product

THREADS = """
import time
import numpy as np
from newsclean.extract.product import product
rows, matrix = np.ones((4000, 384), np.float32), np.ones((384, 96), np.float32)
multiply = product if {ours} else np.matmul
multiply(rows, matrix)

def share():
    process, thread = time.process_time(), time.thread_time()
    for _ in range(20):
        multiply(rows, matrix)
    own = time.thread_time() - thread
    return (time.process_time() - process - own) / own
# A thread that is woken works in every round; what else stirs on a busy machine does not.
print(min(share() for _ in range(5)))
"""


@pytest.mark.parametrize("count", [0, 1, AT_ONCE - 1, AT_ONCE, AT_ONCE + 1, 5 * AT_ONCE + 3])
def test_a_product_in_parts_is_the_product(count: int) -> None:
    drawn = np.random.default_rng(count)
    rows = drawn.standard_normal((count, 33), dtype=np.float32)
    matrix = drawn.standard_normal((33, 7), dtype=np.float32)
    np.testing.assert_allclose(product(rows, matrix), rows @ matrix, atol=1e-5)


@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="one core has nothing to share")
def test_a_product_in_parts_wakes_no_other_thread() -> None:
    if _time_of_others(ours=False) < 0.1:
        pytest.skip("this numpy multiplies on one thread anyway")
    assert _time_of_others(ours=True) < 0.1


def _time_of_others(*, ours: bool) -> float:
    env = {**os.environ, "OPENBLAS_NUM_THREADS": "2"}
    code = THREADS.format(ours=ours)
    made = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, check=True)
    return float(made.stdout)
