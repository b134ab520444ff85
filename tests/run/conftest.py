"""What tests of runs share."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def memory() -> Iterator[Path]:
    """Give a folder in memory: a kill does not care for the disk's own time."""
    base = "/dev/shm" if Path("/dev/shm").is_dir() else None
    with tempfile.TemporaryDirectory(prefix="newsclean-kills-", dir=base) as folder:
        yield Path(folder)
