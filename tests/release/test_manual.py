"""The manual page is that of the commands, and valid."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from release.manual import PAGE, manual, released

from newsclean.cli.app import COMMANDS


def test_the_page_in_the_tree_is_up_to_date() -> None:
    """Otherwise: make man."""
    assert PAGE.read_text("utf-8") == manual()


def test_every_command_has_a_line_and_a_part() -> None:
    for name in COMMANDS:
        assert f".B newsclean {name}\n" in manual()
        assert f".SS newsclean {name} " in manual()


def test_a_version_without_a_day_is_refused() -> None:
    with pytest.raises(ValueError, match=r"no day for 99\.0"):
        released("99.0")


def test_man_shows_it_without_complaint() -> None:
    if not shutil.which("man"):
        pytest.skip("man is not installed")
    command = ["man", "--warnings", "-l", str(PAGE)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Clean pages: JSON Lines on standard output" in done.stdout


def test_mandoc_finds_nothing_to_warn_of() -> None:
    if not shutil.which("mandoc"):
        pytest.skip("mandoc is not installed")
    command = ["mandoc", "-T", "lint", "-W", "style", str(PAGE)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, ""), done.stdout
