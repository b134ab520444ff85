"""One build and one installation for all tests here, whichever worker runs them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.release.built import Built, built, once


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Give a folder with dist/ and venv/."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "release"
    folder.mkdir(exist_ok=True)
    return once(folder)


@pytest.fixture(scope="session")
def files(release: Path) -> Built:
    return built(release)


@pytest.fixture(scope="session")
def venv(release: Path) -> Path:
    """Give an environment with the wheel, what it needs, and nothing else."""
    return release / "venv"
