"""The functions that `import newsclean` offers: one page at once, or a stream of inputs."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable

from newsclean.errors import DocumentError, NewscleanError, NoArticle, Reason
from newsclean.options import ExtractOptions, RunOptions
from newsclean.records import Article, Form, Rejected, Response

_PLAIN = ExtractOptions()
_DEFAULTS = RunOptions()
_UNREADABLE = frozenset((Reason.EMPTY, Reason.NOT_HTML, Reason.TOO_COMPLEX))


def extract(html: bytes | str, url: str | None = None, options: ExtractOptions = _PLAIN) -> Article:
    """Extract the article of one HTML page, in this process.

    Bytes are decoded by the WHATWG rules (BOM, then `meta`, then detection). Relative links are
    resolved against `url`. NoArticle where the page holds none, DocumentError where it cannot be
    taken apart; both carry a `reason`.
    """
    return _extract(html, url, "html", options)


def extract_text(
    text: bytes | str, url: str | None = None, options: ExtractOptions = _PLAIN
) -> Article:
    """Extract the article of plain text that somebody flattened from a page, menus and all.

    Raises as `extract` does.
    """
    return _extract(text, url, "text", options)


def clean(
    inputs: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    options: RunOptions = _DEFAULTS,
) -> Generator[Article | Rejected, None, None]:
    """Clean URLs, files, folders (with all below), `.gz` files and "-" for standard input.

    Yields one result for each page found, lazily, files in a stable order; a bad input is a
    `Rejected` and the next one follows. Pages are taken apart in worker processes, so that a
    hostile one costs itself only; leaving the loop early ends them.
    """
    from newsclean.run.batch import results
    from newsclean.sources.inputs import find

    names = [inputs] if isinstance(inputs, str | os.PathLike) else inputs
    return results(find((os.fspath(name) for name in names), options.sources), options)


def _extract(body: bytes | str, url: str | None, form: Form, options: ExtractOptions) -> Article:
    from newsclean.run.pipeline import clean_response

    result = clean_response(Response(body=body, url=url, form=form), options)
    if isinstance(result, Article):
        return result
    raise error_of(result)


def error_of(rejected: Rejected) -> NewscleanError:
    """Return the error that `extract` raises for a rejection."""
    kind = DocumentError if rejected.reason in _UNREADABLE else NoArticle
    return kind(rejected.reason, rejected.detail)
