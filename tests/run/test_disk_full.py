"""A full disk: exit code 75, what was there stays whole, and the next run goes on."""

from __future__ import annotations

import os
import resource
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.run import small_world
from tests.run.kills import DONE, ended, in_child

BUDGETS = 50
ROOMY = 64 * 1024 * 1024


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """Mount a small disk in memory, or skip where this user may not."""
    with tempfile.TemporaryDirectory(prefix="newsclean-disk-") as folder:
        mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder]
        if subprocess.run(mount, capture_output=True).returncode:
            pytest.skip("mounting a tmpfs is not allowed here")
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", "-l", folder], check=True)


def resize(disk: Path, size: int) -> None:
    subprocess.run(["mount", "-o", f"remount,size={size}", str(disk)], check=True)


def whole(folder: Path) -> None:
    """Everything a reader finds on the full disk is whole, and nothing is doubled."""
    if (folder / "articles.db").exists() and (folder / "parts").exists():
        for name, found in small_world.published(folder).items():
            if name == "parts":
                assert all(count == 1 for count in found.values())


def test_fifty_budgets_from_too_little_to_almost_enough(small_disk: Path) -> None:
    """Whatever is full first, state or sink, the run says so and the next one finishes."""
    codes = []
    for number in range(BUDGETS):
        folder = small_disk / str(number)
        resize(small_disk, ROOMY)
        folder.mkdir()
        resize(small_disk, 4096 + number * 16 * 1024)
        codes += [small_world.run(folder, run).exit_code for run in range(small_world.RUNS)]
        resize(small_disk, ROOMY)
        for run in range(small_world.RUNS):
            assert small_world.run(folder, run).exit_code == 0
        assert small_world.faults(folder) == []
        subprocess.run(["rm", "-r", str(folder)], check=True)
    assert set(codes) == {0, 75}
    assert codes.count(75) > BUDGETS


def test_a_limit_on_the_size_of_a_file_is_a_full_disk(memory: Path) -> None:
    """EFBIG, as under `ulimit -f`."""

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (64 * 1024, resource.RLIM_INFINITY))
        code = small_world.run(memory, 0).exit_code
        os._exit(code)

    _, status = os.waitpid(in_child(limited), 0)
    assert os.waitstatus_to_exitcode(status) == 75

    def finish() -> None:
        for run in range(small_world.RUNS):
            assert small_world.run(memory, run).exit_code == 0

    assert ended(in_child(finish)) == DONE
    assert small_world.faults(memory) == []
