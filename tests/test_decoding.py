"""Content codings: bounded, whole or `truncated`, and with the bounds off the bomb goes off."""

from __future__ import annotations

import gzip
import random
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterable

import brotli  # type: ignore[import-untyped]
import msgspec
import pytest

from newsclean import decoding
from newsclean.decoding import Body, codings
from newsclean.errors import FetchError, Reason
from newsclean.options import FetchLimits
from tests.hostile.answers import CODINGS, encode

MIB = 1 << 20
LIMITS = FetchLimits()
OFF = FetchLimits(max_ratio=10**9, max_codings=9)
CHANCE = random.Random(3)
TWO_KIB = bytes(CHANCE.choices(b"abcdefgh <>/p\xd0\xb0", k=2048))


def decode(coding: str, pieces: Iterable[bytes], limits: FetchLimits = LIMITS) -> bytes:
    body = Body(coding, 10 * MIB, limits)
    for piece in pieces:
        body.feed(piece)
    return body.finish()


def header(coding: str) -> str:
    return coding.removeprefix("raw ")


@pytest.mark.parametrize("coding", [*CODINGS, "raw deflate"])
def test_a_body_cut_at_every_byte_is_truncated(coding: str) -> None:
    """No prefix of a coded body passes as the whole."""
    whole = encode(coding, TWO_KIB)
    for size in range(1, len(whole)):
        with pytest.raises(FetchError) as raised:
            decode(header(coding), [whole[:size]])
        assert raised.value.reason is Reason.TRUNCATED, size
    assert decode(header(coding), [whole]) == TWO_KIB


@pytest.mark.parametrize("coding", CODINGS)
def test_control_without_the_end_check_a_cut_body_passes(
    coding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    codec = type(decoding._CODECS[coding]())
    monkeypatch.setattr(codec, "ended", property(lambda self: True))
    cut = encode(coding, TWO_KIB * 40)[:-1]
    assert decode(coding, [cut]) is not None


@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 65_537, 131_072, 1_000_000])
@pytest.mark.parametrize("coding", [*CODINGS, "raw deflate"])
def test_every_size_comes_whole_however_it_is_split(coding: str, size: int) -> None:
    """The chunk size of the decoder is no special length."""
    for body in (b"a" * size, bytes(random.Random(size).choices(range(256), k=size))):
        coded = encode(coding, body)
        for step in (len(coded) + 1, 1460, 7 if size < 70_000 else 65_536):
            pieces = [coded[n : n + step] for n in range(0, len(coded), step)]
            assert decode(header(coding), pieces, OFF) == body


@pytest.mark.parametrize("coding", ["gzip", "zstd"])
def test_members_one_after_the_other_are_one_body(coding: str) -> None:
    """RFC 1952 2.2 and RFC 8878 3: the parts are joined, wherever the pieces are split."""
    coded = encode(coding, TWO_KIB[:700]) + encode(coding, TWO_KIB[700:])
    for step in (1, 63, 64, 65, 5000):
        pieces = [coded[n : n + step] for n in range(0, len(coded), step)]
        assert decode(coding, pieces) == TWO_KIB


@pytest.mark.parametrize("coding", ["gzip", "deflate", "raw deflate", "zstd"])
def test_padding_after_the_end_is_dropped(coding: str) -> None:
    assert decode(header(coding), [encode(coding, TWO_KIB) + bytes(300)]) == TWO_KIB


def test_a_skippable_frame_of_zstd_is_skipped() -> None:
    skippable = b"\x50\x2a\x4d\x18" + (5).to_bytes(4, "little") + b"12345"
    assert decode("zstd", [skippable + encode("zstd", TWO_KIB)]) == TWO_KIB
    assert decode("zstd", [encode("zstd", TWO_KIB) + skippable]) == TWO_KIB


