"""More than 400 answers of hostile and broken servers, each with its exact outcome."""

from __future__ import annotations

import gzip
import random
from collections.abc import Iterator

import msgspec

from newsclean.errors import Reason
from tests.hostile.answers import CODINGS, PAGE, answer, chunked, encode, forever, raw
from tests.hostile.server import CLOSED, Script

R = Reason


class Case(msgspec.Struct):
    """One URL, what its server does, and what must come: a Reason, or the body of a page."""

    name: str
    url: str
    expect: Reason | bytes
    script: Script | None = None


PRIVATE = """127.0.0.1 127.1 127.0.1 0x7f.1 0x7f000001 2130706433 017700000001 0x7f.0.0.1
127.255.255.254 0.0.0.0 0 10.0.0.1 10.255.255.255 172.16.0.1 172.31.255.255 192.168.0.1 192.168.1.1
169.254.169.254 169.254.0.1 0xa9fea9fe 2852039166 100.64.0.1 100.127.255.254 192.0.0.1 192.0.2.1
198.18.0.1 198.19.255.255 198.51.100.7 203.0.113.9 224.0.0.1 239.255.255.250 240.0.0.1
255.255.255.255 [::1] [::] [::ffff:127.0.0.1] [::ffff:10.0.0.1] [::ffff:7f00:1] [::127.0.0.1]
[64:ff9b::7f00:1] [64:ff9b::a00:1] [64:ff9b::a9fe:a9fe] [64:ff9b:1::1] [2002:7f00:1::]
[2002:a00:1::1] [2001:0:5ef5:79fb::1] [fe80::1] [fec0::1] [fc00::1] [fd12:3456:789a::1] [ff02::1]
[ff05::2] [2001:db8::1] [100::1] [3fff::1] [0:0:0:0:0:0:0:1] [::ffff:0:127.0.0.1]
[::ffff:169.254.169.254] 192.88.99.1 loop.names.example ten.names.example mixed.names.example
meta.names.example six.names.example""".split()

NAMES = {
    "loop.names.example": ["127.0.0.1"],
    "ten.names.example": ["10.1.2.3"],
    "mixed.names.example": ["93.184.215.14", "192.168.0.1"],
    "meta.names.example": ["169.254.169.254"],
    "six.names.example": ["2606:2800:21f:cb07::1", "::1"],
    "closed.names.example": [CLOSED],
    "half.names.example": [CLOSED, "93.184.215.14"],
}


def _addresses() -> Iterator[Case]:
    for host in PRIVATE:
        yield Case(f"seed {host}", f"http://{host}/seed", R.REFUSED_ADDRESS)
        where = answer(b"", f"location: http://{host}/hop", status="302 Found")
        yield Case(f"redirect to {host}", "", R.REFUSED_ADDRESS, where)


def _schemes() -> Iterator[Case]:
    places = """file:///etc/passwd data:text/html,<p>x ftp://ftp.example/x javascript:alert(1)
    gopher://h.example/ mailto:a@b.example ws://h.example/ about:blank""".split()
    for status in (301, 302, 303, 307, 308):
        for place in places:
            script = answer(b"", f"location: {place}", status=f"{status} X")
            yield Case(f"{status} to {place}", "", R.UNKNOWN_SCHEME, script)
    for place in places:
        yield Case(f"seed {place}", place, R.UNKNOWN_SCHEME)


def _redirects() -> Iterator[Case]:
    yield Case("redirect to itself", "", R.REDIRECTS, answer(b"", "location: ?", status="302 F"))
    endless = forever(b"HTTP/1.1 302 F\r\nlocation: /ok\r\n\r\n", b"x" * 65536, 0)
    yield Case("redirect with an endless body", "", PAGE, endless)
    for place in (
        "http://[",
        "http://0177.0.0.1/",
        "http://a b/",
        "http://%00/",
        "http://x:99999999/",
    ):
        script = answer(b"", f"location: {place}", status="301 M")
        yield Case(f"redirect to bad {place}", "", R.BAD_URL, script)
    yield Case("to the front page", "", R.MOVED, answer(b"", "location: /", status="301 M"))
    yield Case("without location", "", R.MOVED, answer(b"", status="301 M"))


