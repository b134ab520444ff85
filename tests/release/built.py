"""The package as a user gets it: built once a test run, and put into an empty environment."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from filelock import FileLock

ROOT = Path(__file__).parents[2]
_NO_INDEX = ("dns error", "error sending request", "failed to fetch", "offline")


class Built(NamedTuple):
    """The two files of a release."""

    wheel: Path
    sdist: Path


def once(folder: Path) -> Path:
    """Make the folder that all workers of this test run share, filled by the first that comes."""
    with FileLock(folder.with_suffix(".lock")):
        if not (folder / "done").exists():
            _build(folder)
            _install(folder)
            (folder / "done").touch()
    return folder


def built(folder: Path) -> Built:
    """Return what was built there."""
    [wheel], [sdist] = folder.glob("dist/*.whl"), folder.glob("dist/*.tar.gz")
    return Built(wheel, sdist)


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a command as a user without this checkout: no PYTHONPATH, another working folder."""
    env = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV")}
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**env, "COLUMNS": "100", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def build(source: Path, target: Path, *kinds: str) -> None:
    """Build sdist and wheel of a source tree with the backend that is installed here."""
    ask = (sys.executable, "-m", "build", "--no-isolation", *kinds)
    done = run(*ask, "--outdir", target, source, cwd=source)
    assert done.returncode == 0, done.stdout + done.stderr


def _build(folder: Path) -> None:
    build(ROOT, folder / "dist", "--sdist", "--wheel")


def _install(folder: Path) -> None:
    uv = (sys.executable, "-m", "uv")
    made = run(*uv, "venv", "--quiet", "--python", sys.executable, folder / "venv", cwd=folder)
    assert made.returncode == 0, made.stderr
    pins = ("--constraints", ROOT / "constraints.txt")
    target = ("--python", folder / "venv", *pins, built(folder).wheel)
    done = run(*uv, "pip", "install", "--quiet", *target, cwd=folder)
    if done.returncode and any(sign in done.stderr for sign in _NO_INDEX):
        pytest.skip("no package index can be reached")
    assert done.returncode == 0, done.stderr
