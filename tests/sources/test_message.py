"""HTTP responses of archives are decoded within bounds, whatever their headers say of them."""

from __future__ import annotations

import gzip
import zlib

import brotli  # type: ignore[import-untyped]
import pytest
import zstandard

from newsclean.errors import NewscleanError, Reason
from newsclean.options import FetchLimits
from newsclean.sources.message import Message, read_message, value_of
from tests.sources.warcs import http

PAGE = b"<!doctype html><p>" + b"word " * 500


def message(block: bytes, max_bytes: int = 10 << 20) -> Message:
    return read_message(block, max_bytes, FetchLimits())


def reason(block: bytes, max_bytes: int = 10 << 20) -> Reason:
    with pytest.raises(NewscleanError) as caught:
        message(block, max_bytes)
    return caught.value.reason


CODINGS = {
    "gzip": gzip.compress(PAGE),
    "deflate": zlib.compress(PAGE),
    "br": brotli.compress(PAGE),
    "zstd": zstandard.ZstdCompressor().compress(PAGE),
    "gzip, br": brotli.compress(gzip.compress(PAGE)),
    "identity": PAGE,
}


def chunked(data: bytes, size: int = 700) -> bytes:
    parts = [data[at : at + size] for at in range(0, len(data), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in parts) + b"0\r\n\r\n"


@pytest.mark.parametrize("coding", CODINGS)
def test_codings_and_chunks_are_undone(coding: str) -> None:
    line = f"Content-Encoding: {coding}"
    assert message(http(CODINGS[coding], line)).body == PAGE
    assert message(http(chunked(CODINGS[coding]), line, "Transfer-Encoding: chunked")).body == PAGE


@pytest.mark.parametrize("coding", CODINGS)
def test_a_body_that_was_decoded_when_archived_is_left_as_it_is(coding: str) -> None:
    lines = (f"Content-Encoding: {coding}", "Transfer-Encoding: chunked", "Content-Length: 99")
    assert message(http(PAGE, *lines)).body == PAGE


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_a_cut_body_is_never_a_whole_one(coding: str) -> None:
    data = CODINGS[coding]
    for cut in range(1, len(data)):
        got = reason(http(data[:-cut], f"Content-Encoding: {coding}"))
        assert got in (Reason.TRUNCATED, Reason.BAD_CODING), cut


def test_chunks_that_stop_are_a_cut_body() -> None:
    data = chunked(PAGE)
    for cut in (5, 6, 50, 900):
        block = http(data[:-cut], "Transfer-Encoding: chunked")
        assert reason(block) is Reason.TRUNCATED


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd"])
def test_a_bomb_is_refused(coding: str) -> None:
    big = b"<p>" + b"\0" * (64 << 20)
    data = {
        "gzip": gzip.compress(big, 1),
        "br": brotli.compress(big, quality=1),
        "zstd": zstandard.ZstdCompressor().compress(big),
    }[coding]
    assert reason(http(data, f"Content-Encoding: {coding}")) is Reason.TOO_LARGE


@pytest.mark.parametrize(
    ("block", "status"),
    [
        (b"HTTP/1.1 200 OK\r\nA: b\r\n\r\nx", 200),
        (b"HTTP/1.0 404\nA: b\n\nx", 404),
        (b"HTTP/2 203\r\n\r\nx", 203),
    ],
)
def test_heads_of_all_hands_are_read(block: bytes, status: int) -> None:
    got = message(block)
    assert (got.status, got.body) == (status, b"x")


def test_header_values_are_latin_1_folded_lines_joined_and_the_last_one_counts() -> None:
    got = message(
        "HTTP/1.1 200 OK\r\nX: caf\xe9\r\nY: a\r\n b\r\nnone\r\nx: 2\r\n\r\n".encode("latin-1")
    )
    assert got.headers == (("X", "caf\xe9"), ("Y", "a b"), ("x", "2"))
    assert value_of(got.headers, "x") == "2"
    assert value_of(got.headers, "z") == ""


@pytest.mark.parametrize(
    "block", [b"", b"<html>", b"HTTP/1.1 OK\r\n\r\n", b"HTTP/1.1 200 OK\r\nA: b\r\n", b"\0" * 99]
)
def test_what_is_no_response_says_so(block: bytes) -> None:
    assert reason(block) is Reason.BAD_HEADERS


def test_the_count_and_the_size_of_headers_are_bounded() -> None:
    many = [f"X-{n}: y" for n in range(201)]
    assert message(http(b"x", *many[:-1])).body == b"x"
    assert reason(http(b"x", *many)) is Reason.BAD_HEADERS
    assert reason(http(b"x", "X: " + "y" * 65_536)) is Reason.BAD_HEADERS


def test_a_size_is_bounded_with_and_without_a_coding() -> None:
    assert message(http(b"x" * 1000), 1000).body
    assert reason(http(b"x" * 1001), 1000) is Reason.TOO_LARGE
    assert (
        reason(http(gzip.compress(b"x" * 1001), "Content-Encoding: gzip"), 1000) is Reason.TOO_LARGE
    )
