"""Archives become shards, each once, however often the run is killed and started again."""

from __future__ import annotations

import gzip
import os
import random
import signal
import subprocess
import time
from pathlib import Path

import msgspec
import pytest

from newsclean.errors import Reason
from newsclean.options import ExtractOptions, RunOptions
from newsclean.run import shards
from newsclean.run.shards import MANIFEST, Shard, clean_shards
from newsclean.sinks.jsonl import JsonLinesFile
from tests.command import COMMAND, PAGE, environment, lines_of
from tests.sources.warcs import http, record

SHORT = RunOptions()


def archive(path: Path, first: int, count: int) -> Path:
    """Write articles whose texts differ, and after each an image, which is no page."""
    with path.open("wb") as file:
        for number in range(first, first + count):
            text = PAGE.replace("eastern", f"{number}th").encode()
            file.write(gzip.compress(record(number, http(text, "Content-Type: text/html"))))
            file.write(gzip.compress(record(number, http(b"GIF8", "Content-Type: image/gif"))))
    return path


def archives(folder: Path, files: int, each: int) -> list[Path]:
    return [archive(folder / f"{n}.warc.gz", n * each, each) for n in range(files)]


def manifest(folder: Path) -> list[Shard]:
    lines = (folder / MANIFEST).read_bytes().splitlines()
    return [msgspec.json.decode(line, type=Shard) for line in lines]


def numbers(folder: Path) -> list[int]:
    """Return the numbers of all articles of a folder of JSON Lines, as often as they are there."""
    lines = [line for path in folder.glob("*.jsonl") if shard_file(path) for line in lines_of(path)]
    return sorted(int(str(line["url"]).rpartition("/")[2]) for line in lines)


def shard_file(path: Path) -> bool:
    return path.name != MANIFEST and not path.name.endswith(".rejects.jsonl")


def test_each_archive_gets_its_files_and_its_line(tmp_path: Path) -> None:
    inputs = archives(tmp_path, 2, 3)
    done = clean_shards(map(str, inputs), tmp_path / "out", SHORT)
    assert (done.done, done.before, done.undone) == (2, 0, 0)
    assert (done.tally.articles, done.tally.rejected) == (6, {Reason.OTHER_TYPE: 6})
    assert [(s.input, s.articles) for s in manifest(tmp_path / "out")] == [
        (str(path), 3) for path in inputs
    ]
    for shard in manifest(tmp_path / "out"):
        urls = [line["url"] for line in lines_of(tmp_path / "out" / shard.articles_file)]
        assert len(urls) == 3
        assert len(lines_of(tmp_path / "out" / shard.rejects_file)) == 3
    assert numbers(tmp_path / "out") == list(range(6))


def test_what_is_done_is_left_and_what_changed_is_done_again(tmp_path: Path) -> None:
    names = [str(path) for path in archives(tmp_path, 3, 1)]
    out = tmp_path / "out"
    clean_shards(names[:2], out, SHORT)
    stood = {path.name: path.stat().st_mtime_ns for path in out.iterdir()}
    again = clean_shards(names, out, SHORT)
    assert (again.done, again.before, again.tally.articles) == (1, 2, 3)
    assert all(out.joinpath(n).stat().st_mtime_ns == t for n, t in stood.items() if n != MANIFEST)
    archive(Path(names[0]), 7, 2)
    other = RunOptions(extract=ExtractOptions(min_words=20))
    assert clean_shards(names, out, SHORT).done == 1
    assert clean_shards(names, out, other).done == 3
    (out / manifest(out)[-1].articles_file).unlink()
    assert clean_shards(names, out, other).done == 1
    assert numbers(out) == [1, 2, 7, 8]


def test_an_archive_that_cannot_be_read_gets_no_line_and_is_tried_again(tmp_path: Path) -> None:
    late = tmp_path / "late.warc.gz"
    first = clean_shards([str(late)], tmp_path / "out", SHORT)
    assert (first.undone, first.tally.rejected) == (1, {Reason.MISSING_FILE: 1})
    assert [p.name for p in (tmp_path / "out").glob("*.jsonl")] == [MANIFEST]
    archive(late, 1, 1)
    assert clean_shards([str(late)], tmp_path / "out", SHORT).done == 1


def test_a_half_line_of_the_manifest_counts_for_nothing(tmp_path: Path) -> None:
    names = [str(path) for path in archives(tmp_path, 2, 1)]
    out = tmp_path / "out"
    clean_shards(names, out, SHORT)
    os.truncate(out / MANIFEST, (out / MANIFEST).stat().st_size - 9)
    again = clean_shards(names, out, SHORT)
    assert (again.done, again.before) == (1, 1)
    assert len(manifest(out)) == 2


def test_a_second_run_is_told(tmp_path: Path) -> None:
    with shards.opened(tmp_path), pytest.raises(BlockingIOError):
        clean_shards([], tmp_path, SHORT)


