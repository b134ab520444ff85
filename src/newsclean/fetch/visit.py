"""One visit with all manners: robots, pace, hops, retries, one deadline; then an honest outcome."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Protocol
from urllib.parse import urlsplit

import msgspec

from newsclean.errors import FetchError, Reason
from newsclean.fetch.answer import Answer, Asked, Asker
from newsclean.fetch.budget import Budget, Locks, Place
from newsclean.fetch.clock import rfc3339
from newsclean.fetch.hosts import Hosts, host_of
from newsclean.fetch.outcome import soft_moved
from newsclean.fetch.permission import Permission
from newsclean.fetch.politeness import TRANSIENT, HostPace, retry_after
from newsclean.options import FetchOptions
from newsclean.records import Rejected, Response, Target
from newsclean.stages import Clock


class PageMemory(Protocol):
    """What is remembered of pages between runs."""

    def with_validators(self, target: Target) -> Target:
        """Return the target with the validators of the copy we have."""
        ...

    def keep(self, response: Response) -> None:
        """Remember a page."""
        ...


class Visitor:
    """Visits targets; one request at a time a host, `concurrency` hosts at a time."""

    def __init__(
        self,
        asker: Asker,
        hosts: Hosts,
        options: FetchOptions,
        clock: Clock,
        chance: Callable[[], float],
    ) -> None:
        self._asker = asker
        self._hosts = hosts
        self._options = options
        self._clock = clock
        self._chance = chance
        self._places = asyncio.Semaphore(options.concurrency)
        self._locks = Locks()
        self._permission = Permission(asker, self._polite, hosts, options, clock, chance)

    async def visit(self, target: Target) -> Response | Rejected:
        """Fetch one target; a page keeps its place until `taken`."""
        budget = Budget(self._options.deadline, self._clock)
        attempt = 0
        while True:
            outcome = await self._attempt(target, budget)
            if not self._again(outcome, attempt, budget):
                return outcome
            wait = self._options.politeness.backoff * 2**attempt
            await asyncio.sleep(wait * (0.5 + self._chance()))
            attempt += 1

    def taken(self, outcome: Response | Rejected) -> None:
        """Free the place of a page that the caller has taken."""
        if isinstance(outcome, Response):
            self._places.release()

    async def aclose(self) -> None:
        """Close all connections."""
        close = getattr(self._asker, "aclose", None)
        if close:
            await close()

    def _again(self, outcome: Response | Rejected, attempt: int, budget: Budget) -> bool:
        if isinstance(outcome, Response) or outcome.reason not in TRANSIENT:
            return False
        return attempt < self._options.politeness.retries and budget.left > 0.5

    async def _attempt(self, target: Target, budget: Budget) -> Response | Rejected:
        try:
            answer = await self._hops(target, budget)
        except FetchError as error:
            return self._rejected(target, error.reason, error.detail)
        if answer.failure is None:
            return self._response(target, answer)
        return self._rejected(target, *answer.failure, status=answer.status)

    async def _hops(self, target: Target, budget: Budget) -> Answer:
        url = self._asker.normal(target.url)
        asked = Asked(self._options.max_bytes, self._options.accept, validators(target))
        visited = {url}
        while True:
            await self._permission.check(url)
            answer = await self._polite(url, asked, budget)
            if answer.location is None:
                return self._judge_move(target, answer, len(visited) > 1)
            url = self._next_hop(answer, visited)
            asked = msgspec.structs.replace(asked, validators=())

    def _next_hop(self, answer: Answer, visited: set[str]) -> str:
        url = self._asker.normal(self._asker.join(answer.url, answer.location or ""))
        if url in visited:
            raise FetchError(Reason.REDIRECTS, f"redirects in a circle to {url}")
        visited.add(url)
        if len(visited) - 1 > self._options.max_redirects:
            raise FetchError(Reason.REDIRECTS, f"more than {self._options.max_redirects} redirects")
        return url

    def _judge_move(self, target: Target, answer: Answer, moved: bool) -> Answer:
        asked, reached = urlsplit(target.url).path, urlsplit(answer.url)
        if not moved or answer.failure or self._options.accept != "page":
            return answer
        if not reached.query and soft_moved(asked, reached.path):
            self._places.release()
            failure = Reason.MOVED, f"redirects to the front page {answer.url}"
            return msgspec.structs.replace(answer, failure=failure)
        return answer

    async def _polite(self, url: str, asked: Asked, budget: Budget) -> Answer:
        """Ask when the host's turn has come; note what came of it."""
        host = host_of(url)
        pace = self._hosts.pace(host)
        async with self._locks(host):
            await self._turn(pace)
            async with Place(self._places) as place:
                started = self._clock.monotonic()
                try:
                    answer = await budget.ask(self._asker, url, asked)
                except FetchError as error:
                    self._note(pace, started, error.reason, error.detail)
                    raise
                self._note_answer(pace, started, answer)
                page = answer.location is None and answer.failure is None
                place.keep = page and asked.accept != "robots"
                return answer

    async def _turn(self, pace: HostPace) -> None:
        while True:
            refusal = pace.refusal(self._clock.monotonic())
            if refusal:
                raise FetchError(*refusal)
            wait = pace.wait(self._clock.monotonic())
            if wait <= 0:
                return
            await asyncio.sleep(wait)

    def _note(self, pace: HostPace, started: float, reason: Reason | None, detail: str) -> None:
        now = self._clock.monotonic()
        pace.done(now, now - started, reason, detail)

    def _note_answer(self, pace: HostPace, started: float, answer: Answer) -> None:
        failure = answer.failure or (None, "")
        self._note(pace, started, *failure)
        if answer.status in (429, 503):
            longest = self._options.politeness.max_retry_after
            seconds = retry_after(answer.header("retry-after"), self._clock.now(), longest)
            pace.pause(self._clock.monotonic(), seconds)

    def _response(self, target: Target, answer: Answer) -> Response:
        return Response(
            body=answer.body,
            url=answer.url,
            name=target.url,
            status=answer.status,
            headers=answer.headers,
            fetched_at=rfc3339(self._clock.now()),
            hints=target.hints,
        )

    def _rejected(
        self, target: Target, reason: Reason, detail: str, status: int | None = None
    ) -> Rejected:
        return Rejected(
            url=target.url,
            reason=reason,
            detail=detail,
            http_status=status,
            fetched_at=rfc3339(self._clock.now()),
        )


def validators(target: Target) -> tuple[tuple[str, str], ...]:
    """Return the conditional header lines for a target (RFC 9110 13.1).

    >>> validators(Target(url="https://a.example/", etag='"x"'))
    (('if-none-match', '"x"'),)
    """
    pairs = (("if-none-match", target.etag), ("if-modified-since", target.last_modified))
    return tuple((name, value) for name, value in pairs if value and _sound(value))


def _sound(value: str) -> bool:
    return value.isascii() and value.isprintable() and len(value) < 1024
