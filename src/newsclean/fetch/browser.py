"""A Chromium without a network of its own, spoken to over a pipe (Chrome DevTools Protocol).

Whatever a page asks for is paused and handed to us; what cannot be paused (sockets opened ahead,
WebSockets, WebRTC) meets a proxy that is not there and names that do not resolve.
"""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import deque
from typing import Any

Message = dict[str, Any]
_FLAGS = (
    "--headless=new",
    "--remote-debugging-pipe",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-breakpad",
    "--disable-dev-shm-usage",
    "--metrics-recording-only",
    "--mute-audio",
    "--dns-prefetch-disable",
    "--blink-settings=imagesEnabled=false",
    "--disable-features=WebTransport,NetworkServiceSandbox,OptimizationHints,MediaRouter",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
)
_NO_NETWORK = (
    "--proxy-server=http://127.0.0.1:9",  # nobody listens at the discard port
    "--proxy-bypass-list=<-loopback>",  # not even loopback goes around it
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)
_START_SECONDS = 60.0
_LAUNCH = (
    "import os, sys; os.dup2(int(sys.argv[1]), 3); os.dup2(int(sys.argv[2]), 4); "
    "os.execv(sys.argv[3], sys.argv[3:])"
)


class BrowserError(Exception):
    """The browser could not be started, died, or did not answer in time."""


class Browser:
    """One Chromium process with an empty profile; killed with all its children at the end.

    `seconds` is the time of a page; starting is not the page's fault and has its own.
    """

    def __init__(self, executable: str, seconds: float) -> None:
        if not os.access(executable, os.X_OK):
            raise BrowserError(f"{executable} is not there: install Chromium, or name yours")
        self._end = time.monotonic() + _START_SECONDS
        self._profile = tempfile.mkdtemp(prefix="newsclean-chromium-")
        self._number = 0
        self._buffer = bytearray()
        self._events: deque[Message] = deque()
        theirs_in, self._to = os.pipe()
        self._from, theirs_out = os.pipe()
        os.set_blocking(self._to, False)
        try:
            self._process = self._start(executable, theirs_in, theirs_out)
        finally:
            os.close(theirs_in)
            os.close(theirs_out)
        try:
            self.call("Browser.getVersion")
        except BrowserError:
            self.close()
            raise
        self._end = time.monotonic() + seconds

    def _start(self, executable: str, theirs_in: int, theirs_out: int) -> subprocess.Popen[bytes]:
        sandbox = ("--no-sandbox",) if os.geteuid() == 0 else ()
        launcher = (sys.executable, "-c", _LAUNCH, str(theirs_in), str(theirs_out), executable)
        where = (f"--user-data-dir={self._profile}", "about:blank")
        return subprocess.Popen(  # noqa: S603 - the executable is the operator's choice
            [*launcher, *_FLAGS, *_NO_NETWORK, *sandbox, *where],
            pass_fds=(theirs_in, theirs_out),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            env={"PATH": os.environ.get("PATH", ""), "HOME": self._profile, "LANG": "C.UTF-8"},
        )

    def __enter__(self) -> Browser:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def left(self) -> float:
        """Seconds until the deadline."""
        return self._end - time.monotonic()

    def send(self, method: str, session: str | None = None, **params: Any) -> int:
        """Send a command without waiting; return its number."""
        self._number += 1
        message: Message = {"id": self._number, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        self._write(json.dumps(message).encode() + b"\0")
        return self._number

    def call(self, method: str, session: str | None = None, **params: Any) -> Message:
        """Send a command and return its result; events that come meanwhile are kept."""
        number = self.send(method, session, **params)
        while True:
            message = self._receive(self.left)
            if message is None:
                raise BrowserError(f"no answer to {method} in time")
            if message.get("id") == number:
                if "error" in message:
                    raise BrowserError(f"{method}: {message['error'].get('message')}")
                result: Message = message["result"]
                return result
            if "method" in message:
                self._events.append(message)

    def event(self, seconds: float) -> Message | None:
        """Return the next event, or None when none has come in time."""
        if self._events:
            return self._events.popleft()
        end = time.monotonic() + min(seconds, self.left)
        while True:
            message = self._receive(end - time.monotonic())
            if message is None or "method" in message:
                return message

    def _receive(self, seconds: float) -> Message | None:
        end = time.monotonic() + seconds
        while b"\0" not in self._buffer:
            if not self._ready(self._from, selectors.EVENT_READ, end):
                return None
            data = os.read(self._from, 1 << 20)
            if not data:
                raise BrowserError("the browser died")
            self._buffer += data
        line, _, rest = self._buffer.partition(b"\0")
        self._buffer = rest
        message: Message = json.loads(line)
        return message

    def _write(self, data: bytes) -> None:
        view = memoryview(data)
        while view:
            if not self._ready(self._to, selectors.EVENT_WRITE, self._end):
                raise BrowserError("the browser does not listen")
            try:
                view = view[os.write(self._to, view) :]
            except BlockingIOError:
                continue
            except OSError as error:
                raise BrowserError("the browser died") from error

    def _ready(self, file: int, event: int, end: float) -> bool:
        with selectors.DefaultSelector() as selector:
            selector.register(file, event)
            return bool(selector.select(max(end - time.monotonic(), 0)))

    def close(self) -> None:
        """Kill the process and its children, and drop the profile."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        os.close(self._to)
        os.close(self._from)
        shutil.rmtree(self._profile, ignore_errors=True)
