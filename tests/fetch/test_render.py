"""Pages are rendered by the real Chromium, which reaches nothing but through our own fetcher."""

from __future__ import annotations

import os
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import pytest

from newsclean.errors import Reason
from newsclean.fetch import browser as browser_module
from newsclean.fetch.client import Seams
from newsclean.fetch.render import RenderingFetcher, needs_rendering
from newsclean.options import FetchOptions, RenderOptions
from newsclean.records import Rejected, Response, Target
from tests.hostile.answers import PAGE, answer
from tests.hostile.server import FakeNames, HostileServer, hostile_server, quick

CHROMIUM = RenderOptions().chromium
real = pytest.mark.skipif(not os.access(CHROMIUM, os.X_OK), reason="no Chromium here")

SHELL = (
    b"<!doctype html><html><head><title>t</title></head><body><div id=root></div>%s</body></html>"
)
APP = b"""
fetch('/story.json').then(r => r.json()).then(story => {
  const root = document.getElementById('root');
  for (const text of story.paragraphs) {
    const p = document.createElement('p'); p.textContent = text; root.append(p);
  }
});
"""
STORY = b'{"paragraphs": ["The pier was rebuilt by hand.", "It took the town a year."]}'


@pytest.fixture
def server() -> Iterator[HostileServer]:
    with hostile_server() as running:
        running.scripts["/app.js"] = answer(APP, "content-type: text/javascript")
        running.scripts["/story.json"] = answer(STORY, "content-type: application/json")
        running.scripts["/"] = running.scripts["/plain"] = answer()
        yield running


def render(
    server: HostileServer, fetch: FetchOptions | None = None, **options: Any
) -> RenderingFetcher:
    def dial(address: str, port: int) -> tuple[str, int]:
        return "127.0.0.1", server.port

    seams = Seams(
        resolver=FakeNames({"localhost": ["127.0.0.1", "::1"]}), dial=dial, random=lambda: 0.5
    )
    chosen = msgspec.structs.replace(RenderOptions(seconds=40.0), **options)
    return RenderingFetcher(fetch or quick(deadline=5.0), chosen, seams=seams)


def one(fetcher: RenderingFetcher, url: str = "http://app.example/page") -> Response:
    [got] = fetcher.fetch([Target(url=url)])
    assert isinstance(got, Response), got
    return got


@real
def test_a_page_built_by_scripts_comes_with_its_text(server: HostileServer) -> None:
    server.scripts["/page"] = answer(SHELL % b"<script src=/app.js></script>")
    got = one(render(server))
    assert isinstance(got.body, str)
    assert "<p>The pier was rebuilt by hand.</p><p>It took the town a year.</p>" in got.body
    assert (got.url, got.name, got.status) == (*["http://app.example/page"] * 2, 200)
    assert got.header("x-newsclean-rendered") == "chromium"


@real
def test_a_page_that_needs_no_scripts_is_left_as_it_came(server: HostileServer) -> None:
    got = one(render(server), "http://app.example/plain")
    assert got.body == PAGE
    [gone] = render(server).fetch([Target(url="http://app.example/none")])
    assert isinstance(gone, Rejected)
    assert gone.reason is Reason.GONE


@pytest.mark.parametrize(
    ("body", "needed"),
    [
        (SHELL % b"<script src=/app.js></script>", True),
        (SHELL % b"", False),
        (PAGE + b"<script>1</script>", False),
        (SHELL % (b"<script>" + b"var x = 'words'; " * 500 + b"</script>"), True),
        (SHELL % (b"<noscript>Please turn on " + b"scripts " * 90 + b"</noscript><script>"), True),
        (b"<header>" + b"words " * 90 + b"<script>", False),
        (b"<" * 100_000 + b"<script>", False),
        (b"<script" * 100_000, False),
        (b"", False),
    ],
)
def test_which_pages_need_rendering(body: bytes, needed: bool) -> None:
    assert needs_rendering(body) is needed


