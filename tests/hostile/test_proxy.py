"""Behind a proxy the guard judges what it can, and says what it cannot promise."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest

from newsclean.errors import FetchError, Reason
from newsclean.fetch.client import HttpFetcher
from newsclean.options import FetchOptions
from newsclean.records import Response, Target
from tests.hostile.answers import answer
from tests.hostile.controls import options
from tests.hostile.server import Call, FakeNames, HostileServer, fetcher


async def proxied(call: Call) -> None:
    await answer(b"<p>through the proxy " + call.path.encode())(call)


def through(server: HostileServer, url: str, names: FakeNames) -> Any:
    changed = options(proxy="http://10.9.8.7:3128")
    server.scripts[urlsplit(url)._replace(query="").geturl()] = proxied
    client = fetcher(server, changed, names)
    assert len(client.caveats) == 2
    assert "it is the proxy that resolves names and dials" in client.caveats[0]
    [got] = client.fetch([Target(url=url)])
    return got.body if isinstance(got, Response) else got.reason


def test_proxy(server: HostileServer) -> None:
    """The one configured proxy may be private; where it would be sent to is judged all the same."""

    class Nowhere(FakeNames):
        async def __call__(self, host: str, port: int) -> list[str]:
            if host == "unknown.example":
                raise OSError("no such name here")
            return await super().__call__(host, port)

    page = b"<p>through the proxy http://a.example/x"
    assert through(server, "http://a.example/x", Nowhere()) == page
    page = b"<p>through the proxy http://unknown.example/x"
    assert through(server, "http://unknown.example/x", Nowhere()) == page
    server.hits.clear()
    assert through(server, "http://169.254.169.254/x", Nowhere()) is Reason.REFUSED_ADDRESS
    names = Nowhere({"inner.example": ["10.0.0.5"]})
    assert through(server, "http://inner.example/x", names) is Reason.REFUSED_ADDRESS
    assert not server.hits


@pytest.mark.parametrize("proxy", ["socks5://a:1", "ftp://a", "nonsense", "http://"])
def test_a_proxy_that_cannot_be_used_is_refused_at_once(proxy: str) -> None:
    with pytest.raises(FetchError):
        HttpFetcher(FetchOptions(proxy=proxy))


def test_without_a_proxy_there_is_nothing_to_own_up_to() -> None:
    assert HttpFetcher().caveats == ()
