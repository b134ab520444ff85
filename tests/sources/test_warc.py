"""Every sound page of an archive comes through, and each break of it costs itself and is told."""

from __future__ import annotations

import gzip
import io
import random
import struct
from itertools import pairwise
from pathlib import Path

import pytest
import zstandard
from fastwarc.warc import ArchiveIterator

from newsclean.errors import Reason
from newsclean.options import SourceOptions
from newsclean.records import Rejected, Response
from newsclean.sources import warc
from newsclean.sources.inputs import find
from newsclean.sources.warc import read_stream
from newsclean.sources.warc_window import Span, Window, next_record
from tests.sources.warcs import CODECS, Codec, html, http, pages, read, reasons, record

codings = pytest.mark.parametrize("codec", CODECS.values(), ids=[*CODECS])


@codings
def test_pages_come_with_address_time_headers_and_place(codec: Codec) -> None:
    first, second = codec(record(0)), codec(record(1))
    got = read(first + second)[1]
    assert got == Response(
        body=html(1),
        url="http://a.example/1",
        name=f"x@{len(first)}",
        status=200,
        headers=(("Content-Type", "text/html"),),
        fetched_at="2026-11-24T10:00:00Z",
    )


@pytest.mark.parametrize("name", ["warc", "WARC.GZ", "warc.zst", "warc.lz4"])
def test_an_archive_is_known_by_its_name_alone_and_in_a_folder(name: str, tmp_path: Path) -> None:
    codec = CODECS[name.lower().removeprefix("warc")]
    (tmp_path / f"crawl.{name}").write_bytes(codec(record(0)) + codec(record(1)))
    for asked in (tmp_path, tmp_path / f"crawl.{name}"):
        assert [item.url for item in find([str(asked)])] == [
            f"http://a.example/{n}" for n in (0, 1)
        ]


def test_many_records_in_one_gzip_member_are_read() -> None:
    assert pages(read(gzip.compress(b"".join(map(record, range(50)))))) == list(range(50))


def test_a_zstd_dictionary_in_front_is_used() -> None:
    trained = zstandard.train_dictionary(2000, [record(n) for n in range(300)])
    head = struct.pack("<II", 0x184D2A5D, len(trained.as_bytes())) + trained.as_bytes()
    compress = zstandard.ZstdCompressor(dict_data=trained).compress
    assert pages(read(head + compress(record(1)) + compress(record(2)))) == [1, 2]


def test_records_that_hold_no_page_by_their_nature_are_passed_over() -> None:
    others = [record(9, b"x: y", kind=k) for k in ("warcinfo", "request", "metadata")]
    assert read(others[0] + others[1] + record(1) + others[2]) == read(
        others[0] + others[1] + record(1)
    )
    assert pages(read(b"".join(others) + record(1))) == [1]


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (record(1, kind="revisit"), Reason.REVISIT),
        (record(1, kind="surprise"), Reason.OTHER_TYPE),
        (record(1, b"a.example. 1 A", media_type="text/dns", url="dns:a.example"), Reason.NOT_HTTP),
        (record(1, b"220 hello", media_type="text/plain"), Reason.NOT_HTTP),
        (record(1, http(b"", status="301 Moved")), Reason.OTHER_STATUS),
        (record(1, http(b"<p>gone", status="404 No")), Reason.OTHER_STATUS),
        (record(1, http(b"GIF8", "Content-Type: image/gif")), Reason.OTHER_TYPE),
        (record(1, None, "WARC-Identified-Payload-Type: application/pdf"), Reason.OTHER_TYPE),
        (record(1, b"{}", kind="resource", media_type="application/json"), Reason.OTHER_TYPE),
        (record(1, b"this is no HTTP"), Reason.BAD_HEADERS),
        (record(1, b""), Reason.BAD_HEADERS),
        (record(1, b"HTTP/1.1 200 OK\r\nX: " + b"a" * 70_000), Reason.BAD_HEADERS),
        (record(1, None, "WARC-Truncated: length"), Reason.TRUNCATED),
        (record(1, None, "WARC-Segment-Number: 1"), Reason.TRUNCATED),
        (record(1, b"x", "WARC-Segment-Number: 2", kind="continuation"), Reason.TRUNCATED),
        (record(1, http(b"<p>", "Content-Length: 9")), Reason.TRUNCATED),
        (record(1, http(b"x" * 2_000_000)), Reason.TOO_LARGE),
        (record(1, http(b"x", "Content-Encoding: rot13")), Reason.BAD_CODING),
    ],
)
@codings
def test_a_record_without_a_page_is_counted_with_its_reason(
    codec: Codec, bad: bytes, reason: Reason
) -> None:
    found = read(codec(record(0)) + codec(bad) + codec(record(2)), SourceOptions(max_bytes=1 << 20))
    assert (pages(found), reasons(found)) == ([0, 2], [reason])


