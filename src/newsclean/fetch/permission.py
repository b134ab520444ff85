"""Whether robots.txt lets a URL be fetched: the file is fetched with the same manners as a page."""

from __future__ import annotations

from urllib.parse import urlsplit

from newsclean.errors import FetchError, Reason
from newsclean.fetch.answer import Answer, Asked
from newsclean.fetch.budget import Budget, Locks
from newsclean.fetch.hosts import host_of
from newsclean.fetch.manners import Manners
from newsclean.fetch.politeness import TRANSIENT
from newsclean.fetch.robots import (
    MAX_BYTES,
    Everything,
    Nothing,
    Rules,
    product_token,
    rules_for,
)

_UNREACHABLE = frozenset({Reason.DNS, Reason.CONNECT, Reason.TLS, Reason.REFUSED_ADDRESS})
_HOPS = 5


class Permission:
    """Asks each origin for its robots.txt once, however many pages wait for it."""

    def __init__(self, manners: Manners) -> None:
        self._manners = manners
        self._hosts = manners.hosts
        self._options = manners.options
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
        budget = Budget(self._options.politeness.robots_deadline, self._manners.clock)
        attempt = 0
        while True:
            try:
                return await self._over_hops(origin, budget)
            except FetchError as error:
                if error.reason in _UNREACHABLE:
                    raise
                if not await self._manners.again(error.reason, attempt, budget):
                    return Nothing(f"robots.txt cannot be had: {error.detail}")
            attempt += 1

    async def _over_hops(self, origin: str, budget: Budget) -> Rules:
        asker = self._manners.asker
        url = asker.normal(origin + "/robots.txt")
        for hop in range(_HOPS + 1):
            try:
                answer = await self._manners.ask(url, Asked(MAX_BYTES, "robots"), budget)
                if answer.location is None:
                    return self._judge(answer)
                url = asker.normal(asker.join(url, answer.location))
            except FetchError as error:
                if not hop or error.reason in TRANSIENT:
                    raise
                return Nothing(f"robots.txt cannot be had: {error.detail}")
        return Everything()

    def _judge(self, answer: Answer) -> Rules:
        token = product_token(self._options.user_agent)
        return rules_for(answer.status, answer.body, token)
