"""Nothing of ours is sent to servers: credentials, cookies, what the environment names."""

from __future__ import annotations

import httpx
import pytest

from newsclean.fetch import hop
from newsclean.records import Target
from tests.hostile.answers import PAGE, answer
from tests.hostile.controls import one, options
from tests.hostile.server import HostileServer, fetcher

Patch = pytest.MonkeyPatch


def sent(server: HostileServer, name: str) -> list[str | None]:
    return [call.headers.get(name) for call in server.calls]


def test_user_and_password_of_a_url(server: HostileServer, monkeypatch: Patch) -> None:
    server.scripts["/x"] = answer()
    url = "http://user:secret@a.example/x"
    one(server, options(), url)
    assert sent(server, "authorization") == [None]
    server.calls.clear()
    monkeypatch.setattr(hop, "_no_auth", None)
    monkeypatch.setattr(hop, "checked_url", httpx.URL)
    one(server, options(), url)
    assert sent(server, "authorization") == ["Basic dXNlcjpzZWNyZXQ="]


def test_cookies(server: HostileServer, monkeypatch: Patch) -> None:
    server.scripts["/x"] = answer(PAGE, "set-cookie: id=7; path=/")
    targets = [Target(url=f"http://a.example/x?{n}") for n in range(3)]
    list(fetcher(server, options()).fetch(targets))
    assert sent(server, "cookie") == [None, None, None]
    server.calls.clear()
    monkeypatch.setattr(httpx.Cookies, "clear", lambda self: None)
    list(fetcher(server, options()).fetch(targets))
    assert sent(server, "cookie") == [None, "id=7", "id=7"]


@pytest.mark.parametrize("variable", ["HTTP_PROXY", "http_proxy", "ALL_PROXY"])
def test_environment(variable: str, server: HostileServer, monkeypatch: Patch) -> None:
    """Plain httpx would go through a proxy that the environment names."""
    server.scripts["/x"] = answer()
    monkeypatch.setenv(variable, f"http://127.0.0.1:{server.port}")
    assert one(server, options()) == PAGE
    assert server.calls[0].path == "/x"
    httpx.get("http://nowhere.example/naive")
    assert server.calls[1].path == "http://nowhere.example/naive"
