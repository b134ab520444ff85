"""A page that hangs, kills or fails its tool costs that page only, and is counted."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from benchmarks.peers import supervised
from benchmarks.peers.records import Outcome, Page
from benchmarks.peers.supervised import NotInstalledError, Supervised

from tests.benchmarks.misbehaving import MISSING, TOOL


@pytest.fixture
def tool() -> Iterator[Supervised]:
    with Supervised(TOOL, seconds=0.5) as worker:
        yield worker


def ask(tool: Supervised, text: str) -> Outcome:
    return tool.ask(Page(text.encode(), text, "https://news.example/"))


def test_what_is_found_comes_back_with_its_cost(tool: Supervised) -> None:
    found = ask(tool, "pier")
    assert (found.extraction.text, found.failure) == ("pier", None)
    assert 0 < found.seconds < 0.5


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_the_memory_of_a_page_is_its_peak_even_if_given_back(tool: Supervised) -> None:
    before, eaten, after = ask(tool, "pier"), ask(tool, "EAT"), ask(tool, "pier")
    assert eaten.grown - before.grown > 60 << 20
    assert after.grown < eaten.grown - (60 << 20)
    assert eaten.peak > eaten.grown


def test_what_computes_for_ever_is_ended_by_its_processor_time(
    tool: Supervised, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervised, "_PATIENCE", 1_000)  # the clock alone would take minutes
    spun = ask(tool, "SPIN")
    assert (spun.failure, spun.seconds) == ("time", 0.5)
    assert ask(tool, "pier").extraction.text == "pier"


@pytest.mark.parametrize(("text", "failure"), [("DIE", "crash"), ("RAISE", "LookupError")])
def test_a_failure_has_its_name_and_the_next_page_is_served(
    tool: Supervised, text: str, failure: str
) -> None:
    failed = ask(tool, text)
    assert (failed.failure, failed.extraction.text) == (failure, "")
    assert ask(tool, "pier").extraction.text == "pier"


def test_what_sleeps_is_ended_by_the_clock(
    tool: Supervised, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervised, "_PATIENCE", 1)
    assert ask(tool, "SLEEP").failure == "time"


def test_a_missing_package_is_told_before_any_page() -> None:
    with pytest.raises(NotInstalledError, match="nowhere"):
        Supervised(MISSING, seconds=1)
