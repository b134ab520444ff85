"""JSON Lines: whole lines, a file that is never half, nothing lost when a run ends early."""

from __future__ import annotations

import io
import os
import threading
from pathlib import Path

import pytest

from newsclean.errors import Reason
from newsclean.records import Rejected
from newsclean.sinks.jsonl import JsonLines, JsonLinesFile
from tests.command import lines_of


def result(name: str) -> Rejected:
    return Rejected(url=None, name=name, reason=Reason.EMPTY, detail='two\nlines, a " and ё')


def test_each_result_is_one_line_at_once() -> None:
    stream = io.BytesIO()
    sink = JsonLines(stream)
    sink.write(result("a"))
    assert stream.getvalue().count(b"\n") == 1
    sink.write(result("b"))
    sink.close()
    assert stream.getvalue().count(b"\n") == 2


def test_the_old_file_stands_until_the_new_one_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text("old")
    sink = JsonLinesFile(path)
    sink.write(result("a"))
    assert path.read_text() == "old"
    sink.close()
    assert [line["name"] for line in lines_of(path)] == ["a"]
    assert os.listdir(tmp_path) == ["out.jsonl"]


def test_what_was_written_is_in_the_partial_file_without_a_close(tmp_path: Path) -> None:
    sink = JsonLinesFile(tmp_path / "out.jsonl")
    sink.write(result("a"))
    sink.write(result("b"))
    assert [line["name"] for line in lines_of(tmp_path / "out.jsonl.partial")] == ["a", "b"]
    sink.close()


def test_the_next_run_starts_the_partial_file_anew(tmp_path: Path) -> None:
    (tmp_path / "out.jsonl.partial").write_text("left by a run that was killed\n")
    sink = JsonLinesFile(tmp_path / "out.jsonl")
    sink.write(result("a"))
    sink.close()
    assert [line["name"] for line in lines_of(tmp_path / "out.jsonl")] == ["a"]


def test_two_runs_do_not_write_one_file(tmp_path: Path) -> None:
    first = JsonLinesFile(tmp_path / "out.jsonl")
    first.write(result("a"))
    with pytest.raises(BlockingIOError):
        JsonLinesFile(tmp_path / "out.jsonl")
    first.close()
    assert [line["name"] for line in lines_of(tmp_path / "out.jsonl")] == ["a"]


def test_a_pipe_is_written_straight(tmp_path: Path) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(fifo.read_bytes()))
    reader.start()
    sink = JsonLinesFile(fifo)
    sink.write(result("a"))
    sink.close()
    reader.join()
    assert got[0].endswith(b"}\n")
    assert os.listdir(tmp_path) == ["fifo"]