def _statuses() -> Iterator[Case]:
    table = {
        R.BLOCKED: (401, 403, 407, 451),
        R.GONE: (404, 410),
        R.RATE_LIMITED: (429, 503),
        R.MOVED: (300, 301, 302, 303, 305, 306, 307, 308),
        R.SERVER_ERROR: (500, 501, 502, 504, 505, 507, 508, 511, 520, 522, 525, 530, 599),
        R.HTTP_ERROR: (201, 202, 207, 208, 226, 400, 402, 405, 406, *range(408, 410), 444, 499),
        R.TRUNCATED: (206,),
    }
    for reason, statuses in table.items():
        for status in statuses:
            yield Case(f"status {status}", "", reason, answer(status=f"{status} X"))
    for status in (*range(411, 419), *range(421, 427), 428, 431):
        yield Case(f"status {status}", "", R.HTTP_ERROR, answer(status=f"{status} X"))
    yield Case("status 203", "", PAGE, answer(status="203 N"))
    for status in (204, 205, 304):
        expect = R.UNCHANGED if status == 304 else R.EMPTY
        yield Case(f"status {status}", "", expect, raw(b"HTTP/1.1 %d X\r\n\r\n" % status))
    for value in ("5", "Wed, 21 Oct 2015 07:28:00 GMT", "-5", "9" * 40, "soon", "", "1.5", "\xff"):
        for status in (429, 503):
            script = answer(b"", f"retry-after: {value}", status=f"{status} X")
            yield Case(f"{status} retry-after {value!r}", "", R.RATE_LIMITED, script)
    for status in (403, 503, 200 + 229):
        script = answer(b"", "cf-mitigated: challenge", status=f"{status} X")
        yield Case(f"bot challenge {status}", "", R.BLOCKED, script)


