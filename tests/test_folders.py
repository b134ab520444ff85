"""A newcomer learns from each folder's `__init__` what lives there."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDERS = sorted(
    path.parent.relative_to(ROOT).as_posix()
    for top in ("src", "training", "benchmarks", "release")
    for path in (ROOT / top).rglob("*.py")
)


@pytest.mark.parametrize("folder", sorted(set(FOLDERS)))
def test_a_folder_says_in_a_sentence_what_it_holds(folder: str) -> None:
    said = ast.get_docstring(ast.parse((ROOT / folder / "__init__.py").read_text("utf-8"))) or ""
    first = said.split("\n\n")[0]
    assert first.endswith((".", "?"))
    assert len(first.split()) > 4
