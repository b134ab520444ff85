"""robots.txt by RFC 9309: what an answer means, kept for 24 hours an origin.

4xx allows all (2.3.1.3), except 429, which like 5xx and no answer forbids all (2.3.1.4);
500 KiB are read (2.5), the rest is not looked at.
"""

from __future__ import annotations

from typing import Protocol

from protego import Protego

from newsclean.stages import Clock

MAX_BYTES = 500 * 1024
KEEP_SECONDS = 24 * 3600.0
_ORIGINS = 5_000


class Rules(Protocol):
    """What one origin lets a crawler do."""

    def allows(self, url: str) -> bool:
        """Say whether the URL may be fetched."""
        ...

    @property
    def crawl_delay(self) -> float | None:
        """Seconds the origin wants between requests."""
        ...


class Everything:
    """The rules of an origin without robots.txt."""

    crawl_delay: float | None = None

    def allows(self, url: str) -> bool:
        """Allow."""
        return True


class Nothing:
    """The rules of an origin whose robots.txt cannot be had."""

    crawl_delay: float | None = None

    def __init__(self, why: str) -> None:
        self.why = why

    def allows(self, url: str) -> bool:
        """Forbid."""
        return False


class Written:
    """A robots.txt that was read."""

    def __init__(self, text: str, agent: str) -> None:
        self._rules = Protego.parse(text)
        self._agent = agent

    def allows(self, url: str) -> bool:
        """Ask the longest matching rule of the group for our product token."""
        return bool(self._rules.can_fetch(url, self._agent))

    @property
    def crawl_delay(self) -> float | None:
        """Seconds the origin wants between requests."""
        delay = self._rules.crawl_delay(self._agent)
        return None if delay is None else float(delay)


def rules_for(status: int, body: bytes, agent: str) -> Rules:
    """Turn an answer to /robots.txt into rules."""
    if 200 <= status < 300:
        return Written(body[:MAX_BYTES].decode("utf-8", "replace").lstrip("\ufeff"), agent)
    if 400 <= status < 500 and status != 429:
        return Everything()
    return Nothing(f"robots.txt answers HTTP {status}")


class RobotsCache:
    """Rules by origin, 24 hours each."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._kept: dict[str, tuple[float, Rules]] = {}

    def get(self, origin: str) -> Rules | None:
        """Return rules that are fresh."""
        kept = self._kept.get(origin)
        return kept[1] if kept and kept[0] > self._clock.monotonic() else None

    def put(self, origin: str, rules: Rules) -> None:
        """Keep rules; the whole cache is dropped when it grows beyond a run's measure."""
        if len(self._kept) >= _ORIGINS:
            self._kept.clear()
        self._kept[origin] = (self._clock.monotonic() + KEEP_SECONDS, rules)


def product_token(user_agent: str) -> str:
    """Return the name that robots.txt groups are looked up by (RFC 9309 2.2.1).

    >>> product_token("newsclean/0.1 (news article reader)")
    'newsclean'
    """
    return user_agent.partition("/")[0].partition(" ")[0] or "newsclean"
