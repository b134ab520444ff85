"""The story of a batch: what the sources found is fetched, cleaned, counted and written.

    sources -> Target | Response | Rejected -> fetch (targets only) -> workers -> sinks

Everything is a stream; memory does not grow with the number of inputs. Pages are always taken
apart in worker processes: a command must outlive a hostile page, even a single one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from itertools import groupby
from typing import Protocol, cast

from newsclean.errors import Reason
from newsclean.options import RunOptions
from newsclean.records import Article, Rejected, Response, Target
from newsclean.run.workers import Workers
from newsclean.stages import Fetcher, Found, Result, Sink


class Observer(Protocol):
    """Hears what happens in a batch, in the thread of the batch."""

    def found(self, item: Found) -> None:
        """Hear of a page that a source found."""
        ...

    def done(self, result: Result) -> None:
        """Hear of a result that was written."""
        ...


class Silent:
    """An observer that does nothing."""

    def found(self, item: Found) -> None:
        """Do nothing."""

    def done(self, result: Result) -> None:
        """Do nothing."""


class Tally:
    """How many articles a batch gave, and how many rejections of each reason."""

    def __init__(self) -> None:
        self.articles = 0
        self.rejected: Counter[Reason] = Counter()

    def add(self, result: Result) -> None:
        """Count one result."""
        if isinstance(result, Article):
            self.articles += 1
        else:
            self.rejected[result.reason] += 1

    @property
    def total(self) -> int:
        """The number of results."""
        return self.articles + self.rejected.total()

    @property
    def faults(self) -> int:
        """The number of rejections that a run should not pass over in silence."""
        return sum(count for reason, count in self.rejected.items() if reason.is_fault)

    def __str__(self) -> str:
        """Say it in a line, as `2 articles, 3 rejected (2 no_article, 1 empty)`."""
        parts = ", ".join(f"{count} {reason}" for reason, count in self.rejected.most_common())
        articles = "1 article" if self.articles == 1 else f"{self.articles} articles"
        return f"{articles}, {self.rejected.total()} rejected" + (f" ({parts})" if parts else "")


class Outputs:
    """Where articles and rejections go; rejections are counted even where nobody keeps them."""

    def __init__(self, articles: Sink, rejects: Sink | None = None) -> None:
        self._articles = articles
        self._rejects = rejects

    def write(self, result: Result) -> None:
        """Write a result to where it belongs."""
        sink = self._articles if isinstance(result, Article) else self._rejects
        if sink is not None:
            sink.write(result)

    def close(self) -> None:
        """Finish both."""
        self._articles.close()
        if self._rejects is not None:
            self._rejects.close()


def run_batch(
    found: Iterable[Found],
    options: RunOptions,
    outputs: Outputs,
    observer: Observer | None = None,
) -> Tally:
    """Clean all that was found and write it; close the outputs when all of it is there.

    Where this is left by an exception (an interrupt, a full disk) the outputs stay open: what
    they hold is not the whole.
    """
    watcher = observer or Silent()
    tally = Tally()
    with closing(results(_told(found, watcher), options)) as stream:
        for result in stream:
            outputs.write(result)
            tally.add(result)
            watcher.done(result)
    outputs.close()
    return tally


def results(
    found: Iterable[Found], options: RunOptions, fetcher: Fetcher | None = None
) -> Generator[Result, None, None]:
    """Yield one result for each page found; lazily; leaving early ends all processes."""
    with (
        closing(fetched(found, lambda: fetcher or http_fetcher(options))) as responses,
        Workers(options.workers, options.extract) as workers,
        closing(workers.clean(responses)) as stream,
    ):
        yield from stream


def fetched(
    found: Iterable[Found], opener: Callable[[], Fetcher]
) -> Generator[Response | Rejected, None, None]:
    """Fetch the targets of a stream; each unbroken row of them at once, the rest passes through.

    No fetcher is opened where nothing is to fetch.
    """
    fetcher: Fetcher | None = None
    for is_target, group in groupby(found, lambda item: isinstance(item, Target)):
        if is_target:
            fetcher = fetcher or opener()
            yield from fetcher.fetch(cast("Iterator[Target]", group))
        else:
            yield from cast("Iterator[Response | Rejected]", group)


def http_fetcher(options: RunOptions) -> Fetcher:
    """Return the fetcher of a run; loaded here, once there is something to fetch."""
    if options.render:
        from newsclean.fetch.render import RenderingFetcher

        return RenderingFetcher(options.fetch, options.render)
    from newsclean.fetch.client import HttpFetcher

    return HttpFetcher(options.fetch)


def _told(found: Iterable[Found], observer: Observer) -> Iterator[Found]:
    for item in found:
        observer.found(item)
        yield item
