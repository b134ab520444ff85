"""One Ray on two CPUs for all tests of a process."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest


def _started() -> None:
    """Start Ray, which gives up after 30 s, again where the machine is busy."""
    import ray

    for more in (True, True, False):
        try:
            ray.init(
                num_cpus=2,
                include_dashboard=False,
                object_store_memory=100 << 20,
                log_to_driver=False,
                logging_level="ERROR",
            )
        except Exception as error:
            ray.shutdown()
            if not more or "timed out" not in str(error):
                raise
        else:
            return


@pytest.fixture(scope="session")
def cluster() -> Iterator[str]:
    """Start Ray on this machine; the value is its address, for a command to join it."""
    ray = pytest.importorskip("ray", reason="the extra ray is not installed")
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    root = str(Path(__file__).parents[3])
    os.environ["PYTHONPATH"] = os.pathsep.join([f"{root}/src", root])
    _started()
    ray.data.DataContext.get_current().enable_progress_bars = False
    yield ray.get_runtime_context().gcs_address
    ray.shutdown()
