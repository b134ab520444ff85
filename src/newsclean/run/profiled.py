"""The work of a worker on a page of a crawl: the article, and what its site's profile learns."""

from __future__ import annotations

import msgspec

from newsclean.document.parse import parse
from newsclean.errors import NewscleanError
from newsclean.extract.labellers.profile import repeats
from newsclean.learn.profile import prints
from newsclean.normalize.article import rejected
from newsclean.options import ExtractOptions
from newsclean.records import Article, Rejected, Response
from newsclean.run.jobs import Done
from newsclean.run.pipeline import clean_document

PROFILED = "newsclean.run.profiled:clean_profiled"


def clean_profiled(response: Response, options: ExtractOptions) -> Done | Rejected:
    """Clean a page, and tell the prints of its blocks; pure, never raises.

    `raw_hash` is that of the text without the profile: it changes only when the page does, while
    a profile goes on learning.
    """
    try:
        document = parse(response, options.form)
    except NewscleanError as error:
        return rejected(response, error.reason, error.detail)
    plain = clean_document(document, response, msgspec.structs.replace(options, profile=None))
    if isinstance(plain, Rejected):
        return plain
    result: Article | Rejected = plain
    if options.profile and any(repeats(block.text, options.profile) for block in plain.blocks):
        result = clean_document(document, response, options)
    if isinstance(result, Rejected):
        return result
    return Done(article=result, prints=prints(document), raw_hash=plain.content_hash)
