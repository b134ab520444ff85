"""Names are asked for once a minute, judged at every answer, and faults are not remembered."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable

import pytest

from newsclean.errors import FetchError, Reason
from newsclean.fetch import network
from newsclean.fetch.address import AllowList
from newsclean.fetch.network import Gate, SystemResolver
from newsclean.records import Response, Target
from tests.fetch.turned import Turned
from tests.hostile.answers import raw
from tests.hostile.server import FakeNames, fetcher, hostile_server, quick


class Answers(FakeNames):
    """Names whose answers are scripted in turn; an exception is raised."""

    def __init__(self, *turns: list[str] | Exception) -> None:
        super().__init__()
        self._turns = list(turns)

    async def __call__(self, host: str, port: int) -> list[str]:
        self.asked.append(host)
        turn = self._turns.pop(0) if len(self._turns) > 1 else self._turns[0]
        if isinstance(turn, Exception):
            raise turn
        return turn


def gate(names: FakeNames) -> tuple[Turned, Callable[..., list[str] | Reason]]:
    """Return a clock and a way to ask a gate; a refusal comes as its Reason."""
    clock = Turned()
    judge = Gate(names, AllowList(()), clock)

    def ask(host: str = "a.example") -> list[str] | Reason:
        try:
            return asyncio.run(judge.addresses(host, 80))
        except FetchError as error:
            return error.reason

    return clock, ask


def test_an_answer_is_kept_for_a_minute_and_no_longer() -> None:
    names = Answers(["93.184.215.14"], ["93.184.215.15"])
    clock, ask = gate(names)
    assert ask() == ask() == ["93.184.215.14"]
    clock.time += 59.9
    assert ask() == ["93.184.215.14"]
    assert names.asked == ["a.example"]
    clock.time += 0.2
    assert ask() == ["93.184.215.15"]
    assert names.asked == ["a.example"] * 2


def test_a_new_answer_is_judged_anew() -> None:
    """A name that turns private after its minute is refused."""
    clock, ask = gate(Answers(["93.184.215.14"], ["10.0.0.1"]))
    assert ask() == ["93.184.215.14"]
    clock.time += 61
    assert ask() is Reason.REFUSED_ADDRESS


@pytest.mark.parametrize("fault", [socket.gaierror("no"), OSError("no"), UnicodeError("no")])
def test_a_fault_is_not_remembered(fault: Exception) -> None:
    _, ask = gate(Answers(fault, ["93.184.215.14"]))
    assert ask() is Reason.DNS
    assert ask() == ["93.184.215.14"]


def test_a_name_without_addresses_does_not_resolve() -> None:
    _, ask = gate(Answers([]))
    assert ask() is Reason.DNS


def test_names_without_end_take_no_memory_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "_DNS_NAMES", 10)
    names = Answers(["93.184.215.14"])
    _, ask = gate(names)
    for number in range(1000):
        ask(f"h{number}.example")
    assert len(names.asked) == 1000
    ask("h999.example")
    assert len(names.asked) == 1000
    ask("h0.example")
    assert len(names.asked) == 1001


def test_pages_of_a_host_that_keeps_no_connection_share_one_look_up() -> None:
    """And with nothing kept each connection asks again."""
    end = raw(b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n<p>a page", close=True)

    def look_ups() -> int:
        names = FakeNames()
        with hostile_server() as server:
            server.scripts["/p"] = end
            targets = [Target(url=f"http://a.example/p?{n}") for n in range(5)]
            got = list(fetcher(server, quick(), names).fetch(targets))
            assert all(isinstance(g, Response) for g in got)
            assert server.connections == 5
        return len(names.asked)

    assert look_ups() == 1
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(network, "_DNS_SECONDS", 0.0)
        assert look_ups() == 5


def test_the_system_resolver_gives_each_address_once() -> None:
    resolver = SystemResolver(8)
    found = asyncio.run(resolver("localhost", 80))
    resolver.close()
    assert "127.0.0.1" in found
    assert len(found) == len(set(found))
