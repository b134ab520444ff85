"""The work of a worker on a page of a crawl: the article, and what its site's profile learns."""

from __future__ import annotations

import msgspec

from newsclean.document.parse import parse
from newsclean.errors import NewscleanError
from newsclean.extract.labellers.profile import with_profile
from newsclean.learn.profile import prints
from newsclean.normalize.article import rejected
from newsclean.options import ExtractOptions
from newsclean.records import Article, Document, Labelling, Rejected, Response
from newsclean.run.jobs import Done
from newsclean.run.pipeline import clean_document, examine_document

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
    alone = msgspec.structs.replace(options, profile=None)
    examined = examine_document(document, response, alone)
    plain = examined.result
    if isinstance(plain, Rejected):
        return plain
    result: Article | Rejected = plain
    if _turns(document, examined.labelling, options):
        result = clean_document(document, response, options)
    if isinstance(result, Rejected):
        return result
    learned = prints(document, examined.labelling)
    return Done(article=result, prints=learned, raw_hash=plain.content_hash)


def _turns(document: Document, labelling: Labelling | None, options: ExtractOptions) -> bool:
    """Say whether the site's profile turns any verdict."""
    if labelling is None:
        return False
    adjusted = with_profile(document, labelling, options.profile, options.headline)
    return adjusted.keep != labelling.keep
