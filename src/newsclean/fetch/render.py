"""Pages that are empty without JavaScript, rendered; every request of theirs goes our guarded way.

The browser itself has no network: its requests are paused and answered with what our own fetcher
got for the address, so the address check, the limits and robots.txt hold for them too. Only
scripts and data are fetched; pictures, styles, fonts and frames are refused, and so is anything
but GET. Off by default: wrap a fetcher in `RenderingFetcher` to have it.
"""

from __future__ import annotations

import base64
import logging
import re
from collections.abc import Generator, Iterable
from contextlib import closing
from typing import Any

import msgspec

from newsclean.fetch.browser import Browser, BrowserError, Message
from newsclean.fetch.client import HttpFetcher, Seams
from newsclean.options import FetchOptions, RenderOptions
from newsclean.records import Rejected, Response, Target
from newsclean.stages import Clock

_log = logging.getLogger("newsclean.fetch")
_FETCHED = frozenset({"Script", "XHR", "Fetch"})
_LITTLE_TEXT = 200  # characters; an article has more
_HIDDEN = ("script", "style", "noscript", "template", "head")
_TAG = re.compile(rb"<[^<>]*>")
_QUIET = 0.4  # seconds without a request after which a page counts as built
_RENDERED = ("x-newsclean-rendered", "chromium")


class RenderingFetcher:
    """A `Fetcher` that renders the pages which need it; others pass through as they came."""

    def __init__(
        self,
        fetch: FetchOptions | None = None,
        render: RenderOptions | None = None,
        clock: Clock | None = None,
        seams: Seams | None = None,
    ) -> None:
        fetch, seams = fetch or FetchOptions(), seams or Seams()
        self._render = render or RenderOptions()
        self._pages = HttpFetcher(fetch, clock, seams)
        inner = msgspec.structs.replace(
            fetch, accept="any", archive=None, delay=min(fetch.delay, self._render.delay)
        )
        self._parts = HttpFetcher(inner, clock, msgspec.structs.replace(seams, pages=None))

    def fetch(self, targets: Iterable[Target]) -> Generator[Response | Rejected, None, None]:
        """Yield one outcome for each target, as they finish."""
        with closing(self._pages.fetch(targets)) as outcomes:
            for outcome in outcomes:
                yield self._rendered(outcome) if isinstance(outcome, Response) else outcome

    def _rendered(self, page: Response) -> Response:
        body = page.body if isinstance(page.body, bytes) else page.body.encode()
        if self._render.when == "empty" and not needs_rendering(body):
            return page
        try:
            return self._through_browser(page, body)
        except BrowserError as error:
            _log.warning("%s is left as it came: %s", page.url, error)
            return page

    def _through_browser(self, page: Response, body: bytes) -> Response:
        with Browser(self._render.chromium, self._render.seconds) as browser:
            tab = _Tab(browser, page, body, self._parts, self._render)
            html = tab.html()
        headers = tuple(pair for pair in page.headers if pair[0] != "content-type")
        return msgspec.structs.replace(page, body=html, headers=(*headers, _RENDERED))


def needs_rendering(body: bytes) -> bool:
    """Say whether a page shows next to nothing although it brings scripts.

    >>> needs_rendering(b"<body><div id=root></div><script src=app.js></script>")
    True
    """
    lower = body.lower()
    if b"<script" not in lower:
        return False
    for name in _HIDDEN:
        lower = _without(lower, name.encode())
    return len(b"".join(_TAG.sub(b" ", lower).split())) < _LITTLE_TEXT


def _without(lower: bytes, name: bytes) -> bytes:
    kept, at = [], 0
    start, end = b"<" + name, b"</" + name
    while (found := lower.find(start, at)) >= 0:
        if lower[found + len(start) : found + len(start) + 1] not in b" \t\r\n/>":
            kept.append(lower[at : found + len(start)])
            at = found + len(start)
            continue
        kept.append(lower[at:found])
        at = lower.find(end, found)
        if at < 0:
            return b"".join(kept)
    return b"".join([*kept, lower[at:]])


