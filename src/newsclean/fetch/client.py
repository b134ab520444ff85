"""The fetcher over HTTP: targets in, one honest outcome for each out, as they finish."""

from __future__ import annotations

import logging
import random
import ssl
from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx
import msgspec

from newsclean.errors import FetchError, Reason
from newsclean.fetch.clock import SystemClock
from newsclean.fetch.engine import Engine
from newsclean.fetch.hop import Client
from newsclean.fetch.hosts import Hosts
from newsclean.fetch.manners import Manners
from newsclean.fetch.network import Dial, Resolver, SystemResolver
from newsclean.fetch.visit import PageMemory, Visitor
from newsclean.options import FetchOptions
from newsclean.records import Rejected, Response, Target
from newsclean.stages import Clock

if TYPE_CHECKING:
    from newsclean.fetch.archive import Archive

_DEFAULTS = FetchOptions()
_log = logging.getLogger("newsclean.fetch")
_WINDOW = 64  # targets looked ahead for each open request, to find other hosts


class Seams(msgspec.Struct, frozen=True):
    """What tests and unusual set-ups replace: resolver, dialling, trust, chance, page memory."""

    resolver: Resolver | None = None
    dial: Dial | None = None
    tls: ssl.SSLContext | None = None
    random: Callable[[], float] = random.random
    pages: PageMemory | None = None


_REAL = Seams()


def caveats(options: FetchOptions) -> tuple[str, ...]:
    """Return what the guard cannot promise with these options; FetchError for an unusable proxy.

    >>> caveats(FetchOptions())
    ()
    """
    said = []
    if options.proxy:
        where = urlsplit(options.proxy)
        if where.scheme not in ("http", "https") or not where.hostname:
            raise FetchError(Reason.UNKNOWN_SCHEME, "a proxy is http://host:port or https://…")
        said.append(
            f"behind the proxy {where.hostname} it is the proxy that resolves names and dials: an "
            "address is judged only by what its name resolves to here, if it does"
        )
    if options.allow_hosts:
        listed = ", ".join(options.allow_hosts)
        said.append(f"these may be dialled although they are not public: {listed}")
    if options.politeness.robots == "ignore":
        said.append("robots.txt is not asked")
    return tuple(said)


class HttpFetcher:
    """The `Fetcher` of stages.py over HTTP: polite, guarded, streaming.

    Targets are taken from the iterable in the caller's thread, lazily; outcomes come as they
    finish. What is known of hosts (pace, robots.txt, faults) lasts as long as the fetcher.
    """

    def __init__(
        self,
        options: FetchOptions = _DEFAULTS,
        clock: Clock | None = None,
        seams: Seams = _REAL,
        hosts: Hosts | None = None,
    ) -> None:
        self._options = options
        self._seams = seams
        self._clock = clock or SystemClock()
        self._tls: ssl.SSLContext | None = seams.tls
        self._hosts = hosts or Hosts(options, self._clock)
        self._engine = Engine(self._open)
        self._pages = seams.pages
        self.caveats = caveats(options)
        for caveat in () if hosts else self.caveats:  # one that shares hosts has been told
            _log.warning(caveat)

    def fetch(
        self, targets: Iterable[Target], stop: Callable[[], bool] | None = None
    ) -> Generator[Response | Rejected, None, None]:
        """Yield one outcome for each target, as they finish; may be left early, by `stop` too."""
        window = _WINDOW * self._options.concurrency
        archive = self._archive()
        known = (self._known(target) for target in targets)
        outcomes = self._engine.run(known, window, stop)
        try:
            with closing(outcomes):
                for outcome in outcomes:
                    if archive and isinstance(outcome, Response):
                        archive.keep(outcome)
                    self._learn(outcome)
                    yield outcome
        finally:
            if archive:
                archive.close()

    def _archive(self) -> Archive | None:
        """Open an archive for one run of `fetch`; its package is an extra."""
        if self._options.archive is None:
            return None
        from newsclean.fetch.archive import Archive

        return Archive(self._options.archive, self._clock, self._options.archive_bytes)

    def accepting_any(self) -> HttpFetcher:
        """Return a fetcher for feeds and sitemaps that shares what is known of hosts.

        What lists pages is no page: it is not archived.
        """
        options = msgspec.structs.replace(self._options, accept="any", archive=None)
        return HttpFetcher(options, self._clock, self._seams, self._hosts)

    def latencies(self) -> dict[str, float]:
        """Return how long each host usually took to answer, in seconds."""
        return self._hosts.latencies()

    def _known(self, target: Target) -> Target:
        return self._pages.with_validators(target) if self._pages else target

    def _learn(self, outcome: Response | Rejected) -> None:
        if self._pages and isinstance(outcome, Response):
            self._pages.keep(outcome)

    def _open(self) -> Visitor:
        if self._tls is None:
            self._tls = httpx.create_ssl_context(trust_env=False)
        client = Client(
            self._options,
            self._clock,
            self._seams.resolver or SystemResolver(4 * self._options.concurrency),
            self._seams.dial,
            self._tls,
        )
        manners = Manners(client, self._hosts, self._options, self._clock, self._seams.random)
        return Visitor(manners)
