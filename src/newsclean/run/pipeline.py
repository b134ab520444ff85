"""The story of the whole: a response in, an article or a reason out.

    Response -> Document -> Blocks, labelled, and fields -> Article

No network, clock or disk: every way to run newsclean goes through `clean_response`.
"""

from __future__ import annotations

from newsclean.document.parse import parse
from newsclean.errors import NewscleanError
from newsclean.extract.fields.all import extract_fields
from newsclean.extract.labellers.choose import label
from newsclean.extract.page_kind import rejection
from newsclean.normalize.article import build_article, rejected
from newsclean.options import ExtractOptions
from newsclean.records import Article, Document, Rejected, Response
from newsclean.stages import Labeller

DEFAULTS = ExtractOptions()


def clean_response(
    response: Response,
    options: ExtractOptions = DEFAULTS,
    labeller: Labeller | None = None,
) -> Article | Rejected:
    """Turn one response into an article, or say why there is none; pure, never raises.

    `labeller` is one of the caller's own, in place of the one that the options name.
    """
    try:
        return clean_document(parse(response, options.form), response, options, labeller)
    except NewscleanError as error:
        return rejected(response, error.reason, error.detail)


def clean_document(
    document: Document,
    response: Response,
    options: ExtractOptions,
    labeller: Labeller | None = None,
) -> Article | Rejected:
    """Do the same with a page that was taken apart already."""
    try:
        labelling = label(document, options, labeller)
        fields = extract_fields(document, labelling, response)
        refused = rejection(fields.page_kind, document, labelling)
        if refused:
            return rejected(response, *refused)
        return build_article(response, document, labelling, fields, options)
    except NewscleanError as error:
        return rejected(response, error.reason, error.detail)
