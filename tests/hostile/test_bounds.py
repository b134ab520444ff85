"""Bounds hold: bytes, fields, codings, ratio, time; with each off, the bad thing really happens."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from newsclean.decoding import Body
from newsclean.errors import Reason
from tests.hostile.answers import PAGE, answer, encode, raw
from tests.hostile.controls import one, options
from tests.hostile.server import Call, HostileServer, Script

Patch = pytest.MonkeyPatch

BOMB = encode("gzip", bytes(3 << 19))
LONG = b"<p>" + b"x" * (3 << 20)
DRIP_SIZE = 12


async def drip(call: Call) -> None:
    """Send a page a byte a time over about 0.6 seconds."""
    await call.send(b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n" % DRIP_SIZE)
    for byte in b"<p>slow page"[:DRIP_SIZE]:
        await asyncio.sleep(0.05)
        await call.send(bytes([byte]))


def head(extra: bytes) -> bytes:
    return b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n%s\r\n" % (len(PAGE), extra)


THREE = encode("gzip", encode("gzip", encode("gzip", PAGE)))
# what the server does, options with the guard, its outcome, options without, the bad end
Control = tuple[Script, dict[str, Any], Reason, dict[str, Any], bytes]
BY_OPTION: dict[str, Control] = {
    "header bytes": (
        raw(head(b"x: " + b"y" * 70_000 + b"\r\n") + PAGE),
        {},
        Reason.BAD_HEADERS,
        {"max_header_bytes": 1 << 30},
        PAGE,
    ),
    "header fields": (
        raw(head(b"x: y\r\n" * 300) + PAGE),
        {},
        Reason.BAD_HEADERS,
        {"max_header_fields": 10**6},
        PAGE,
    ),
    "informational responses": (
        raw(b"HTTP/1.1 103 E\r\n\r\n" * 40 + head(b"") + PAGE),
        {},
        Reason.BAD_HEADERS,
        {"max_informational": 10**6},
        PAGE,
    ),
    "number of codings": (
        answer(THREE, "content-encoding: gzip, gzip, gzip"),
        {},
        Reason.BAD_CODING,
        {"max_codings": 3},
        PAGE,
    ),
    "ratio": (
        answer(BOMB, "content-encoding: gzip"),
        {"accept": "any"},
        Reason.TOO_LARGE,
        {"max_ratio": 10**9, "accept": "any"},
        bytes(3 << 19),
    ),
    "size": (answer(LONG), {}, Reason.TOO_LARGE, {"max_bytes": 1 << 23}, LONG),
    "deadline": (drip, {"deadline": 0.3}, Reason.TOO_SLOW, {"deadline": 60.0}, b"<p>slow page"),
    "least rate": (
        drip,
        {"deadline": 60.0, "rate_grace": 0.2},
        Reason.TOO_SLOW,
        {"deadline": 60.0, "rate_grace": 0.2, "least_rate": 0.0},
        b"<p>slow page",
    ),
    "not HTML": (
        answer(b"%PDF-1.7 " + PAGE),
        {},
        Reason.NOT_HTML,
        {"accept": "any"},
        b"%PDF-1.7 " + PAGE,
    ),
}


@pytest.mark.parametrize("name", BY_OPTION)
def test_guard_by_option(name: str, server: HostileServer) -> None:
    script, on, reason, off, bad = BY_OPTION[name]
    server.scripts["/x"] = script
    assert one(server, options(**on)) is reason
    assert one(server, options(**off)) == bad


def test_cut_coding(server: HostileServer, monkeypatch: Patch) -> None:
    cut = encode("gzip", PAGE * 30)[:-20]
    server.scripts["/x"] = answer(cut, "content-encoding: gzip")
    assert one(server, options()) is Reason.TRUNCATED
    monkeypatch.setattr(Body, "finish", lambda self: b"".join(self.pieces), raising=True)
    assert PAGE in one(server, options())
