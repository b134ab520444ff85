"""Which kernels run is told once, and articles do not depend on it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.kernels.markup import PAGES

SCRIPT = """
import sys
from pathlib import Path
import newsclean
from newsclean.kernels import KIND
print(KIND)
for path in map(Path, sys.argv[1:]):
    try:
        print(newsclean.extract(path.read_bytes(), url=f"https://news.example/{path.stem}").to_json())
    except newsclean.NewscleanError as error:
        print(error.reason, error.detail)
"""


def articles(kind: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *map(str, PAGES)],
        env={**os.environ, "NEWSCLEAN_KERNELS": kind},
        cwd=Path(__file__).parents[2] / "src",
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()


def test_plain_and_compiled_give_the_same_articles() -> None:
    pytest.importorskip("newsclean.kernels.walk", reason="no C compiler was here")
    plain, compiled = articles("plain"), articles("")
    assert (plain[0], compiled[0]) == ("plain", "compiled")
    assert plain[1:] == compiled[1:]
    assert len(plain) == 1 + len(PAGES)
