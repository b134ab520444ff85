"""One visit with all manners: robots, pace, hops, retries, one deadline; then an honest outcome."""

from __future__ import annotations

from typing import Protocol
from urllib.parse import urlsplit

import msgspec

from newsclean.errors import FetchError, Reason
from newsclean.fetch.answer import Answer, Asked
from newsclean.fetch.budget import Budget
from newsclean.fetch.clock import rfc3339
from newsclean.fetch.manners import Manners
from newsclean.fetch.outcome import soft_moved
from newsclean.fetch.permission import Permission
from newsclean.records import Rejected, Response, Target


class PageMemory(Protocol):
    """What is remembered of pages between runs."""

    def with_validators(self, target: Target) -> Target:
        """Return the target with the validators of the copy we have."""
        ...

    def keep(self, response: Response) -> None:
        """Remember a page."""
        ...


class Visitor:
    """Visits targets; all of them share one set of manners."""

    def __init__(self, manners: Manners) -> None:
        self._manners = manners
        self._asker = manners.asker
        self._options = manners.options
        self._clock = manners.clock
        self._permission = Permission(manners)

    async def visit(self, target: Target) -> Response | Rejected:
        """Fetch one target; a page keeps its place until `taken`."""
        budget = Budget(self._options.deadline, self._clock)
        attempt = 0
        while True:
            outcome = await self._attempt(target, budget)
            if isinstance(outcome, Response):
                return outcome
            if not await self._manners.again(outcome.reason, attempt, budget):
                return outcome
            attempt += 1

    def taken(self, outcome: Response | Rejected) -> None:
        """Free the place of a page that the caller has taken."""
        if isinstance(outcome, Response):
            self._manners.free()

    async def aclose(self) -> None:
        """Close all connections."""
        close = getattr(self._asker, "aclose", None)
        if close:
            await close()

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
            answer = await self._manners.ask(url, asked, budget)
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
            self._manners.free()
            failure = Reason.MOVED, f"redirects to the front page {answer.url}"
            return msgspec.structs.replace(answer, failure=failure)
        return answer

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
