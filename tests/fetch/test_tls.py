"""TLS is checked, HTTP/2 is spoken, and a hostile speaker of HTTP/2 gets an honest outcome."""

from __future__ import annotations

import asyncio
import datetime
import ssl
from collections.abc import Callable

import h2.config
import h2.connection
import h2.events
import h2.exceptions
import msgspec
import pytest
import trustme

from newsclean.errors import Reason
from newsclean.records import Rejected, Response, Target
from tests.hostile.answers import PAGE, answer
from tests.hostile.server import HostileServer, Reader, Writer, fetcher, hostile_server, quick

AUTHORITY = trustme.CA()
H2 = h2.connection.H2Connection
Play = Callable[[H2, int], None]


def client_tls() -> ssl.SSLContext:
    context = ssl.create_default_context()
    AUTHORITY.configure_trust(context)
    return context


def server_tls(certificate: trustme.LeafCert, *protocols: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    if protocols:
        context.set_alpn_protocols(list(protocols))
    return context


def outcomes(server: HostileServer, *urls: str) -> list[Response | Rejected]:
    client = fetcher(server, quick(), tls=client_tls())
    return list(client.fetch(Target(url=url) for url in urls))


GOOD = AUTHORITY.issue_cert("good.example")
PAST = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
CERTIFICATES = {
    "of another name": AUTHORITY.issue_cert("other.example"),
    "that has expired": AUTHORITY.issue_cert("good.example", not_after=PAST),
    "of an unknown authority": trustme.CA().issue_cert("good.example"),
}


def test_a_page_comes_under_tls_and_its_connection_is_kept() -> None:
    with hostile_server(server_tls(GOOD)) as server:
        server.scripts["/page"] = answer()
        got = outcomes(server, *[f"https://good.example/page?{n}" for n in range(5)])
    assert [g.body for g in got if isinstance(g, Response)] == [PAGE] * 5
    assert server.connections == 1


@pytest.mark.parametrize("name", CERTIFICATES)
def test_a_certificate_is_refused(name: str) -> None:
    with hostile_server(server_tls(CERTIFICATES[name])) as server:
        server.scripts["/page"] = answer()
        [got] = outcomes(server, "https://good.example/page")
    assert isinstance(got, Rejected)
    assert got.reason is Reason.TLS
    assert not server.hits


@pytest.mark.parametrize("name", CERTIFICATES)
def test_control_without_verification_the_page_comes(name: str) -> None:
    blind = ssl.create_default_context()
    blind.check_hostname, blind.verify_mode = False, ssl.CERT_NONE
    with hostile_server(server_tls(CERTIFICATES[name])) as server:
        server.scripts["/page"] = answer()
        [got] = fetcher(server, quick(), tls=blind).fetch([Target(url="https://good.example/page")])
    assert isinstance(got, Response)


# HTTP/2


def reply(connection: H2, stream: int, *extra: tuple[str, str]) -> None:
    """Send a whole page."""
    connection.send_headers(stream, [(":status", "200"), ("content-type", "text/html"), *extra])
    for start in range(0, len(PAGE), 1000):
        connection.send_data(stream, PAGE[start : start + 1000])
    connection.end_stream(stream)


def speech(play: Play, drip: bytes = b"", close: bool = False) -> Callable[..., object]:
    """Answer each request by a play; send `drip` for ever after it, or hang up."""

    async def speak(server: HostileServer, reader: Reader, writer: Writer) -> None:
        config = h2.config.H2Configuration(
            client_side=False, header_encoding="utf-8", validate_outbound_headers=False
        )
        connection = H2(config)
        connection.initiate_connection()
        writer.write(connection.data_to_send())
        while data := await reader.read(65_536):
            for event in connection.receive_data(data):
                if isinstance(event, h2.events.RequestReceived):
                    assert event.stream_id
                    server.hits.append(("h2", str(event.stream_id)))
                    play(connection, event.stream_id)
            writer.write(connection.data_to_send())
            await writer.drain()
            while drip and server.hits:
                writer.write(drip)
                await writer.drain()
                await asyncio.sleep(0.02)
            if close and server.hits:
                return

    return speak


def frame(kind: int, flags: int, stream: int, body: bytes) -> bytes:
    """Build a raw HTTP/2 frame (RFC 9113 4.1)."""
    return len(body).to_bytes(3, "big") + bytes([kind, flags]) + stream.to_bytes(4, "big") + body


def begun(connection: H2, stream: int) -> None:
    connection.send_headers(stream, [(":status", "200")])
    connection.send_data(stream, b"<p>the beginning")


def reset_half_way(connection: H2, stream: int) -> None:
    begun(connection, stream)
    connection.reset_stream(stream)


def go_away_half_way(connection: H2, stream: int) -> None:
    begun(connection, stream)
    connection.close_connection()


def shorter_than_said(connection: H2, stream: int) -> None:
    connection.send_headers(stream, [(":status", "200"), ("content-length", "9999")])
    connection.send_data(stream, b"<p>less", end_stream=True)


def many_fields(connection: H2, stream: int) -> None:
    reply(connection, stream, *[(f"x{n}", "y") for n in range(200)])


def nothing(connection: H2, stream: int) -> None:
    """Leave the request without an answer."""


def private_redirect(connection: H2, stream: int) -> None:
    fields = [(":status", "302"), ("location", "http://169.254.169.254/x")]
    connection.send_headers(stream, fields, end_stream=True)


PLAYS: dict[str, tuple[Callable[..., object], Reason | bytes]] = {
    "a page": (speech(reply), PAGE),
    "reset at once": (speech(lambda c, s: c.reset_stream(s)), Reason.PROTOCOL),
    "reset half way": (speech(reset_half_way), Reason.TRUNCATED),
    "going away half way": (speech(go_away_half_way, close=True), Reason.TRUNCATED),
    "hanging up half way": (speech(begun, close=True), Reason.TRUNCATED),
    "hanging up at once": (speech(nothing, close=True), Reason.PROTOCOL),
    "shorter than said": (speech(shorter_than_said), Reason.TRUNCATED),
    "201 fields": (speech(many_fields), Reason.BAD_HEADERS),
    "no answer": (speech(nothing), Reason.TOO_SLOW),
    "pings for ever": (speech(nothing, frame(6, 0, 0, bytes(8)) * 9), Reason.TOO_SLOW),
    "settings for ever": (speech(nothing, frame(4, 0, 0, b"") * 9), Reason.TOO_SLOW),
    "a drip": (speech(begun, frame(0, 0, 1, b"z")), Reason.TOO_SLOW),
    "continuations for ever": (
        speech(nothing, frame(1, 0, 1, b"\x88") + frame(9, 0, 1, b"\x40\x01x\x01y") * 200),
        Reason.PROTOCOL,
    ),
    "empty data for ever": (speech(begun, frame(0, 0, 1, b"") * 99), Reason.TOO_SLOW),
    "junk": (speech(nothing, b"\xff" * 400), Reason.TOO_SLOW),
    "an unknown frame": (speech(reply, frame(0xEE, 0, 0, b"xyz")), PAGE),
    "a push": (speech(nothing, frame(5, 4, 1, b"\0\0\0\x02\x82")), Reason.PROTOCOL),
    "a redirect to a private place": (speech(private_redirect), Reason.REFUSED_ADDRESS),
}


@pytest.fixture(scope="module")
def h2_tls() -> ssl.SSLContext:
    return server_tls(GOOD, "h2", "http/1.1")


@pytest.mark.parametrize("name", PLAYS)
def test_http2(name: str, h2_tls: ssl.SSLContext) -> None:
    play, expect = PLAYS[name]
    with hostile_server(h2_tls) as server:
        server.speak = play  # type: ignore[assignment]
        deadline = 1.0 if expect is Reason.TOO_SLOW else 20.0
        options = msgspec.structs.replace(quick(deadline=deadline), max_bytes=1 << 20)
        client = fetcher(server, options, tls=client_tls())
        [got] = client.fetch([Target(url="https://good.example/page")])
    assert (got.body if isinstance(got, Response) else got.reason) == expect, got


def test_http2_keeps_its_connection(h2_tls: ssl.SSLContext) -> None:
    with hostile_server(h2_tls) as server:
        server.speak = speech(reply)  # type: ignore[assignment]
        got = outcomes(server, *[f"https://good.example/page?{n}" for n in range(5)])
    assert [g.body for g in got if isinstance(g, Response)] == [PAGE] * 5
    assert (server.connections, len(server.hits)) == (1, 5)
