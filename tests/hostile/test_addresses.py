"""Only public addresses are dialled, the one that was judged; a dead address costs no page."""

from __future__ import annotations

import asyncio
from typing import Any

import msgspec
import pytest

from newsclean.errors import Reason
from newsclean.fetch import network as network_module
from newsclean.fetch.network import Gate
from newsclean.records import Rejected, Response, Target
from tests.hostile.answers import PAGE, answer
from tests.hostile.controls import one, options
from tests.hostile.server import FakeNames, HostileServer, fetcher

Patch = pytest.MonkeyPatch
ALL = ("0.0.0.0/0", "::/0")


class FlippingNames(FakeNames):
    """Names that are public when first asked for, and private after that."""

    async def __call__(self, host: str, port: int) -> list[str]:
        if host == "flip.example":
            self.asked.append(host)
            return ["93.184.215.14"] if self.asked.count(host) == 1 else ["10.0.0.1"]
        if host == "half.example":
            return ["93.184.215.14", "10.0.0.1"]
        return await super().__call__(host, port)


@pytest.mark.parametrize("host", ["10.0.0.1", "169.254.169.254", "[::1]", "half.example"])
def test_address(host: str, server: HostileServer) -> None:
    """With everything allowed, the canary is hit."""
    server.scripts["/x"] = answer()
    assert one(server, options(), f"http://{host}/x", FlippingNames()) is Reason.REFUSED_ADDRESS
    assert not server.hits
    assert one(server, options(allow_hosts=ALL), f"http://{host}/x", FlippingNames()) == PAGE
    assert server.hits


def test_rebinding(server: HostileServer, monkeypatch: Patch) -> None:
    """A client that judges one answer and dials another reaches the private address."""
    dialled: list[str] = []
    server.scripts["/x"] = answer()
    names = FlippingNames()

    def run() -> None:
        names.asked.clear()
        dialled.clear()
        client = fetcher(server, options(), names)
        dial = client._seams.dial
        assert dial

        def noted(address: str, port: int) -> tuple[str, int]:
            dialled.append(address)
            return dial(address, port)

        client._seams = msgspec.structs.replace(client._seams, dial=noted)
        list(client.fetch([Target(url="http://flip.example/x")]))

    run()
    assert dialled == ["93.184.215.14"]

    async def twice(self: Gate, host: str, port: int) -> list[str]:
        await judged(self, host, port)
        return await self._resolver(host, port)

    judged = Gate.addresses
    monkeypatch.setattr(Gate, "addresses", twice)
    run()
    assert dialled == ["10.0.0.1"]


def test_an_address_that_swallows_packets_does_not_cost_the_page(
    server: HostileServer, monkeypatch: Patch
) -> None:
    """The next address of a name is tried; without the bound the deadline is all used up."""
    server.scripts["/x"] = answer()
    names = FakeNames({"two.example": ["203.0.113.9", "93.184.215.14"]})
    opened = network_module.GuardedBackend._open

    async def hole(self: Any, address: str, port: int) -> Any:
        if address == "203.0.113.9":
            await asyncio.sleep(3600)
        return await opened(self, address, port)

    def dial(address: str, port: int) -> tuple[str, int]:
        return (address, port) if address == "203.0.113.9" else ("127.0.0.1", server.port)

    def run() -> Rejected | Response:
        client = fetcher(server, options(allow_hosts=("203.0.113.0/24",), deadline=2.0), names)
        client._seams = msgspec.structs.replace(client._seams, dial=dial)
        [got] = client.fetch([Target(url="http://two.example/x")])
        return got

    monkeypatch.setattr(network_module.GuardedBackend, "_open", hole)
    monkeypatch.setattr(network_module, "_CONNECT_SECONDS", 0.1)
    assert isinstance(run(), Response)
    monkeypatch.setattr(network_module, "_CONNECT_SECONDS", 3600.0)
    got = run()
    assert isinstance(got, Rejected)
    assert got.reason is Reason.TOO_SLOW


def test_a_hanging_name_holds_up_only_its_own_page(server: HostileServer) -> None:
    server.scripts["/x"] = answer()

    class Hanging(FakeNames):
        async def __call__(self, host: str, port: int) -> list[str]:
            if host.startswith("hang"):
                await asyncio.sleep(3600)
            return await super().__call__(host, port)

    urls = [f"http://hang{n}.example/x" for n in range(10)] + ["http://a.example/x"]
    got = list(
        fetcher(server, options(deadline=2.0), Hanging()).fetch(Target(url=url) for url in urls)
    )
    assert [isinstance(g, Response) for g in got] == [True, *[False] * 10]
    assert {g.reason for g in got if isinstance(g, Rejected)} == {Reason.TOO_SLOW}
