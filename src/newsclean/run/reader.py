"""Network and workers in one pipe: targets in, what each gave out, with the facts of its answer."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

import msgspec

from newsclean.errors import Reason
from newsclean.fetch.client import HttpFetcher
from newsclean.options import ExtractOptions, FetchOptions, WorkerOptions
from newsclean.records import Article, Examination, Listing, Rejected, Response, Target
from newsclean.run.finding import FIND
from newsclean.run.jobs import Done, Job
from newsclean.run.profiled import PROFILED
from newsclean.run.stop import Stop
from newsclean.run.urls import Facts
from newsclean.run.workers import Workers
from newsclean.stages import Clock

OptionsFor = Callable[[str], ExtractOptions]


class Read(msgspec.Struct, frozen=True):
    """One target's outcome: the URL asked for, facts of the answer, what came of it.

    `prints` are those of the page's blocks, for the site's profile.
    """

    url: str
    facts: Facts
    result: Article | Rejected | Listing
    prints: tuple[int, ...] = ()


class Reader(Protocol):
    """What a crawl needs of the outer world."""

    def listings(self, targets: Iterable[Target], known: Bodies, before: Marks) -> Iterator[Read]:
        """Read feeds, sitemaps and section pages."""
        ...

    def articles(
        self, targets: Iterable[Target], known: Bodies, options: OptionsFor
    ) -> Iterator[Read]:
        """Read pages of articles."""
        ...

    def latencies(self) -> dict[str, float]:
        """Return how long hosts took to answer."""
        ...

    def close(self) -> None:
        """End processes."""
        ...


Bodies = Callable[[str], bytes | None]
Marks = Callable[[str], bytes]


class NetReader:
    """The `Reader` over HTTP and supervised workers.

    `known` gives the hash of the body we had, `before` the marks of what a source listed then.
    """

    def __init__(
        self, fetch: FetchOptions, workers: WorkerOptions | Workers, clock: Clock, stop: Stop
    ) -> None:
        self._clock = clock
        self._stop = stop
        self._pages = HttpFetcher(fetch, clock)
        self._sources = self._pages.accepting_any()
        if isinstance(workers, WorkerOptions):
            ordered = msgspec.structs.replace(workers, order="input")
            workers = Workers(ordered, stop=stop)
        self._workers = workers  # results must come in the order of the input

    def listings(self, targets: Iterable[Target], known: Bodies, before: Marks) -> Iterator[Read]:
        """Read feeds, sitemaps and section pages; the same bytes again are `unchanged`."""
        plain = ExtractOptions()

        def job(response: Response) -> Job:
            return Job(response, plain, FIND, before(response.name or response.url or ""))

        return self._read(self._sources, targets, known, job)

    def articles(
        self, targets: Iterable[Target], known: Bodies, options: OptionsFor
    ) -> Iterator[Read]:
        """Read pages of articles; the same bytes again are `unchanged`."""
        return self._read(
            self._pages, targets, known, lambda r: Job(r, options(r.name or r.url or ""), PROFILED)
        )

    def latencies(self) -> dict[str, float]:
        """Return how long hosts took to answer, in seconds."""
        return self._pages.latencies()

    def close(self) -> None:
        """End the worker processes."""
        self._workers.close()

    def _read(
        self,
        fetcher: HttpFetcher,
        targets: Iterable[Target],
        known: Bodies,
        job: Callable[[Response], Job],
    ) -> Iterator[Read]:
        waiting: deque[tuple[str, Facts]] = deque()

        def inputs() -> Iterator[Job | Rejected]:
            for outcome in fetcher.fetch(targets, self._stop):
                url, facts = self._facts(outcome)
                waiting.append((url, facts))
                if isinstance(outcome, Rejected):
                    yield outcome
                elif facts.body is not None and facts.body == known(url):
                    yield _same(outcome)
                else:
                    yield job(outcome)

        for result in self._workers.run(inputs()):  # in the order of its input
            url, facts = waiting.popleft()
            if isinstance(result, Done):
                assert result.article is not None
                facts = msgspec.structs.replace(facts, raw=result.raw_hash)
                yield Read(url, facts, result.article, result.prints)
            else:
                assert not isinstance(result, Examination)
                yield Read(url, facts, result)

    def _facts(self, outcome: Response | Rejected) -> tuple[str, Facts]:
        now = self._clock.now()
        if isinstance(outcome, Rejected):
            return outcome.url or "", Facts(now)
        body = outcome.body if isinstance(outcome.body, bytes) else outcome.body.encode()
        etag, modified = outcome.header("etag"), outcome.header("last-modified")
        digest = hashlib.blake2b(body, digest_size=16).digest()
        return outcome.name or outcome.url or "", Facts(now, etag, modified, digest)


def _same(response: Response) -> Rejected:
    detail = "the same bytes as before"
    return Rejected(url=response.url, reason=Reason.UNCHANGED, detail=detail)
