"""Archived pages read back byte for byte, and a kill leaves no half record."""

from __future__ import annotations

import errno
import gzip
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType

from newsclean.fetch.archive import ASKED_FOR, Archive, recover
from newsclean.fetch.clock import SystemClock
from newsclean.records import Response, Target
from tests.hostile.answers import PAGE, answer, encode
from tests.hostile.server import fetcher, hostile_server, quick

Kept = tuple[str, str, str, int | None, dict[str, str], bytes]


def read(folder: Path) -> list[Kept]:
    """Read all pages of a folder with FastWARC; digests must hold."""
    kept = []
    for path in sorted(folder.glob("*.warc.gz")):
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream, parse_http=False):
                assert record.verify_block_digest(consume=False)
                if record.record_type == WarcRecordType.warcinfo:
                    continue
                record.parse_http()
                fields = record.headers
                head = dict(record.http_headers.asdict())
                status = record.http_headers.status_code
                facts = (fields["WARC-Target-URI"], fields[ASKED_FOR], fields["WARC-Date"])
                kept.append((*facts, status, head, record.reader.read()))
    return kept


def page(number: int, body: bytes | None = None) -> Response:
    return Response(
        body=random.Random(number).randbytes(3000) if body is None else body,
        url=f"http://a.example/{number}",
        name=f"http://a.example/{number}#x",
        status=200,
        headers=(("content-type", "text/html; charset=koi8-r"), ("x-odd", "caf\xe9")),
        fetched_at="2026-11-24T10:00:00Z",
    )


def test_a_page_reads_back_as_it_was(tmp_path: Path) -> None:
    archive = Archive(tmp_path, SystemClock())
    pages = [page(n) for n in range(5)] + [page(5, b""), page(6, PAGE * 500)]
    for kept in pages:
        archive.keep(kept)
    archive.close()
    for want, (url, name, date, status, head, body) in zip(pages, read(tmp_path), strict=True):
        assert (url, name, date) == (want.url, want.name, want.fetched_at)
        assert (status, body) == (200, want.body)
        assert head["content-type"] == "text/html; charset=koi8-r"
        assert head["x-odd"] == "caf\xe9"


@pytest.mark.parametrize("value", ["a\r\nX-Evil: 1", "a\nb", "a\0b"])
def test_no_header_value_writes_a_line_of_its_own(value: str, tmp_path: Path) -> None:
    odd = msgspec.structs.replace(page(1), headers=(("x", value),), name=f"http://a/{value}")
    archive = Archive(tmp_path, SystemClock())
    archive.keep(odd)
    archive.close()
    [(_, _, _, _, head, body)] = read(tmp_path)
    assert "X-Evil" not in head
    assert body == odd.body


def test_fetched_pages_are_archived_and_others_are_not(tmp_path: Path) -> None:
    """The bytes that came out of the fetcher are those in the archive."""
    options = msgspec.structs.replace(quick(), archive=str(tmp_path))
    with hostile_server() as server:
        for n in range(20):
            body = PAGE + b"%d" % n
            line = f"x-n: {n}"
            server.scripts[f"/{n}"] = answer(encode("br", body), "content-encoding: br", line)
        server.scripts["/old"] = answer(b"", "location: /3", status="301 M")
        urls = [f"http://h{n}.example/{n}" for n in range(20)]
        more = ["http://a.example/missing", "http://a.example/old"]
        got = list(fetcher(server, options).fetch(Target(url=url) for url in [*urls, *more]))
    pages = {g.name: g for g in got if isinstance(g, Response)}
    kept = {name: (url, status, head, body) for url, name, _, status, head, body in read(tmp_path)}
    assert len(pages) == len(kept) == 21
    for name, want in pages.items():
        url, status, head, body = kept[name or ""]
        assert (url, status, body) == (want.url, want.status, want.body)
        assert head["x-n"] == want.header("x-n")
        assert head["X-Crawl-content-encoding"] == "br"


