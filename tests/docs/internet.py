"""The internet of the documentation: every host below `.example` is the demo site, on loopback.

Policy sees public addresses and the names keep their certificates; only the socket goes
elsewhere, as in tests/hostile/server.py. Nothing but the documentation's tests imports this.
"""

from __future__ import annotations

import functools
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import trustme

from newsclean.cli.demo_server import DemoSite, _Handler, serve
from newsclean.fetch.client import HttpFetcher, Seams

STORY = "/en/city/2026/11/19/night-ferry-choir.html"
HOSTS = ("news.example", "*.herald.example", "herald.example", "*.news.example", "courier.example")
_PUBLIC = "93.184.215.14"
_PORTS, _CA = "NEWSCLEAN_DOCS_PORTS", "NEWSCLEAN_DOCS_CA"


class Names:
    """Gives names below `.example` a public address, and asks the system for others."""

    async def __call__(self, host: str, port: int) -> list[str]:
        if host.endswith(".example"):
            return [_PUBLIC]
        return [str(answer[4][0]) for answer in socket.getaddrinfo(host, port)]

    def close(self) -> None:
        """Nothing is held: fetchers share it, and each closes it."""


class Anywhere(DemoSite):
    """The demo site, with its story at the addresses that pages make up."""

    def __init__(self) -> None:
        super().__init__()
        for path in ("/story.html", "/pier", "/news/pier.html"):
            self.files[path] = self.files[STORY]


@contextmanager
def internet(folder: Path) -> Iterator[dict[str, str]]:
    """Serve while the context lasts; yields the environment in which `join` finds it."""
    ca = trustme.CA()
    ca.cert_pem.write_to_path(str(folder / "ca.pem"))
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ca.issue_cert(*HOSTS).configure_cert(tls)
    site = Anywhere()
    with serve(site) as plain, _serve_tls(site, tls) as secure:
        ports = f"80={plain.rpartition(':')[2]},443={secure}"
        yield {_PORTS: ports, _CA: str(folder / "ca.pem")}


@contextmanager
def _serve_tls(site: DemoSite, tls: ssl.SSLContext) -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Handler, site))
    server.socket = tls.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def joined(environment: Mapping[str, str]) -> Callable[..., None]:
    """Return an `HttpFetcher.__init__` of fetchers that reach that internet."""
    ports = dict(pair.split("=") for pair in environment[_PORTS].split(","))

    def dial(address: str, port: int) -> tuple[str, int]:
        return ("127.0.0.1", int(ports[str(port)])) if address == _PUBLIC else (address, port)

    tls = ssl.create_default_context(cafile=environment[_CA])
    seams = Seams(resolver=Names(), dial=dial, tls=tls)
    plain = HttpFetcher.__init__

    @functools.wraps(plain)
    def init(self: HttpFetcher, *given: Any, **named: Any) -> None:
        if len(given) < 3:
            named.setdefault("seams", seams)
        plain(self, *given, **named)

    return init
