"""The demo news site over real HTTP on loopback, from pages shipped in the package.

The Lagoon Herald and its stories are invented. Pages, feed and sitemap name the site as
http://demo.invalid; the server writes its own address in its place, so that links work on
whatever port is free.
"""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import msgspec

PLACEHOLDER = b"http://demo.invalid"
_TYPES = {
    "html": "text/html",
    "xml": "application/xml; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
}
_CHARSET = re.compile(rb"""<meta [^>]{0,80}?charset=["']?([\w-]{1,20})""")  # <meta charset="utf-8">
_NOT_FOUND = "/404.html"
_HIDDEN = (_NOT_FOUND, "/members/")


class File(msgspec.Struct, frozen=True):
    """One file of the site: body as stored, and its media type with the charset."""

    body: bytes
    media_type: str


class DemoSite:
    """The files of the site by path; a folder answers with its index.html."""

    def __init__(self) -> None:
        root = files("newsclean.cli").joinpath("demo_site")
        self.files = {path: _file(entry) for path, entry in _walk(root, "/")}

    def paths(self) -> list[str]:
        """Return the paths of the pages that the site links to, in a stable order."""
        pages = (p for p, f in self.files.items() if f.media_type.startswith("text/html"))
        return sorted(p for p in pages if not p.startswith(_HIDDEN))

    def articles(self) -> list[str]:
        """Return the paths of the articles, as the sitemap lists them."""
        sitemap = self.files["/sitemap.xml"].body
        return [p.decode() for p in re.findall(rb"<loc>http://demo\.invalid([^<]+)</loc>", sitemap)]

    def save(self, folder: Path, address: str) -> int:
        """Write the files below a folder, linked as if served at `address`; return their number."""
        for path, file in self.files.items():
            name = folder / (path + "index.html" if path.endswith("/") else path).lstrip("/")
            name.parent.mkdir(parents=True, exist_ok=True)
            name.write_bytes(file.body.replace(PLACEHOLDER, address.rstrip("/").encode()))
        return len(self.files)


@contextmanager
def serve(site: DemoSite) -> Iterator[str]:
    """Serve the site on a free port of 127.0.0.1 while the context lasts; yields its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, site))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD; silent, with an ETag, and 304 where the client has the page."""

    protocol_version = "HTTP/1.1"

    def __init__(self, site: DemoSite, *args: object) -> None:
        self.site = site
        super().__init__(*args)  # type: ignore[arg-type]  # what socketserver passes on

    def do_GET(self) -> None:
        """Answer with the file, the 304 or the 404 of this path."""
        found = self.site.files.get(self.path.partition("?")[0])
        status = 200 if found else 404
        found = found or self.site.files[_NOT_FOUND]
        address = f"http://{self.headers.get('Host', '127.0.0.1')}".encode()
        body = found.body.replace(PLACEHOLDER, address)
        etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        if status == 200 and self.headers.get("If-None-Match") == etag:
            status, body = 304, b""
        self.send_response(status)
        self.send_header("Content-Type", found.media_type)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", etag)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_HEAD = do_GET  # noqa: N815 - as above

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: standard error belongs to the command."""


def _walk(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir():
            yield from _walk(entry, f"{path}{entry.name}/")
        else:
            yield path if entry.name == "index.html" else f"{path}{entry.name}", entry


def _file(entry: Traversable) -> File:
    body = entry.read_bytes()
    media_type = _TYPES[entry.name.rpartition(".")[2]]
    charset = _CHARSET.search(body[:400])
    if media_type == "text/html" and charset:
        media_type = f"text/html; charset={charset[1].decode()}"
    return File(body, media_type)