def test_what_archives_commonly_hold_is_no_fault_and_what_is_broken_is() -> None:
    common = {Reason.REVISIT, Reason.NOT_HTTP, Reason.OTHER_STATUS, Reason.OTHER_TYPE}
    assert not any(reason.is_fault for reason in common)
    assert Reason.BROKEN_RECORD.is_fault
    assert Reason.BAD_HEADERS.is_fault


LENGTHS = [10, 100, 0, 300, 700, 100_000, 10**9, 10**17, "", "abc", "-5", "1e3", "9" * 30]


@pytest.mark.parametrize("length", LENGTHS)
@codings
def test_a_wrong_length_costs_one_record(codec: Codec, length: object) -> None:
    found = read(
        b"".join(codec(r) for r in (record(0), record(1, length=length), *map(record, (2, 3))))
    )
    assert (pages(found), len(reasons(found))) == ([0, 2, 3], 1)
    assert reasons(found)[0].is_fault


@pytest.mark.parametrize(
    "junk", [b"junk" * 30, b"\0" * 99, b"\r\n" * 3 + b"x", b"\x1f\x8b\x08" * 9]
)
@codings
def test_junk_between_records_costs_none_and_is_counted_once(codec: Codec, junk: bytes) -> None:
    found = read(codec(record(0)) + junk + codec(record(1)))
    assert (pages(found), len(reasons(found))) == ([0, 1], 1)


