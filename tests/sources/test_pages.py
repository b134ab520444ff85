"""Saved pages are read whatever holds them; what cannot be read says why."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest

from newsclean.errors import Reason
from newsclean.options import SourceOptions
from newsclean.records import Rejected, Response
from newsclean.sources.inputs import find
from newsclean.sources.pages import read_page

SMALL = SourceOptions(max_bytes=1000)


def body(path: Path, options: SourceOptions = SMALL) -> bytes | str:
    got = read_page(path, options)
    assert isinstance(got, Response), got
    return got.body


def reason(path: Path, options: SourceOptions = SMALL) -> Reason:
    got = read_page(path, options)
    assert isinstance(got, Rejected)
    assert got.name == str(path)
    assert got.detail
    return got.reason


def made(path: Path, content: bytes = b"<html>x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_a_page_has_its_bytes_its_name_and_a_file_url(tmp_path: Path) -> None:
    path = made(tmp_path / "a é.html", b"\xff<html>")
    got = read_page(path, SMALL)
    assert isinstance(got, Response)
    assert (got.body, got.name, got.form) == (b"\xff<html>", str(path), "auto")
    assert got.url == path.as_uri()
    assert got.fetched_at is None


def test_gzip_is_undone_whatever_the_name_and_in_several_members(tmp_path: Path) -> None:
    packed = gzip.compress(b"<html>") + gzip.compress(b"x")
    assert body(made(tmp_path / "a.html.gz", packed)) == b"<html>x"
    assert body(made(tmp_path / "b.html", packed)) == b"<html>x"


def test_the_size_is_bounded_before_and_after_gzip(tmp_path: Path) -> None:
    assert body(made(tmp_path / "fits.html", b"x" * 1000)) == b"x" * 1000
    assert reason(made(tmp_path / "big.html", b"x" * 1001)) is Reason.TOO_LARGE
    assert body(made(tmp_path / "fits.gz", gzip.compress(b"x" * 1000))) == b"x" * 1000
    assert reason(made(tmp_path / "big.gz", gzip.compress(b"x" * 1001))) is Reason.TOO_LARGE
    bomb = gzip.compress(b"x" * 10**8)
    assert reason(made(tmp_path / "bomb.gz", bomb), SourceOptions()) is Reason.TOO_LARGE


def test_damaged_gzip_is_never_taken_for_a_page(tmp_path: Path) -> None:
    whole = gzip.compress(os.urandom(200))
    for cut in range(2, len(whole)):
        path = made(tmp_path / "cut.gz", whole[:cut])
        assert reason(path) in (Reason.TRUNCATED, Reason.BAD_CODING)
    spoiled = whole[:60] + bytes([whole[60] ^ 0xFF]) + whole[61:]
    assert reason(made(tmp_path / "spoiled.gz", spoiled)) is Reason.BAD_CODING


@pytest.mark.parametrize(
    ("name", "content", "form"),
    [
        ("a.txt", b"Speaking of <p> and <div> tags", "text"),
        ("a.txt.gz", gzip.compress(b"Text", mtime=0), "text"),
        ("a.txt", b"\xef\xbb\xbf <!doctype html><p>x", "auto"),
        ("a.html", b"Text", "auto"),
    ],
)
def test_a_txt_is_text_unless_it_starts_as_markup(
    tmp_path: Path, name: str, content: bytes, form: str
) -> None:
    got = read_page(made(tmp_path / name, content), SMALL)
    assert isinstance(got, Response)
    assert got.form == form


def test_what_cannot_be_read_says_why(tmp_path: Path) -> None:
    assert reason(tmp_path / "none.html") is Reason.MISSING_FILE
    assert reason(Path("/proc/self/mem")) is Reason.UNREADABLE
    assert reason(tmp_path) is Reason.UNREADABLE


def test_a_folder_is_read_with_all_below_in_a_stable_order(tmp_path: Path) -> None:
    for name in ("b.html", "a/z.htm", "a/b.txt", "B.xhtml", "a.html.gz", "c/d/e.shtml"):
        made(tmp_path / name)
    names = [os.path.relpath(item.name or "", tmp_path) for item in found(tmp_path)]
    assert names == ["B.xhtml", "a.html.gz", "b.html", "a/b.txt", "a/z.htm", "c/d/e.shtml"]


def test_only_pages_of_a_folder_are_read(tmp_path: Path) -> None:
    """What a browser saves beside a page is passed over; a page is known by its start, too."""
    made(tmp_path / "story?id=3", b"\n<!DOCTYPE html><p>x")
    for name in ("style.css", "logo.svg", ".hidden.html", ".git/x.html", "notes.md", "data"):
        made(tmp_path / name, b"plain")
    made(tmp_path / "frame.js", b"<html>")
    assert [Path(item.name or "").name for item in found(tmp_path)] == ["story?id=3"]


def test_a_folder_without_pages_says_so(tmp_path: Path) -> None:
    made(tmp_path / "style.css")
    [got] = found(tmp_path)
    assert isinstance(got, Rejected)
    assert got.reason is Reason.NO_PAGES


def test_links_and_special_files_in_a_folder_do_not_hold_it_up(tmp_path: Path) -> None:
    """A link back up is not followed, a pipe is not waited for, a dead link is told."""
    made(tmp_path / "a.html")
    (tmp_path / "up").symlink_to(tmp_path)
    (tmp_path / "dead.html").symlink_to(tmp_path / "none")
    os.mkfifo(tmp_path / "pipe.html")
    got = {Path(item.name or "").name: item for item in found(tmp_path)}
    assert set(got) == {"a.html", "dead.html", "pipe.html"}
    assert {n for n, item in got.items() if isinstance(item, Rejected)} == {
        "dead.html",
        "pipe.html",
    }


def test_a_name_that_is_not_utf8_is_read_and_can_be_written_down(tmp_path: Path) -> None:
    path = made(Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.html")))
    [got] = found(tmp_path)
    assert isinstance(got, Response)
    assert got.body == path.read_bytes()
    assert got.name == f"{tmp_path}/\ufffd.html"


def found(folder: Path) -> list[Response | Rejected]:
    items = list(find([str(folder)], SMALL))
    return [item for item in items if isinstance(item, Response | Rejected)]
