"""Work for supervised processes: two pages are traps, all others are cleaned as ever."""

from __future__ import annotations

from newsclean.options import ExtractOptions
from newsclean.records import Article, Rejected, Response
from newsclean.run.pipeline import clean_response
from tests.run import misbehave


def work(response: Response, options: ExtractOptions) -> Article | Rejected:
    """Hang at the page "hang", die at the page "segv"."""
    if response.body in ("hang", "segv", b"hang", b"segv"):
        return misbehave.work(response, options)
    return clean_response(response, options)
