"""The speed benchmark judges the promise, and growth is measured in fresh processes."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from benchmarks.formats.detect import read
from benchmarks.peers.tools.all import OURS, PARSE, TOOLS, YARDSTICK

from benchmarks import growth, speed, stages
from newsclean.records import Response
from tests.benchmarks.corpus import write_corpus
from tests.benchmarks.misbehaving import make


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_corpus(tmp_path_factory.mktemp("corpus"))


@pytest.mark.parametrize(
    ("times", "kept"),
    [
        ({PARSE: [1.0], OURS: [6.0], YARDSTICK: [30.0]}, True),
        ({PARSE: [1.0], OURS: [6.1], YARDSTICK: [99.0]}, False),
        ({PARSE: [9.0], OURS: [6.0], YARDSTICK: [29.0]}, False),
        ({PARSE: [1.0], OURS: [5.0]}, True),
    ],
)
def test_the_promise_is_six_parses_and_a_fifth_of_trafilatura(
    times: speed.Times, kept: bool
) -> None:
    assert speed.kept(times) is kept


def test_each_page_is_timed_in_each_tool_and_failures_are_counted(tmp_path: Path) -> None:
    golds = list(read(write_corpus(tmp_path)))
    Path(golds[1].file).write_bytes(b"<p>RAISE")
    tools = {OURS: TOOLS[OURS].make(), PARSE: TOOLS[PARSE].make(), "misbehaving": make()}
    times, failed = speed.measure(golds, tools, tries=2)
    assert {name: len(spent) for name, spent in times.items()} == dict.fromkeys(tools, 4)
    assert failed == Counter({"misbehaving": 1, OURS: 0, PARSE: 0})
    assert min(times[OURS]) > 0


def test_the_table_has_means_medians_and_ratios(capsys: pytest.CaptureFixture[str]) -> None:
    times = {PARSE: [0.001, 0.003], OURS: [0.004, 0.020], YARDSTICK: [0.100, 0.020]}
    speed.print_table(times, Counter())
    line = next(x for x in capsys.readouterr().out.splitlines() if x.startswith(OURS))
    assert line.split()[1:] == ["12.000", "12.000", "6.00", "0.200", "0"]


def test_growth_is_told_at_each_count_and_size(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    growth.print_growth(corpus, counts=(3, 6), kilobytes=(20,))
    size, *counts = capsys.readouterr().out.splitlines()
    assert size.split()[:2] == ["20", "KB:"]
    assert [line.split()[1] for line in counts] == ["3", "6"]
    assert all("MiB resident" in line for line in counts)


def test_an_invented_page_has_the_size_asked_for() -> None:
    assert 99_000 < len(growth.page_of(100)) < 101_000


def test_every_stage_of_a_page_runs() -> None:
    names = []
    for name, run in stages.stages(Response(body=growth.page_of(5), url=None)):
        run()
        names.append(name)
    assert names[0] == "decode"
    assert names[-1] == "build"