def _codings() -> Iterator[Case]:
    for coding in (*CODINGS, "raw deflate"):
        body = encode(coding, PAGE)
        line = f"content-encoding: {coding.removeprefix('raw ')}"
        yield Case(f"{coding} whole", "", PAGE, answer(body, line))
        for n in range(1, 16):
            cut = body[: max(1, len(body) * n // 16 - 1)]
            yield Case(f"{coding} cut at {n}/16", "", R.TRUNCATED, chunked(cut, line))
        bomb = encode(coding, bytes(40 << 20))
        yield Case(f"{coding} bomb", "", R.TOO_LARGE, answer(bomb, line))
    for coding in CODINGS:
        for other in CODINGS:
            body = encode(other, encode(coding, PAGE))
            script = answer(body, f"content-encoding: {coding}, {other}")
            yield Case(f"{coding} in {other}", "", PAGE, script)
        junk = b"\x07not compressed at all" * 20
        lying = answer(junk, f"content-encoding: {coding}")
        yield Case(f"{coding} by name only", "", R.BAD_CODING, lying)
    three = encode("gzip", encode("gzip", encode("gzip", PAGE)))
    yield Case(
        "gzip three times", "", R.BAD_CODING, answer(three, "content-encoding: gzip,gzip,gzip")
    )
    for name in ("compress", "exi", "sdch", "x-unknown", "utf-8"):
        script = answer(PAGE, f"content-encoding: {name}")
        yield Case(f"coding {name}", "", R.BAD_CODING, script)
    yield Case("identity", "", PAGE, answer(PAGE, "content-encoding: identity"))
    members = encode("gzip", PAGE[:900]) + encode("gzip", PAGE[900:])
    yield Case("gzip members", "", PAGE, answer(members, "content-encoding: gzip"))
    trailing = encode("gzip", PAGE) + b"\0" * 64
    yield Case("gzip with padding", "", PAGE, answer(trailing, "content-encoding: gzip"))


def _lengths() -> Iterator[Case]:
    for n in range(20):
        cut = PAGE[: len(PAGE) * n // 20]
        head = b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n" % len(PAGE)
        yield Case(f"length cut {n}/20", "", R.TRUNCATED, raw(head + cut, close=True))
        head = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n"
        piece = b"%x\r\n%s" % (len(PAGE), cut)
        yield Case(f"chunk cut {n}/20", "", R.TRUNCATED, raw(head + piece, close=True))
    limit = 2 * 1024 * 1024
    whole = b"<p>" + b"x" * (limit - 3)
    yield Case("at the size limit", "", whole, answer(whole))
    yield Case("a byte over the limit", "", R.TOO_LARGE, answer(whole + b"y"))
    yield Case("chunked over the limit", "", R.TOO_LARGE, chunked(whole + b"y"))
    endless = forever(b"HTTP/1.1 200 OK\r\n\r\n", b"<p>" * 20_000, 0)
    yield Case("endless body", "", R.TOO_LARGE, endless)
    huge = raw(b"HTTP/1.1 200 OK\r\ncontent-length: 99999999999999\r\n\r\n<p>")
    yield Case("huge length", "", R.TOO_LARGE, huge)
    yield Case(
        "until the connection ends", "", PAGE, raw(b"HTTP/1.1 200 OK\r\n\r\n" + PAGE, close=True)
    )
    yield Case("empty body", "", b"", answer(b""))


def _heads() -> Iterator[Case]:
    start, end = b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n" % len(PAGE), b"\r\n" + PAGE
    for over in (-1, 0, 1):
        room = 64 * 1024 + over - len(start) - 2 - 5
        head = start + b"x: " + b"y" * room + b"\r\n"
        expect: Reason | bytes = R.BAD_HEADERS if over > 0 else PAGE
        yield Case(f"head of 64 KiB {over:+d}", "", expect, raw(head + end))
        fields = start + b"".join(b"x%d: y\r\n" % n for n in range(199 + over))
        yield Case(f"200 fields {over:+d}", "", expect, raw(fields + end))
        early = b"HTTP/1.1 103 Early\r\nlink: </x>\r\n\r\n" * (10 + over)
        yield Case(f"10 informational {over:+d}", "", expect, raw(early + start + end))
    endless = forever(b"HTTP/1.1 200 OK\r\nx: ", b"y" * 65536, 0)
    yield Case("endless header", "", R.BAD_HEADERS, endless)
    more = forever(b"HTTP/1.1 200 OK\r\n", b"x: y\r\n" * 1000, 0)
    yield Case("endless fields", "", R.BAD_HEADERS, more)
    infos = forever(b"", b"HTTP/1.1 100 C\r\n\r\n" * 5, 0.001)
    yield Case("endless informational", "", R.BAD_HEADERS, infos)


def _slow() -> Iterator[Case]:
    ok = b"HTTP/1.1 200 OK\r\n"
    drips = {
        "nothing": (b"", b""),
        "drip of a status": (b"HTTP/1.1 200 ", b"O"),
        "drip of a header": (ok + b"x: ", b"y"),
        "drip of fields": (ok, b"x: y\r\n"),
        "drip of a body": (ok + b"content-length: 9999\r\n\r\n", b"z"),
        "drip of chunks": (ok + b"transfer-encoding: chunked\r\n\r\n", b"1\r\nz\r\n"),
        "drip without length": (ok + b"\r\n", b"z"),
        "drip of informational": (b"HTTP/1.1 100 C\r\n", b"x: y\r\n"),
        "drip of gzip": (ok + b"content-encoding: gzip\r\n\r\n\x1f\x8b\x08", b"\x00"),
    }
    for name, (start, piece) in drips.items():
        yield Case(name, "", R.TOO_SLOW, forever(start, piece, 0.3))


def _not_html() -> Iterator[Case]:
    starts = {
        "pdf": b"%PDF-1.7\n" + b"x" * 200,
        "jpeg": b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"x" * 200,
        "png": b"\x89PNG\r\n\x1a\n" + b"x" * 200,
        "gif": b"GIF89a" + b"x" * 200,
        "zip": b"PK\x03\x04" + b"x" * 200,
        "gzip": gzip.compress(PAGE),
        "webp": b"RIFF\x00\x00\x00\x00WEBP" + b"x" * 200,
        "elf": b"\x7fELF" + b"x" * 200,
        "mp3": b"ID3" + b"x" * 200,
        "7z": b"7z\xbc\xaf\x27\x1c" + b"x" * 200,
        "wasm": b"\x00asm\x01\x00\x00\x00" + b"x" * 200,
        "random": bytes(random.Random(7).choices(range(64), k=4000)),
        "zeros": bytes(500),
        "database": b"SQLite format 3\x00" + b"x" * 200,
    }
    for name, body in starts.items():
        for kind in ("text/html", "application/xhtml+xml", ""):
            line = [f"content-type: {kind}"] if kind else []
            yield Case(f"{name} called {kind!r}", "", R.NOT_HTML, answer(body, *line))
    for kind in (
        "image/png video/mp4 audio/mpeg application/pdf application/zip text/css font/woff2".split()
    ):
        yield Case(f"type {kind}", "", R.NOT_HTML, answer(PAGE, f"content-type: {kind}"))
    for kind in (
        "text/html; charset=zlib",
        "TEXT/HTML",
        "text/plain",
        "nonsense",
        "application/octet-stream",
    ):
        yield Case(f"type {kind}", "", PAGE, answer(PAGE, f"content-type: {kind}"))


def _protocol() -> Iterator[Case]:
    size = b"content-length: %d\r\n" % len(PAGE)
    broken = {
        "closed at once": b"",
        "no HTTP": b"SSH-2.0-OpenSSH_9.6\r\n\r\n",
        "a bare page": PAGE + b"\r\n\r\n",
        "version x": b"HTTP/x.y 200 OK\r\n" + size + b"\r\n" + PAGE,
        "status of letters": b"HTTP/1.1 abc OK\r\n\r\n",
        "status of two digits": b"HTTP/1.1 20 OK\r\n\r\n",
        "status 999999": b"HTTP/1.1 999999 OK\r\n\r\n",
        "header without colon": b"HTTP/1.1 200 OK\r\nnonsense\r\n\r\n" + PAGE,
        "space before the colon": b"HTTP/1.1 200 OK\r\nx : y\r\n\r\n" + PAGE,
        "NUL in a header": b"HTTP/1.1 200 OK\r\nx: a\0b\r\n\r\n" + PAGE,
        "length of letters": b"HTTP/1.1 200 OK\r\ncontent-length: ten\r\n\r\n" + PAGE,
        "negative length": b"HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n" + PAGE,
        "two lengths": b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\n" + size + b"\r\n" + PAGE,
        "unknown transfer": b"HTTP/1.1 200 OK\r\ntransfer-encoding: gzip\r\n\r\n" + PAGE,
        "head cut": b"HTTP/1.1 200 OK\r\nx: y",
    }
    for name, data in broken.items():
        yield Case(name, "", R.PROTOCOL, raw(data, close=True))
    start = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n"
    for name, data in {
        "chunk size of letters": b"zz\r\nabc",
        "negative chunk": b"-1\r\nabc",
        "chunk longer than said": b"3\r\nabcdef\r\n0\r\n\r\n",
        "huge chunk size": b"f" * 40 + b"\r\nabc",
    }.items():
        yield Case(name, "", R.TRUNCATED, raw(start + data, close=True))


def _urls() -> Iterator[Case]:
    for url in ("", "nonsense", "//h.example/", "h.example/x", "/path"):
        yield Case(f"url {url!r}", url, R.UNKNOWN_SCHEME)
    for url in ("http://", "http:///x", "http://[", "http://[::1", "http://a b.example/"):
        yield Case(f"url {url!r}", url, R.BAD_URL)
    for url in ("http://h.example:port/", "http://%00.example/", "http://h.example/" + "x" * 9000):
        yield Case(f"url {url[:40]!r}", url, R.BAD_URL)
    for url in ("https://plain.example:8443/", "https://plain2.example/"):
        yield Case(f"tls with a plain server {url}", url, R.TLS)
    yield Case("name unknown", "http://missing.names.example/", R.DNS)
    yield Case("nobody listens", "http://closed.names.example/", R.CONNECT)
    yield Case("nobody listens at the first address", "http://half.names.example/ok", PAGE)


def _healthy() -> Iterator[Case]:
    for n in range(10):
        body = PAGE + b"<!-- %d -->" % n
        yield Case(f"healthy {n}", "", body, answer(body))


def all_cases() -> list[Case]:
    """Build all cases; those without a URL get a host and path of their own."""
    parts = (_addresses, _schemes, _redirects, _statuses, _codings, _lengths, _heads, _slow)
    more = (_not_html, _protocol, _urls, _healthy)
    cases = [case for part in (*parts, *more) for case in part()]
    for number, case in enumerate(cases):
        if case.script is not None:
            case.url = f"http://h{number}.example/case/{number}"
    return cases