@real
def test_robots_and_refusals_hold_for_what_a_page_asks_for(server: HostileServer) -> None:
    """A forbidden script is not fetched, nor a picture, a frame or a form."""
    body = b"<script src=/app.js></script><img src=/pic><iframe src=/frame></iframe>"
    body += b"<script>fetch('/post', {method: 'POST', body: 'x'})</script>"
    server.scripts["/page"] = answer(SHELL % body)
    server.scripts["/robots.txt"] = answer(b"User-agent: *\nDisallow: /app.js\n")
    one(render(server, quick(deadline=5.0, robots=True)))
    paths = [path for _, path in server.hits]
    assert "/page" in paths
    assert not {"/app.js", "/pic", "/frame", "/post"} & set(paths)
    server.hits.clear()
    one(render(server, quick(deadline=5.0, robots=False)))
    assert "/app.js" in [path for _, path in server.hits]


# what a hostile page may try

EVIL = """
const at = '127.0.0.1:PORT', home = 'http://' + at + '/canary';
const meta = 'http://169.254.169.254/latest/meta-data', names = ['localhost', '[::1]', '0.0.0.0'];
const tries = [
  () => fetch(home), () => fetch(home, {mode: 'no-cors'}), () => fetch(meta, {mode: 'no-cors'}),
  () => names.map(n => fetch('http://' + n + ':PORT/canary', {mode: 'no-cors'})),
  () => fetch('https://' + at + '/canary'), () => navigator.sendBeacon(home, 'x'),
  () => { const x = new XMLHttpRequest(); x.open('GET', home); x.send(); },
  () => { const x = new XMLHttpRequest(); x.open('POST', home); x.send('x'); },
  () => new WebSocket('ws://' + at + '/canary'), () => new WebSocket('wss://' + at + '/canary'),
  () => new EventSource(home), () => { new Image().src = home; },
  () => new WebTransport('https://' + at + '/canary'),
  () => { for (const rel of ['preconnect', 'dns-prefetch', 'prefetch', 'preload', 'stylesheet',
      'modulepreload', 'icon', 'manifest', 'prerender']) {
    const l = document.createElement('link'); l.rel = rel; l.href = home; l.as = 'script';
    document.head.append(l); } },
  () => { for (const tag of ['iframe', 'script', 'img', 'video', 'audio', 'embed', 'object']) {
    const e = document.createElement(tag); e.src = e.data = home; document.body.append(e); } },
  () => import(home), () => new Worker(URL.createObjectURL(new Blob([
    `fetch('${home}'); importScripts('${home}'); new WebSocket('ws://${at}/canary')`]))),
  () => new SharedWorker(home), () => navigator.serviceWorker.register('/sw.js'),
  () => { const c = new RTCPeerConnection({iceServers: [{urls: 'stun:' + at},
      {urls: 'turn:' + at + '?transport=tcp', username: 'u', credential: 'c'}]});
    c.createDataChannel('x'); c.createOffer().then(o => c.setLocalDescription(o)); },
  () => window.open(home), () => { const f = document.createElement('form'); f.action = home;
    f.method = 'POST'; f.target = '_blank'; document.body.append(f); f.submit(); },
  () => document.body.append(Object.assign(document.createElement('style'),
    {textContent: `@import '${home}'; body { background: url(${home}) }`})),
  () => document.write('<scr' + 'ipt src=' + home + '></scr' + 'ipt>'),
  () => { location.hash = 'x'; const s = document.createElement('script');
    s.type = 'speculationrules'; s.textContent = JSON.stringify({prefetch: [{source: 'list',
    urls: [home]}], prerender: [{source: 'list', urls: [home]}]}); document.head.append(s); },
  () => alert('hello'), () => print(),
  () => setTimeout(() => { location.href = home; }, 300),
];
for (const go of tries) { try { Promise.resolve(go()).catch(() => 0); } catch (e) {} }
"""


