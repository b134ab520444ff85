"""Sinks that write files: whole or not at all, the same twice, no name from a page."""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path

import msgspec
import pytest

from newsclean.errors import SinkFailed
from newsclean.sinks.columns import COLUMNS
from newsclean.sinks.csv_rows import csv_file, csv_head, csv_rows, safe_cell
from newsclean.sinks.growing import GrowingFile
from newsclean.sinks.jsonl import json_lines
from newsclean.sinks.markdown import MarkdownFiles, markdown
from newsclean.sinks.segments import Segments
from tests.sinks.articles import article, batch


def grow(path: Path, place: str | None) -> tuple[GrowingFile, str | None]:
    sink = GrowingFile(path, json_lines)
    return sink, sink.open(place)


def count(path: Path) -> int:
    return len(path.read_bytes().splitlines())


def test_a_segment_published_twice_is_one_file(tmp_path: Path) -> None:
    """Named after its batch; what an interrupted run left is cleared."""
    (tmp_path / ".tmp-part-x.jsonl").write_bytes(b"half")
    sink = Segments(tmp_path, json_lines, ".jsonl")
    sink.open(None)
    sink.publish(batch(1, article(1)))
    sink.publish(batch(1, article(1)))
    assert [path.name for path in tmp_path.iterdir()] == ["part-0a1b2c3d-00000001.jsonl"]


def test_a_link_planted_under_the_passing_name_is_not_followed(tmp_path: Path) -> None:
    """Nor is one in the place of the growing file."""
    victim = tmp_path / "victim"
    victim.write_bytes(b"precious")
    out = tmp_path / "out"
    sink = Segments(out, json_lines, ".jsonl")
    sink.open(None)
    (out / ".tmp-part-0a1b2c3d-00000001.jsonl").symlink_to(victim)
    sink.publish(batch(1, article(1)))
    (out / "all.jsonl").symlink_to(victim)
    with pytest.raises(OSError, match="symbolic link"):
        grow(out / "all.jsonl", None)
    assert victim.read_bytes() == b"precious"


def test_a_growing_file_is_cut_back_to_what_was_committed(tmp_path: Path) -> None:
    """The batch that was written but not committed comes again, once."""
    path = tmp_path / "all.jsonl"
    sink, _ = grow(path, None)
    place = sink.publish(batch(1, article(1), article(2)))
    sink.publish(batch(2, article(3)))
    os.write(os.open(path, os.O_WRONLY | os.O_APPEND), b'{"half')
    sink, place = grow(path, place)
    assert count(path) == 2
    sink.publish(batch(2, article(3)))
    assert count(path) == 3


def test_a_file_that_was_there_before_is_kept(tmp_path: Path) -> None:
    """The first run appends to it."""
    path = tmp_path / "all.jsonl"
    path.write_bytes(b"{}\n")
    sink, place = grow(path, None)
    sink.publish(batch(1, article(1)))
    grow(path, place)
    assert path.read_bytes() == b"{}\n"


def test_a_rotated_file_is_begun_anew_and_nothing_of_it_cut(tmp_path: Path) -> None:
    """By rename, as logrotate does, or emptied in place."""
    path, old = tmp_path / "all.jsonl", tmp_path / "all.jsonl.1"
    sink, _ = grow(path, None)
    place = sink.publish(batch(1, article(1)))
    path.rename(old)
    path.write_bytes(b"")
    sink, place = grow(path, place)
    place = sink.publish(batch(2, article(2)))
    assert (count(old), count(path)) == (1, 1)
    os.truncate(path, 0)
    sink, _ = grow(path, place)
    sink.publish(batch(3, article(3)))
    assert count(path) == 1


def test_a_file_that_another_program_changed_is_not_cut(tmp_path: Path) -> None:
    """The sink fails with a sentence instead."""
    path = tmp_path / "all.jsonl"
    sink, _ = grow(path, None)
    place = sink.publish(batch(1, article(1)))
    with path.open("r+b") as file:
        file.write(b"changed and made longer")
    with path.open("ab") as file:
        file.write(b"someone else's line\n")
    with pytest.raises(SinkFailed, match="another program"):
        grow(path, place)
    assert path.read_bytes().endswith(b"someone else's line\n")


PAYLOADS = [
    prefix + call
    for prefix in ("=", "+", "-", "@", "\t=", "\r=", " =", "\n=", "\u00a0=", "\ufeff=")
    for call in (
        'HYPERLINK("http://x","y")',
        "cmd|' /C calc'!A0",
        "1+1",
        "SUM(A1:A9)",
        'IMPORTXML("http://x")',
        "DDE()",
        "'x",
        '"x"',
        ";x",
        "\x00x",
    )
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_cell_is_a_formula(payload: str) -> None:
    """100 payloads; and the text is still there."""
    [row] = csv.DictReader(io.StringIO(csv_file([article(1, title=payload)]).decode(), newline=""))
    title = row["title"]
    assert title.startswith("'")
    assert title[1:] == payload.replace("\x00", "")


def test_a_csv_file_has_one_head_and_keeps_line_breaks_in_cells(tmp_path: Path) -> None:
    """Growing over batches, too."""
    sink = GrowingFile(tmp_path / "a.csv", csv_rows, csv_head())
    sink.open(None)
    sink.publish(batch(1, article(1, text='A "quoted" text,\n\nin two paragraphs.')))
    sink.publish(batch(2, article(2)))
    rows = list(csv.reader(io.StringIO((tmp_path / "a.csv").read_text(), newline="")))
    assert rows[0] == list(COLUMNS)
    assert [len(row) for row in rows] == [len(COLUMNS)] * 3
    assert rows[1][-1] == 'A "quoted" text,\n\nin two paragraphs.'
    assert safe_cell(5) == "5"


def test_markdown_files_are_named_by_hashes_alone(tmp_path: Path) -> None:
    """An id that is no hash never becomes a name."""
    sink = MarkdownFiles(tmp_path / "md")
    sink.open(None)
    sink.publish(batch(1, article(1), article(2)))
    names = [path.name for path in (tmp_path / "md").iterdir()]
    assert all(len(name) == 19 and name.endswith(".md") for name in names)
    for bad in ("../../etc/cron.d/x", "a" * 15, "A" * 16, "x\x00", ""):
        with pytest.raises(ValueError, match="not an id"):
            sink.publish(batch(2, article(1, id=bad)))
    assert len(list((tmp_path / "md").iterdir())) == 2


def test_front_matter_is_yaml_and_the_text_is_escaped() -> None:
    """No title ends the front matter, no paragraph becomes a heading or a link."""
    title = 'A "title"\n---\nevil: true\u2028\x85'
    written = markdown(article(1, title=title, text="# not a heading\n\n[x](javascript:y) <b>"))
    front, _, body = written.removeprefix("---\n").partition("\n---\n\n")
    facts = dict(line.split(": ", 1) for line in front.splitlines())
    assert msgspec.json.decode(facts["title"]) == title
    assert "evil" not in facts
    assert "\\# not a heading" in body
    assert "\\[x\\](javascript:y) \\<b\\>" in body
