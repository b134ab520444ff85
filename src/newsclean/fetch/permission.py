"""Whether robots.txt lets a URL be fetched: the file is fetched with the same manners as a page."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from newsclean.errors import FetchError, Reason
from newsclean.fetch.answer import Answer, Asked, Asker
from newsclean.fetch.budget import Budget, Locks
from newsclean.fetch.hosts import Hosts, host_of
from newsclean.fetch.politeness import TRANSIENT
from newsclean.fetch.robots import (
    MAX_BYTES,
    Everything,
    Nothing,
    Rules,
    product_token,
    rules_for,
)
from newsclean.options import FetchOptions
from newsclean.stages import Clock

Polite = Callable[[str, Asked, Budget], Awaitable[Answer]]
_UNREACHABLE = frozenset({Reason.DNS, Reason.CONNECT, Reason.TLS, Reason.REFUSED_ADDRESS})
_HOPS = 5


class Permission:
    """Asks each origin for its robots.txt once, however many pages wait for it."""

    def __init__(
        self,
        asker: Asker,
        polite: Polite,
        hosts: Hosts,
        options: FetchOptions,
        clock: Clock,
        chance: Callable[[], float],
    ) -> None:
        self._asker = asker
        self._polite = polite
        self._hosts = hosts
        self._options = options
        self._clock = clock
        self._chance = chance
        self._locks = Locks()

    async def check(self, url: str) -> None:
        """Let a URL pass, or raise FetchError(ROBOTS); an unreachable host keeps its own reason."""
        if self._options.politeness.robots == "ignore":
            return
        rules = await self._rules(url)
        if rules.allows(url):
            return
        why = rules.why if isinstance(rules, Nothing) else "robots.txt forbids this address"
        raise FetchError(Reason.ROBOTS, why)

    async def _rules(self, url: str) -> Rules:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        rules = self._hosts.robots.get(origin)
        if rules is not None:
            return rules
        async with self._locks(origin):
            rules = self._hosts.robots.get(origin)
            if rules is None:
                rules = await self._fetch(origin)
                self._hosts.robots.put(origin, rules)
                self._hosts.pace(host_of(url)).crawl_delay(rules.crawl_delay)
        return rules

    async def _fetch(self, origin: str) -> Rules:
        """Fetch robots.txt, again after a passing fault, before it counts as not to be had."""
        budget = Budget(self._options.politeness.robots_deadline, self._clock)
        for attempt in range(self._options.politeness.retries + 1):
            try:
                return await self._over_hops(origin, budget)
            except FetchError as error:
                if error.reason in _UNREACHABLE:
                    raise
                refusal = Nothing(f"robots.txt cannot be had: {error.detail}")
                if error.reason not in TRANSIENT or budget.left < 0.5:
                    return refusal
            wait = self._options.politeness.backoff * 2**attempt
            await asyncio.sleep(wait * (0.5 + self._chance()))
        return refusal

    async def _over_hops(self, origin: str, budget: Budget) -> Rules:
        url = self._asker.normal(origin + "/robots.txt")
        for hop in range(_HOPS + 1):
            try:
                answer = await self._polite(url, Asked(MAX_BYTES, "robots"), budget)
                if answer.location is None:
                    return self._judge(answer)
                url = self._asker.normal(self._asker.join(url, answer.location))
            except FetchError as error:
                if not hop or error.reason in TRANSIENT:
                    raise
                return Nothing(f"robots.txt cannot be had: {error.detail}")
        return Everything()

    def _judge(self, answer: Answer) -> Rules:
        token = product_token(self._options.user_agent)
        return rules_for(answer.status, answer.body, token)