class Canary:
    """A TCP and a UDP socket on loopback that must hear nothing."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self._tcp = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._tcp.getsockname()[1]
        self._udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._udp.bind(("127.0.0.1", self.port))
        for listen in (self._listen_tcp, self._listen_udp):
            threading.Thread(target=listen, daemon=True).start()

    def _listen_tcp(self) -> None:
        try:
            while True:
                connection, _ = self._tcp.accept()
                self.heard.append("tcp")
                connection.close()
        except OSError:
            return

    def _listen_udp(self) -> None:
        try:
            while self._udp.recvfrom(2048):
                self.heard.append("udp")
        except OSError:
            return

    def close(self) -> None:
        self._tcp.close()
        self._udp.close()


@contextmanager
def canary() -> Iterator[Canary]:
    bird = Canary()
    try:
        yield bird
    finally:
        bird.close()


def unleash(server: HostileServer, bird: Canary, fetch: FetchOptions | None = None) -> Response:
    script = EVIL.replace("PORT", str(bird.port)).encode()
    server.scripts["/page"] = answer(SHELL % b"<script src=/evil.js></script>")
    server.scripts["/evil.js"] = answer(script, "content-type: text/javascript")
    return one(render(server, fetch))


def private_hits(server: HostileServer) -> set[str]:
    return {host for host, _ in server.hits if not host.startswith("app.example")}


@real
def test_a_page_cannot_reach_loopback_or_the_metadata_address(server: HostileServer) -> None:
    with canary() as bird:
        unleash(server, bird)
        assert bird.heard == []
    assert "/evil.js" in [path for _, path in server.hits]
    assert private_hits(server) == set()


@real
def test_control_with_a_network_of_its_own_the_browser_reaches_loopback(
    server: HostileServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be paused goes straight out: the proxy that is not there holds it."""
    monkeypatch.setattr(browser_module, "_NO_NETWORK", ())
    with canary() as bird:
        unleash(server, bird)
        assert bird.heard


@real
def test_control_with_every_address_allowed_a_page_reaches_private_ones(
    server: HostileServer,
) -> None:
    """What is paused goes through the address check of the fetcher, and through nothing else."""
    allowed = msgspec.structs.replace(quick(deadline=5.0), allow_hosts=("0.0.0.0/0",))
    with canary() as bird:
        unleash(server, bird, allowed)
        assert bird.heard == []
    assert "169.254.169.254" in private_hits(server)


RESTLESS = {
    "an endless loop": b"while (true) {}",
    "a request a millisecond": b"setInterval(() => fetch('/story.json?' + Math.random()), 1)",
    "a dialog again and again": b"for (;;) alert(1)",
    "a string that grows": b"let s = 'x'; while (true) { s += s; document.title = s; }",
    "a tree that grows": b"setInterval(() => { document.body.append('x'.repeat(1e7)); }, 1)",
    "a page that loads itself": b"location.reload()",
    "a page that closes itself": b"window.close()",
}


def restless(server: HostileServer, name: str) -> tuple[int | None, int]:
    """Render such a page; return its status and how often the server was asked."""
    server.scripts["/page"] = answer(SHELL % (b"<script>" + RESTLESS[name] + b"</script>"))
    got = one(render(server, seconds=3.0))
    return got.status, len(server.hits)


@pytest.fixture
def profiles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where this test's browsers keep their profiles: others run beside it."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def none_left(profiles: Path) -> bool:
    """Wait for the browsers' processes to go: killed is not yet gone."""
    for _ in range(100):
        if not leftovers(profiles):
            return True
        time.sleep(0.1)
    return False


@real
@pytest.mark.parametrize("name", list(RESTLESS)[:3])
def test_a_page_that_never_rests_is_cut_short(
    name: str, server: HostileServer, profiles: Path
) -> None:
    """The browser is killed at its deadline; no process stays behind."""
    status, asked = restless(server, name)
    assert (status, asked <= 70) == (200, True)
    assert none_left(profiles), leftovers(profiles)


@real
@pytest.mark.soak
@pytest.mark.parametrize("name", RESTLESS)
def test_more_pages_that_never_rest_are_cut_short(
    name: str, server: HostileServer, profiles: Path
) -> None:
    status, asked = restless(server, name)
    assert (status, asked <= 70) == (200, True)
    assert none_left(profiles), leftovers(profiles)


def leftovers(profiles: Path) -> list[str]:
    """Return the command lines of browsers with profiles there that still run."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = path.read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
        except OSError:
            continue
        if f"{profiles}/newsclean-chromium-" in line:
            found.append(line)
    return found


def test_without_a_browser_the_page_is_left_as_it_came(server: HostileServer) -> None:
    server.scripts["/page"] = answer(SHELL % b"<script src=/app.js></script>")
    got = one(render(server, chromium="/nowhere/chromium"))
    assert got.body == SHELL % b"<script src=/app.js></script>"
