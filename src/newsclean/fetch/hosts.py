"""What is known of hosts, for as long as the fetcher lives: their pace and their robots.txt."""

from __future__ import annotations

from urllib.parse import urlsplit

from newsclean.fetch.politeness import HostPace
from newsclean.fetch.robots import RobotsCache
from newsclean.options import FetchOptions
from newsclean.stages import Clock

_HOSTS = 50_000


class Hosts:
    """What is known of hosts, for as long as the fetcher lives."""

    def __init__(self, options: FetchOptions, clock: Clock) -> None:
        self._options = options
        self._paces: dict[str, HostPace] = {}
        self._delays = dict(options.delays)
        self.robots = RobotsCache(clock)

    def pace(self, host: str) -> HostPace:
        """Return the pace of a host, made on first sight."""
        pace = self._paces.get(host)
        if pace is None:
            if len(self._paces) >= _HOSTS:
                self._paces.pop(next(iter(self._paces)))
            delay = self._delays.get(host, self._options.delay)
            pace = HostPace(delay, self._options.politeness)
            self._paces[host] = pace
        return pace

    def latencies(self) -> dict[str, float]:
        """Return how long each host usually took to answer, in seconds."""
        return {h: pace.usual for h, pace in self._paces.items() if pace.usual is not None}


def host_of(url: str) -> str:
    """Return the host of an address, which is what manners are counted by.

    >>> host_of("https://News.Example:8443/a")
    'news.example'
    """
    return urlsplit(url).hostname or ""