def test_files_are_changed_when_they_are_full(tmp_path: Path) -> None:
    archive = Archive(tmp_path, SystemClock(), max_bytes=20_000)
    for n in range(30):
        archive.keep(page(n))
    archive.close()
    files = sorted(tmp_path.iterdir())
    assert len(files) >= 4
    assert all(path.name.endswith(".warc.gz") for path in files)
    assert all(path.stat().st_size < 24_000 for path in files)
    assert [kept[0] for kept in read(tmp_path)] == [page(n).url for n in range(30)]


@pytest.mark.parametrize("cut", [1, 7, 400, 3_000])
def test_a_half_record_is_cut_off_by_the_next_run(cut: int, tmp_path: Path) -> None:
    archive = Archive(tmp_path, SystemClock())
    for n in range(4):
        archive.keep(page(n))
    assert archive._file is not None
    os.close(archive._file)  # as the system does for a killed process
    [half] = tmp_path.iterdir()
    os.truncate(half, half.stat().st_size - cut)
    Archive(tmp_path, SystemClock())
    assert [kept[0] for kept in read(tmp_path)] == [page(n).url for n in range(3)]
    assert not list(tmp_path.glob("*.open"))


def test_control_without_the_cut_the_last_member_is_broken(tmp_path: Path) -> None:
    archive = Archive(tmp_path, SystemClock())
    archive.keep(page(0))
    archive.close()
    [path] = tmp_path.iterdir()
    os.truncate(path, path.stat().st_size - 300)
    with pytest.raises(EOFError):
        gzip.decompress(path.read_bytes())


def test_a_file_that_is_being_written_is_left_alone(tmp_path: Path) -> None:
    writing = Archive(tmp_path, SystemClock())
    writing.keep(page(0))
    assert recover(tmp_path) == []
    writing.keep(page(1))
    writing.close()
    assert len(read(tmp_path)) == 2


def test_a_full_disk_is_said_and_the_half_record_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = Archive(tmp_path, SystemClock())
    archive.keep(page(0))
    write = os.write

    def full(file: int, data: memoryview) -> int:
        if len(data) < 2_500:
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(file, data[:1_000])

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(OSError, match="No space"):
        archive.keep(page(1))
    monkeypatch.undo()
    archive.keep(page(2))
    archive.close()
    assert [kept[0] for kept in read(tmp_path)] == [page(0).url, page(2).url]


WRITER = """
import sys, random
from newsclean.fetch.archive import Archive
from newsclean.fetch.clock import SystemClock
from newsclean.records import Response
archive = Archive(sys.argv[1], SystemClock(), 30_000)
for n in range(10**6):
    body = random.Random(n).randbytes(3000)
    archive.keep(Response(body=body, url=f"http://a.example/{n}", status=200))
    print(n, flush=True)
"""


def killed(folder: Path, after: int) -> int:
    command = [sys.executable, "-c", WRITER, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        last = [int(process.stdout.readline()) for _ in range(after)][-1]
        os.kill(process.pid, signal.SIGKILL)
    return last


def after_kill(folder: Path, after: int) -> tuple[int, list[bytes]]:
    """Kill a writer; return how many pages it said were kept, and those that read back."""
    last = killed(folder, after)
    recover(folder)
    return last + 1, [body for *_, body in read(folder)]


def written(count: int) -> list[bytes]:
    return [random.Random(n).randbytes(3000) for n in range(count)]


@pytest.mark.parametrize("after", [1, 9, 10, 33])
def test_a_kill_loses_nothing_that_was_kept(after: int, tmp_path: Path) -> None:
    said, kept = after_kill(tmp_path, after)
    assert len(kept) >= said
    assert kept == written(len(kept))


@pytest.mark.soak
def test_a_hundred_kills(tmp_path: Path) -> None:
    for number in range(100):
        said, kept = after_kill(tmp_path / str(number), random.Random(number).randrange(1, 120))
        assert len(kept) >= said
        assert kept == written(len(kept))


def test_a_link_in_the_folder_is_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"precious")
    folder = tmp_path / "archive"
    folder.mkdir()
    (folder / "x.warc.gz.open").symlink_to(victim)
    with pytest.raises(OSError, match="symbolic links"):
        Archive(folder, SystemClock())
    assert victim.read_bytes() == b"precious"
