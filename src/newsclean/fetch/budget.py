"""What a visit may use: seconds of asking, a place among the open requests, a turn at a name."""

from __future__ import annotations

import asyncio
from weakref import WeakValueDictionary

from newsclean.errors import FetchError, Reason
from newsclean.fetch.answer import Answer, Asked, Asker
from newsclean.stages import Clock


class Budget:
    """Seconds left to a target; only time spent asking counts, not time spent waiting politely."""

    def __init__(self, seconds: float, clock: Clock) -> None:
        self.left = seconds
        self._whole = seconds
        self._clock = clock

    async def ask(self, asker: Asker, url: str, asked: Asked) -> Answer:
        """Ask within what is left; FetchError(TOO_SLOW) beyond it."""
        started = self._clock.monotonic()
        try:
            async with asyncio.timeout(max(self.left, 0.0)):
                return await asker.ask(url, asked)
        except TimeoutError as error:
            detail = f"no whole answer within {self._whole:g} s"
            raise FetchError(Reason.TOO_SLOW, detail) from error
        finally:
            self.left -= self._clock.monotonic() - started


class Place:
    """A place among the open requests, given back at the end unless it is kept for a page."""

    def __init__(self, places: asyncio.Semaphore) -> None:
        self._places = places
        self.keep = False

    async def __aenter__(self) -> Place:
        await self._places.acquire()
        return self

    async def __aexit__(self, *_: object) -> None:
        if not self.keep:
            self._places.release()


class Locks:
    """Locks by name, each for as long as anyone holds or awaits it."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def __call__(self, name: str) -> asyncio.Lock:
        """Return the lock of a name."""
        lock = self._locks.get(name)
        if lock is None:
            lock = self._locks[name] = asyncio.Lock()
        return lock
