"""`newsclean clean --render`: a page that only a browser can read, by the command."""

from __future__ import annotations

import http.server
import os
import threading
from collections.abc import Iterator

import pytest

from newsclean.options import RenderOptions
from tests.command import newsclean

real = pytest.mark.skipif(
    not os.access(RenderOptions().chromium, os.X_OK), reason="no Chromium here"
)
TEXT = (
    "The ferry at Alder Bend crossed the river again on Monday, eleven years after it was laid up. "
    "Some forty people stood on the landing to see it, and the first lorry over carried apples."
)
SHELL = b"""<!doctype html><html lang=en><head><title>Ferry back at Alder Bend</title></head>
<body><div id=root></div><script src=/app.js></script></body></html>"""
APP = f"""
const root = document.getElementById('root');
const add = (name, text) => root.append(Object.assign(document.createElement(name),
  {{textContent: text}}));
add('h1', 'Ferry back at Alder Bend');
for (let i = 0; i < 4; i++) add('p', {TEXT!r} + ' It was trip number ' + (i + 1) + '.');
""".encode()


class _Site(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        found = {"/": (SHELL, "text/html"), "/app.js": (APP, "text/javascript")}.get(self.path)
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", found[1] if found else "text/plain")
        self.end_headers()
        self.wfile.write(found[0] if found else b"")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@real
def test_a_page_that_is_empty_without_scripts_is_read_when_asked(site: str) -> None:
    polite = ("--allow-host", "127.0.0.1", "--delay", "0")
    [article] = newsclean("clean", site, *polite, "--render", "empty").articles
    assert "the first lorry over carried apples" in str(article["text"])
    assert article["title"] == "Ferry back at Alder Bend"


def test_no_browser_is_started_unless_asked(site: str) -> None:
    ended = newsclean("clean", site, "--allow-host", "127.0.0.1", "--delay", "0")
    assert ended.articles == []
    assert "1 no_article" in ended.err
