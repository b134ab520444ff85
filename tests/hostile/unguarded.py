"""The pipeline without its scan of the markup, for the control that shows what the scan is for."""

from __future__ import annotations

from newsclean.document import parse
from newsclean.options import ExtractOptions
from newsclean.records import Article, Rejected, Response
from newsclean.run.pipeline import clean_response


def work(response: Response, options: ExtractOptions) -> Article | Rejected:
    """Clean a page whatever its shape."""
    setattr(parse, "scan", lambda html: None)  # noqa: B010 - the name is what the module calls
    return clean_response(response, options)
