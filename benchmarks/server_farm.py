"""A farm of news servers for speed tests: 20 hosts on 127.0.0.x, in a process of their own.

python -m benchmarks.server_farm      prints its port and serves until standard input ends
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

HOSTS = 20
_ROBOTS = b"User-agent: *\nDisallow: /private/\n"
_WORDS = b"<p>The harbour council met on Monday and spoke of the old pier at length.</p>\n"
BODY = b"<!doctype html><html><head><title>Pier</title></head><body>"
BODY += _WORDS * ((100_000 - len(BODY) - 14) // len(_WORDS)) + b"</body></html>"


def _answer(body: bytes, kind: bytes) -> bytes:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n" % (kind, len(body))
    return head + body


_PAGE = _answer(BODY, b"text/html; charset=utf-8")
_RULES = _answer(_ROBOTS, b"text/plain")


class _Farm(asyncio.Protocol):
    """Answers every request at once from memory; requests are counted by their blank line."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._transport.write(_RULES if data.startswith(b"GET /robots.txt") else _PAGE)


async def _serve() -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(_Farm, "0.0.0.0", 0, backlog=512)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


@contextmanager
def farm() -> Iterator[int]:
    """Run the farm in another process; yields its port."""
    command = [sys.executable, "-m", "benchmarks.server_farm"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout
        yield int(process.stdout.readline())
        process.kill()


def urls(port: int, count: int) -> list[str]:
    """Return so many addresses, the hosts in turn."""
    return [f"http://127.0.0.{n % HOSTS + 1}:{port}/story/{n}" for n in range(count)]


if __name__ == "__main__":
    asyncio.run(_serve())
