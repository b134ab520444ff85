"""One request with all manners: a turn at the host, a note of what came of it, second tries."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from newsclean.errors import FetchError, Reason
from newsclean.fetch.answer import Answer, Asked, Asker
from newsclean.fetch.budget import Budget, Locks, Place
from newsclean.fetch.hosts import Hosts, host_of
from newsclean.fetch.politeness import TRANSIENT, HostPace, pause_before, retry_after
from newsclean.options import FetchOptions
from newsclean.stages import Clock


class Manners:
    """Asks for one URL at a time a host, `concurrency` hosts at a time."""

    def __init__(
        self,
        asker: Asker,
        hosts: Hosts,
        options: FetchOptions,
        clock: Clock,
        chance: Callable[[], float],
    ) -> None:
        self.asker = asker
        self.hosts = hosts
        self.options = options
        self.clock = clock
        self._chance = chance
        self._places = asyncio.Semaphore(options.concurrency)
        self._locks = Locks()

    async def ask(self, url: str, asked: Asked, budget: Budget) -> Answer:
        """Ask when the host's turn has come; a page keeps its place until `free`."""
        host = host_of(url)
        pace = self.hosts.pace(host)
        async with self._locks(host):
            await self._turn(pace)
            async with Place(self._places) as place:
                started = self.clock.monotonic()
                try:
                    answer = await budget.ask(self.asker, url, asked)
                except FetchError as error:
                    self._note(pace, started, error.reason, error.detail)
                    raise
                self._note_answer(pace, started, answer)
                page = answer.location is None and answer.failure is None
                place.keep = page and asked.accept != "robots"
                return answer

    def free(self) -> None:
        """Give back the place of a page."""
        self._places.release()

    async def again(self, fault: Reason, attempt: int, budget: Budget) -> bool:
        """Wait, ever longer and by chance, where a fault may pass; False where that is all."""
        politeness = self.options.politeness
        if fault not in TRANSIENT or attempt >= politeness.retries or budget.left <= 0.5:
            return False
        await asyncio.sleep(pause_before(attempt, self._chance(), politeness))
        return True

    async def _turn(self, pace: HostPace) -> None:
        while True:
            refusal = pace.refusal(self.clock.monotonic())
            if refusal:
                raise FetchError(*refusal)
            wait = pace.wait(self.clock.monotonic())
            if wait <= 0:
                return
            await asyncio.sleep(wait)

    def _note(self, pace: HostPace, started: float, reason: Reason | None, detail: str) -> None:
        now = self.clock.monotonic()
        pace.done(now, now - started, reason, detail)

    def _note_answer(self, pace: HostPace, started: float, answer: Answer) -> None:
        failure = answer.failure or (None, "")
        self._note(pace, started, *failure)
        if answer.status in (429, 503):
            longest = self.options.politeness.max_retry_after
            seconds = retry_after(answer.header("retry-after"), self.clock.now(), longest)
            pace.pause(self.clock.monotonic(), seconds)