@pytest.mark.parametrize(("first", "second"), [(a, b) for a in CODINGS for b in CODINGS])
def test_two_codings_are_undone(first: str, second: str) -> None:
    coded = encode(second, encode(first, TWO_KIB))
    pieces = [coded[n : n + 100] for n in range(0, len(coded), 100)]
    assert decode(f"{first}, {second}", pieces) == TWO_KIB


def test_three_codings_are_refused_and_with_the_bound_off_undone() -> None:
    coded = gzip.compress(gzip.compress(gzip.compress(TWO_KIB)))
    with pytest.raises(FetchError) as raised:
        decode("gzip, gzip, gzip", [coded])
    assert raised.value.reason is Reason.BAD_CODING
    assert decode("gzip, gzip, gzip", [coded], OFF) == TWO_KIB


def test_names_of_codings() -> None:
    assert codings(" X-GZIP ,identity,, Br", LIMITS) == ["x-gzip", "br"]


# bombs: a gibibyte that must cost at most 5 MiB; each is measured in a process of its own


def _flate(wbits: int) -> bytes:
    codec = zlib.compressobj(9, zlib.DEFLATED, wbits)
    first = codec.compress(bytes(MIB)) + codec.flush(zlib.Z_FULL_FLUSH)
    block = codec.compress(bytes(MIB)) + codec.flush(zlib.Z_FULL_FLUSH)
    return first + block * 1023


def _brotli() -> bytes:
    codec = brotli.Compressor(quality=1)
    return b"".join(codec.process(bytes(MIB)) for _ in range(1024)) + bytes(codec.finish())


BOMBS: dict[str, Callable[[], bytes]] = {
    "gzip": lambda: _flate(31),
    "deflate": lambda: _flate(15),
    "br": _brotli,
    "zstd": lambda: encode("zstd", bytes(MIB)) * 1024,
    "gzip, gzip": lambda: gzip.compress(_flate(31)),
    "gzip, br": lambda: bytes(brotli.compress(_flate(31), quality=5)),
    "gzip, gzip, gzip": lambda: gzip.compress(gzip.compress(_flate(31))),
}
MEASURE = """
import sys, pathlib, msgspec
from newsclean.errors import FetchError
from newsclean.decoding import Body
from newsclean.options import FetchLimits

def peak(name):
    lines = pathlib.Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name)) * 1024

def explode(data, limits):
    try:
        body = Body(sys.argv[1], 10 << 20, limits)
        for n in range(0, len(data), 65536):
            body.feed(data[n : n + 65536])
    except FetchError as error:
        return error.reason

limits = msgspec.json.decode(sys.argv[2], type=FetchLimits)
data = sys.stdin.buffer.read()
explode(data[:100], limits)
pathlib.Path("/proc/self/clear_refs").write_text("5")
before = peak("VmRSS")
reason = explode(data, limits)
print(reason, peak("VmHWM") - before)
"""


def explode(coding: str, limits: FetchLimits) -> tuple[str, int]:
    """Return the reason and the bytes that undoing a bomb took at its peak."""
    command = [sys.executable, "-c", MEASURE, coding, msgspec.json.encode(limits).decode()]
    done = subprocess.run(command, input=BOMBS[coding](), capture_output=True, check=True)
    reason, grown = done.stdout.split()
    return reason.decode(), int(grown)


@pytest.mark.parametrize("coding", BOMBS)
def test_a_gibibyte_costs_at_most_five_mebibytes(coding: str) -> None:
    reason, grown = explode(coding, LIMITS)
    assert reason == ("bad_coding" if coding.count("gzip") == 3 else "too_large")
    assert grown <= 5 * MIB


@pytest.mark.parametrize("coding", BOMBS)
def test_control_with_the_ratio_off_a_bomb_costs_all_it_may(coding: str) -> None:
    """The measurement sees a bomb that goes off: it fills `max_bytes`, which is the next bound."""
    assert explode(coding, OFF)[1] > 5 * MIB
