"""One page examined: what extraction recorded of it, for the explain page and rules' tests."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from contextlib import closing

import msgspec

from newsclean.options import ExtractOptions, RunOptions
from newsclean.records import Examination, Rejected, Response
from newsclean.run.batch import fetched, http_fetcher
from newsclean.run.pipeline import examine
from newsclean.run.workers import Workers
from newsclean.stages import Found

_WORK = "newsclean.run.examine:examined"


def examined(response: Response, options: ExtractOptions) -> Examination:
    """Examine a page in a worker; the page's source, which nobody shows, stays there."""
    found = examine(response, options)
    if found.document is None:
        return found
    document = msgspec.structs.replace(found.document, page=b"")
    return msgspec.structs.replace(found, document=document)


def examinations(
    found: Iterable[Found], options: RunOptions
) -> Generator[Examination | Rejected, None, None]:
    """Yield what was recorded of each page found, in worker processes as a batch does.

    `Rejected` is a page that could not be read, or that its worker did not outlive.
    """
    with (
        closing(fetched(found, lambda: http_fetcher(options))) as responses,
        Workers(options.workers, options.extract, _WORK) as workers,
        closing(workers.examine(responses)) as stream,
    ):
        yield from stream