def test_two_archives_of_one_name_are_two_shards(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        archive(tmp_path / name / "x.warc.gz", ord(name), 1)
    names = [str(tmp_path / name / "x.warc.gz") for name in "ab"]
    clean_shards(names, tmp_path / "out", SHORT)
    assert numbers(tmp_path / "out") == [97, 98]


@pytest.mark.parametrize("name", ["../../x.warc", "a b\n.warc.gz", ".warc", "ö" * 300 + ".warc"])
def test_names_of_files_are_tame(name: str) -> None:
    tame = shards.file_name(name)
    assert tame.isascii()
    assert not set(tame) & set("/\\ \n\0")
    assert len(tame) < 120
    assert not tame.startswith(".")


def test_parquet_shards_hold_the_same_articles(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="the extra `parquet` is not installed")
    names = [str(path) for path in archives(tmp_path, 1, 5)]
    clean_shards(names, tmp_path / "p", SHORT, "parquet")
    clean_shards(names, tmp_path / "j", SHORT)
    [file] = (tmp_path / "p").glob("*.parquet")
    rows = parquet.read_table(file).to_pylist()
    [lines] = [lines_of(path) for path in (tmp_path / "j").glob("*.jsonl") if shard_file(path)]
    keys = ("id", "url", "title", "text", "content_hash", "fetched_at")
    assert [[r[k] for k in keys] for r in rows] == [[line[k] for k in keys] for line in lines]


def start(inputs: list[Path], out: Path) -> subprocess.Popen[bytes]:
    command = [*COMMAND, "clean", *map(str, inputs), "--shards", str(out), "--workers", "2", "-q"]
    return subprocess.Popen(command, env=environment(), stderr=subprocess.DEVNULL)


def check_kills(tmp_path: Path, files: int, each: int, kills: int) -> None:
    """Kill a run at random moments, end it, and compare with one that was left alone."""
    inputs, out = archives(tmp_path, files, each), tmp_path / "out"
    chance = random.Random(kills)
    for _ in range(kills):
        with start(inputs, out) as process:
            wait_for_more(out, process)
            time.sleep(chance.random() / 2)
            process.send_signal(signal.SIGKILL)
        check_manifest(out)
    with start(inputs, out) as last:
        assert last.wait() == 0
    assert numbers(out) == list(range(files * each))
    assert not list(out.glob("*.partial"))
    clean_shards([str(path) for path in inputs], tmp_path / "calm", SHORT)
    assert contents(out) == contents(tmp_path / "calm")


def wait_for_more(out: Path, process: subprocess.Popen[bytes]) -> None:
    """Wait until something is written."""
    while process.poll() is None and not list(out.glob("*.partial")):
        time.sleep(0.02)


def check_manifest(out: Path) -> None:
    """Whatever is named is whole; what the manifest names is there."""
    done = {shard.articles_file: shard.articles for shard in manifest_so_far(out)}
    for name, count in done.items():
        assert len(lines_of(out / name)) == count


def manifest_so_far(out: Path) -> list[Shard]:
    data = (out / MANIFEST).read_bytes() if (out / MANIFEST).exists() else b""
    return [msgspec.json.decode(line, type=Shard) for line in data.splitlines()]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != MANIFEST}


def test_a_killed_run_goes_on_without_losing_or_doubling(tmp_path: Path) -> None:
    check_kills(tmp_path, files=4, each=6, kills=3)


@pytest.mark.soak
def test_fifty_kills(tmp_path: Path) -> None:
    check_kills(tmp_path, files=20, each=40, kills=50)


def test_control_without_the_manifest_all_is_done_again(tmp_path: Path) -> None:
    names = [str(path) for path in archives(tmp_path, 2, 1)]
    clean_shards(names, tmp_path / "out", SHORT)
    (tmp_path / "out" / MANIFEST).unlink()
    assert clean_shards(names, tmp_path / "out", SHORT).done == 2


def test_a_full_medium_ends_the_run_and_leaves_no_half_shard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [str(path) for path in archives(tmp_path, 2, 2)]
    writes = iter(range(100))
    write = JsonLinesFile.write

    def full(self: JsonLinesFile, result: object) -> None:
        if next(writes) == 5:
            raise OSError(28, "No space left on device")
        write(self, result)  # type: ignore[arg-type]

    monkeypatch.setattr(JsonLinesFile, "write", full)
    with pytest.raises(OSError, match="No space"):
        clean_shards(names, tmp_path / "out", SHORT)
    assert len(manifest(tmp_path / "out")) == 1
    monkeypatch.undo()
    assert clean_shards(names, tmp_path / "out", SHORT).before == 1
    assert numbers(tmp_path / "out") == [0, 1, 2, 3]
