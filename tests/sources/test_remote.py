"""Archives that fsspec reaches are read as those on the disk are."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsclean.errors import Reason
from newsclean.options import SourceOptions
from newsclean.records import Rejected, Response
from newsclean.sources.inputs import find
from tests.sources.warcs import CODECS, pages, reasons, record

fsspec = pytest.importorskip("fsspec", reason="the extra `remote` is not installed")


@pytest.mark.parametrize("ending", CODECS)
def test_an_archive_in_memory_is_read(ending: str) -> None:
    with fsspec.open(f"memory://one/a.warc{ending}", "wb") as file:
        file.write(CODECS[ending](record(1)) + CODECS[ending](record(2)))
    assert pages(find([f"memory://one/a.warc{ending}"])) == [1, 2]


def test_a_pattern_stands_for_all_its_files_by_name() -> None:
    for number in (2, 1, 3):
        with fsspec.open(f"memory://many/{number}.warc", "wb") as file:
            file.write(record(number))
    found = list(find(["memory://many/*.warc"]))
    assert pages(found) == [1, 2, 3]
    assert isinstance(found[0], Response)
    assert found[0].name == "memory:///many/1.warc@0"


def test_a_file_url_is_read_where_it_names_an_archive(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(record(1))
    assert pages(find([f"file://{tmp_path}/a.warc"])) == [1]


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("memory://none/x.warc", Reason.MISSING_FILE),
        ("memory://none/*.warc", Reason.MISSING_FILE),
        ("nosuchscheme://x/y.warc.gz", Reason.UNREADABLE),
        ("file:///etc/passwd", Reason.UNKNOWN_SCHEME),
    ],
)
def test_what_cannot_be_reached_is_a_rejection(url: str, reason: Reason) -> None:
    assert reasons(find([url])) == [reason]


def test_breaks_are_found_back_from_there_too() -> None:
    with fsspec.open("memory://broken/a.warc", "wb") as file:
        file.write(record(1) + b"junk" * 9 + record(2))
    found = list(find(["memory://broken/a.warc"], SourceOptions()))
    assert pages(found) == [1, 2]
    assert [isinstance(item, Rejected) for item in found] == [False, True, False]
