"""robots.txt by RFC 9309: what an answer means, kept for 24 hours an origin.

4xx allows all (2.3.1.3), except 429, which like 5xx and no answer forbids all (2.3.1.4);
500 KiB are read (2.5), the rest is not looked at. Only the groups that concern us reach the
parser: 9,000 agents over 18,000 rules, which fit in 500 KiB, would be 162 million rules there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol

from protego import Protego

from newsclean.stages import Clock

MAX_BYTES = 500 * 1024
MAX_RULES = 20_000  # for us; matching is linear in them, and no honest site has as many
KEEP_SECONDS = 24 * 3600.0
_KEPT_BYTES = 8 * 1024 * 1024  # of rules as written; parsed they take about ten times as much
_ORIGIN_BYTES = 1024  # what an origin without rules costs
# as generous as the parser: "User-agent: x", "useragent x", "Disallow /x"
_AGENT = re.compile(r"user[- ]?agent(?:\s*:|\s)(.*)", re.I)
_SPACED = re.compile(r"(?:diss?all?ow|allow|user[- ]?agent|crawl[- ]delay)\s", re.I)
_APART = re.compile(r"(?:site-?maps?|host)\s*[:\s]", re.I)
_TOKEN = re.compile(r"[a-z_-]+", re.I)


class Rules(Protocol):
    """What one origin lets a crawler do; `size` is what keeping it costs, in bytes as written."""

    size: int

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
    size = 0

    def allows(self, url: str) -> bool:
        """Allow."""
        return True


class Nothing:
    """The rules of an origin whose robots.txt cannot be had."""

    crawl_delay: float | None = None
    size = 0

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
        self.size = len(text)

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
        text = body[:MAX_BYTES].decode("utf-8", "replace").lstrip("\ufeff")
        lines = concerning(text, agent)
        if len(lines) > MAX_RULES:
            return Nothing(f"robots.txt has {len(lines):,} lines for us, too many to weigh")
        return Written("\n".join(lines), agent)
    if 400 <= status < 500 and status != 429:
        return Everything()
    return Nothing(f"robots.txt answers HTTP {status}")


def concerning(text: str, agent: str) -> list[str]:
    r"""Return the lines of the groups for an agent or for all, each group headed by that name.

    A group's name must be the product token itself, in any case (RFC 9309 2.2.1).

    >>> concerning("User-agent: a\nUser-agent: *\nDisallow: /x\nUser-agent: b\nAllow: /", "me")
    ['User-agent: *', 'Disallow: /x']
    """
    kept: list[str] = []
    names: set[str] = set()
    heading = False
    for line in _lines(text):
        named = _AGENT.match(line)
        if named:
            names = names if heading else set()
            names |= _ours(named.group(1).strip(), agent)
            heading = True
        else:
            if heading:
                kept.extend(f"User-agent: {name}" for name in sorted(names))
            heading = False
            if names:
                kept.append(line)
    return kept


def _lines(text: str) -> Iterator[str]:
    """Yield what may be a rule or a group's name; sitemaps belong to no group."""
    for line in text.splitlines():
        line = line.partition("#")[0].strip()
        if line and not _APART.match(line) and (":" in line or _SPACED.match(line)):
            yield line


def _ours(name: str, agent: str) -> set[str]:
    """Say whether a group's name is everybody's or ours.

    >>> _ours("NewsClean/2.0", "newsclean"), _ours("news", "newsclean")
    ({'newsclean'}, set())
    """
    if name.startswith("*"):
        return {"*"}
    token = _TOKEN.match(name)
    ours = agent.lower() in (name.lower(), token.group().lower() if token else "")
    return {agent} if ours else set()


class RobotsCache:
    """Rules by origin, 24 hours each; the oldest go first where many are large."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._kept: dict[str, tuple[float, Rules]] = {}
        self._size = 0

    def get(self, origin: str) -> Rules | None:
        """Return rules that are fresh."""
        kept = self._kept.get(origin)
        return kept[1] if kept and kept[0] > self._clock.monotonic() else None

    def put(self, origin: str, rules: Rules) -> None:
        """Keep rules, and forget old ones beyond the room there is."""
        self._drop(origin)
        self._kept[origin] = (self._clock.monotonic() + KEEP_SECONDS, rules)
        self._size += _ORIGIN_BYTES + rules.size
        while self._size > _KEPT_BYTES and len(self._kept) > 1:
            self._drop(next(iter(self._kept)))

    def _drop(self, origin: str) -> None:
        kept = self._kept.pop(origin, None)
        if kept:
            self._size -= _ORIGIN_BYTES + kept[1].size


def product_token(user_agent: str) -> str:
    """Return the name that robots.txt groups are looked up by (RFC 9309 2.2.1).

    >>> product_token("newsclean/0.1 (news article reader)")
    'newsclean'
    """
    return user_agent.partition("/")[0].partition(" ")[0] or "newsclean"
