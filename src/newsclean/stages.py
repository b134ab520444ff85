"""The contracts between stages, each written once. All streams are generator in, generator out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from newsclean.records import Article, Batch, Document, Labelling, Rejected, Response, Target

Found = Target | Response | Rejected
Result = Article | Rejected


class Source(Protocol):
    """Finds pages: targets to fetch, or responses already read; a bad input is a Rejected."""

    def __iter__(self) -> Iterator[Found]:
        """Yield what was found, in a stable order."""
        ...


class Fetcher(Protocol):
    """Turns targets into responses, politely; never raises for one bad target."""

    def fetch(self, targets: Iterable[Target]) -> Iterator[Response | Rejected]:
        """Yield one outcome for each target, as they finish."""
        ...


class Labeller(Protocol):
    """Decides which blocks of a document are the article, and how sure it is."""

    name: str

    def label(self, document: Document) -> Labelling:
        """Judge every block; pure: the same document gives the same labelling."""
        ...


class Sink(Protocol):
    """Takes results one at a time and keeps them."""

    def write(self, result: Result) -> None:
        """Keep one result; raises OSError where the medium fails."""
        ...

    def close(self) -> None:
        """Finish: everything written is on the medium when this returns."""
        ...


class BatchSink(Protocol):
    """Publishes whole batches, so that publishing one twice is the same as once.

    A sink may keep a `place` in the state database (the committed length of a file); what `open`
    and `publish` return is committed there before the next call. OSError where the medium fails.
    """

    def open(self, place: str | None) -> str | None:
        """Make ready, undoing what was written after `place` was committed."""
        ...

    def publish(self, batch: Batch) -> str | None:
        """Put the batch on the medium; it is there for good when this returns."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...


class Clock(Protocol):
    """Time passed in, so that tests can turn it."""

    def now(self) -> float:
        """Return seconds since the epoch, UTC."""
        ...

    def monotonic(self) -> float:
        """Return seconds that never go back, for deadlines."""
        ...