class _Tab:
    """One page in a browser: what it may still ask for, and its final markup."""

    def __init__(
        self,
        browser: Browser,
        page: Response,
        body: bytes,
        parts: HttpFetcher,
        options: RenderOptions,
    ) -> None:
        self._browser = browser
        self._page = page
        self._body = body
        self._parts = parts
        self._requests = options.requests
        self._bytes = options.max_bytes
        self._most = options.max_bytes
        self._shown = False
        target = browser.call("Target.createTarget", url="about:blank")["targetId"]
        attached = browser.call("Target.attachToTarget", targetId=target, flatten=True)
        self._session: str = attached["sessionId"]

    def html(self) -> str:
        """Load the page, answer what it asks for until it is quiet, and return its markup."""
        self._call("Page.enable")
        self._call("Network.setBypassServiceWorker", bypass=True)
        self._call("Fetch.enable", patterns=[{"urlPattern": "*"}])
        self._browser.send("Page.navigate", self._session, url=self._page.url)
        loaded = False
        while self._browser.left > 1.0:
            asked, events = self._paused()
            loaded = loaded or "Page.loadEventFired" in events
            if asked:
                self._answer(asked)
            elif loaded and not events:
                break
        return self._markup()

    def _markup(self) -> str:
        script = "document.documentElement ? document.documentElement.outerHTML : ''"
        result = self._call("Runtime.evaluate", expression=script, returnByValue=True, timeout=3000)
        html = str(result.get("result", {}).get("value") or "")
        if len(html) > self._most:
            raise BrowserError(f"{len(html):,} characters of markup")
        return html

    def _call(self, method: str, **params: Any) -> Message:
        return self._browser.call(method, self._session, **params)

    def _paused(self) -> tuple[list[Message], set[str]]:
        """Collect the requests that wait, and the names of other events."""
        asked: list[Message] = []
        events: set[str] = set()
        event = self._browser.event(_QUIET)
        while event is not None:
            if event["method"] == "Fetch.requestPaused":
                asked.append(event["params"])
            elif event["method"] == "Page.javascriptDialogOpening":
                self._browser.send("Page.handleJavaScriptDialog", self._session, accept=False)
            else:
                events.add(event["method"])
            event = self._browser.event(0.01)
        return asked, events

    def _answer(self, asked: list[Message]) -> None:
        wanted: dict[str, list[str]] = {}
        for paused in asked:
            url, number = paused["request"]["url"], paused["requestId"]
            if paused["resourceType"] == "Document" and not self._shown and self._is_page(url):
                self._shown = True
                self._fulfil(number, self._page, self._body)
            elif self._may(paused):
                wanted.setdefault(url, []).append(number)
            else:
                self._refuse(number)
        self._fetch(wanted)

    def _is_page(self, url: str) -> bool:
        return url.partition("#")[0] == (self._page.url or "").partition("#")[0]

    def _may(self, paused: Message) -> bool:
        self._requests -= 1
        allowed = paused["resourceType"] in _FETCHED and paused["request"]["method"] == "GET"
        return allowed and self._requests >= 0 and self._bytes > 0

    def _fetch(self, wanted: dict[str, list[str]]) -> None:
        targets = [Target(url=url, origin=self._page.url or "") for url in wanted]
        with closing(self._parts.fetch(targets)) as outcomes:
            for got in outcomes:
                url = (got.name if isinstance(got, Response) else got.url) or ""
                for number in wanted.pop(url, []):
                    self._hand_over(number, got)
                if self._browser.left < 1.0:
                    break
        for numbers in wanted.values():
            for number in numbers:
                self._refuse(number)

    def _hand_over(self, number: str, got: Response | Rejected) -> None:
        if isinstance(got, Rejected) or isinstance(got.body, str) or self._bytes < len(got.body):
            self._refuse(number)
            return
        self._bytes -= len(got.body)
        self._fulfil(number, got, got.body)

    def _fulfil(self, number: str, answer: Response, body: bytes) -> None:
        kind = answer.header("content-type") or "text/html"
        # nothing is ever sent with a request that could be somebody's, so any origin may read
        headers = [("content-type", kind), ("access-control-allow-origin", "*")]
        self._browser.send(
            "Fetch.fulfillRequest",
            self._session,
            requestId=number,
            responseCode=answer.status or 200,
            responseHeaders=[{"name": name, "value": value} for name, value in headers],
            body=base64.b64encode(body).decode(),
        )

    def _refuse(self, number: str) -> None:
        params = {"requestId": number, "errorReason": "BlockedByClient"}
        self._browser.send("Fetch.failRequest", self._session, **params)
