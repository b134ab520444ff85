"""The tables of the documentation are those of the figures beside it."""

from __future__ import annotations

import shutil
from pathlib import Path

from benchmarks.peers.publish import BEGIN, END, between, main
from benchmarks.peers.report import read_report

DOCS = Path(__file__).parents[2] / "docs"
PAGE, FIGURES = DOCS / "performance.md", DOCS / "performance" / "report.json"


def test_the_page_holds_the_tables_of_its_figures() -> None:
    assert between(read_report(FIGURES)) in PAGE.read_text("utf-8")


def test_publishing_replaces_what_stands_between_the_marks(tmp_path: Path) -> None:
    page = tmp_path / "speed.md"
    page.write_text(f"before\n{BEGIN}old\n{END}after\n")
    (tmp_path / "out").mkdir()
    shutil.copy(FIGURES, tmp_path / "out")
    assert main([str(tmp_path / "out"), str(page)]) == 0
    assert page.read_text("utf-8") == f"before\n{between(read_report(FIGURES))}after\n"
    assert (tmp_path / "speed" / "report.json").read_bytes() == FIGURES.read_bytes()


def test_a_page_without_marks_is_left_as_it_is(tmp_path: Path) -> None:
    page = tmp_path / "speed.md"
    page.write_text("prose\n")
    assert main([str(FIGURES.parent), str(page)]) == 1
    assert page.read_text() == "prose\n"