def flipped(data: bytes) -> bytes:
    return (
        data[: len(data) // 2] + bytes([data[len(data) // 2] ^ 0xFF]) + data[len(data) // 2 + 1 :]
    )


@pytest.mark.parametrize("ending", [".gz", ".zst", ".lz4"])
def test_a_damaged_member_costs_its_own_record(ending: str) -> None:
    codec = CODECS[ending]
    whole = [codec(record(n)) for n in range(4)]
    found = read(whole[0] + flipped(whole[1]) + flipped(whole[2]) + whole[3])
    assert set(pages(found)) >= {0, 3}
    assert all(reason.is_fault for reason in reasons(found))


@codings
def test_an_archive_cut_anywhere_loses_the_cut_record_only(codec: Codec) -> None:
    members = [codec(record(n)) for n in range(3)]
    start = len(members[0] + members[1])
    for cut in range(start, len(b"".join(members)), 3):
        found = read(b"".join(members)[:cut])
        assert pages(found)[:2] == [0, 1], cut
        told = [reason.is_fault for reason in reasons(found)]
        assert told == [True] * (cut > start) or (told == [] and 2 in pages(found)), cut


def test_a_cut_page_is_never_passed_on_as_whole() -> None:
    whole = record(1)
    for cut in range(1, len(whole) - 4):
        assert pages(read(whole[:-cut]))[:1] in ([], [1])
        assert all(p.body == html(1) for p in read(whole[:-cut]) if isinstance(p, Response))


@pytest.mark.parametrize(
    "data",
    [
        b"<html>" * 999,
        b"\0" * 9_999,
        b"\x1f\x8b" + b"\0" * 99,
        b"WARC/1.1\r\n",
        b"\x28\xb5\x2f\xfd",
    ],
)
def test_what_is_no_archive_is_one_fault(data: bytes) -> None:
    [got] = read(data)
    assert isinstance(got, Rejected)
    assert got.reason.is_fault


def test_an_empty_archive_is_told() -> None:
    assert reasons(read(b"")) == [Reason.EMPTY]


def test_a_file_that_cannot_be_opened_is_a_rejection(tmp_path: Path) -> None:
    [got] = warc.read_archive(tmp_path / "none.warc", "none.warc", SourceOptions())
    assert isinstance(got, Rejected)
    assert got.reason is Reason.UNREADABLE


class Failing(io.BytesIO):
    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell() > 70_000:
            raise OSError(5, "Input/output error")
        return super().read(size)


def test_a_medium_that_fails_is_told() -> None:
    data = b"".join(record(n, http(b"<p>" + b"x" * 9_000)) for n in range(40))
    found = list(read_stream(Failing(data), "x", SourceOptions()))
    assert pages(found)[:5] == [0, 1, 2, 3, 4]
    assert reasons(found)[-1].is_fault


@pytest.mark.parametrize("kind", ["response", "resource"])
def test_a_huge_record_is_skipped_in_bounded_memory(kind: str, tmp_path: Path) -> None:
    """100 MB here, 1 GB under `make soak`: one piece of it at a time is held."""
    check_huge(tmp_path / "huge.warc.gz", kind, 100)


@pytest.mark.soak
def test_a_record_of_a_gigabyte_is_skipped(tmp_path: Path) -> None:
    check_huge(tmp_path / "huge.warc.gz", "response", 1000)


def check_huge(path: Path, kind: str, megabytes: int) -> None:
    empty = record(1, b"", kind=kind, length=megabytes * 10**6).removesuffix(b"\r\n\r\n")
    with path.open("wb") as file:
        file.write(gzip.compress(record(0)))
        with gzip.GzipFile(fileobj=file, mode="wb", compresslevel=1) as member:
            member.write(empty)
            for _ in range(megabytes):
                member.write(b"x" * 10**6)
            member.write(b"\r\n\r\n")
        file.write(gzip.compress(record(2)))
    before = peak()
    found = list(warc.read_archive(path, "x", SourceOptions()))
    assert (pages(found), reasons(found)) == ([0, 2], [Reason.TOO_LARGE])
    assert peak() - before < 40 << 20


def peak() -> int:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def test_breaks_without_end_are_given_up_in_linear_time() -> None:
    """Each record says it holds all that follows: reading on after each would be quadratic."""
    count, block = 400, http(b"x" * 60_000)
    found = read(b"".join(record(n, block, length=10**10) for n in range(count)))
    assert reasons(found)[-1] is Reason.BROKEN_RECORD
    assert len(found) < 40


@codings
def test_spans_between_records_share_a_file_out(codec: Codec) -> None:
    data = b"".join(codec(record(n)) for n in range(40))
    window = Window(io.BytesIO(data), Span())
    places = [0, *(next_record(window, len(data) * k // 5) for k in range(1, 5)), None]
    got = []
    for start, end in pairwise(places):
        assert start is not None
        span = Span(start, end)
        got += pages(list(read_stream(io.BytesIO(data), "x", SourceOptions(), span)))
    assert got == list(range(40))


def test_the_address_may_stand_in_angle_brackets() -> None:
    [got] = read(record(1, url="<http://a.example/1>"))
    assert got.url == "http://a.example/1"


def test_a_resource_and_a_conversion_are_pages_without_http() -> None:
    found = read(
        record(1, b"<p>x", kind="resource", media_type="text/html; charset=koi8-r")
        + record(2, b"x", kind="conversion", media_type="text/plain")
    )
    assert isinstance(found[0], Response)
    assert found[0].header("content-type") == "text/html; charset=koi8-r"
    assert isinstance(found[1], Response)
    assert found[1].form == "text"


def test_control_the_iterator_alone_stops_at_the_first_break() -> None:
    """What finds back is ours: FastWARC ends where a record is broken."""
    stream = io.BytesIO(record(0) + b"junk" * 9 + record(1))
    iterator = iter(ArchiveIterator(stream, parse_http=False))
    next(iterator)
    with pytest.raises(OSError, match="Invalid"):
        next(iterator)


def check_damage(codec: Codec, seeds: range) -> None:
    """Flip, cut, insert and repeat bytes of an archive: never an exception, nor a loop."""
    whole = b"".join(codec(record(n)) for n in range(6))
    for seed in seeds:
        chance, data = random.Random(seed), bytearray(whole)
        for _ in range(chance.randrange(1, 6)):
            at, size = chance.randrange(len(data)), chance.randrange(1, 40)
            piece = (chance.randbytes(size), b"", bytes(data[at : at + size]) * 2)
            data[at : at + size] = chance.choice(piece)
        found = read(bytes(data))
        assert len(found) < 20, seed
        assert sum(isinstance(item, Response) for item in found) >= 6 or reasons(found), seed


@codings
def test_no_damage_raises_or_passes_unseen(codec: Codec) -> None:
    check_damage(codec, range(60))


@pytest.mark.soak
@codings
def test_ten_thousand_damages(codec: Codec) -> None:
    check_damage(codec, range(60, 10_000))
