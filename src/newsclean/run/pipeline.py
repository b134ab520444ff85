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
from newsclean.extract.site_rules import rule_for, ruled_fields, ruled_labelling
from newsclean.normalize.article import build_article, rejected
from newsclean.normalize.fields import clean_fields
from newsclean.options import ExtractOptions
from newsclean.records import Article, Document, Examination, Rejected, Response
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
    return examine(response, options, labeller).result


def clean_document(
    document: Document,
    response: Response,
    options: ExtractOptions,
    labeller: Labeller | None = None,
) -> Article | Rejected:
    """Do the same with a page that was taken apart already."""
    return examine_document(document, response, options, labeller).result


def examine(
    response: Response, options: ExtractOptions = DEFAULTS, labeller: Labeller | None = None
) -> Examination:
    """Do what `clean_response` does, and hand out all that was recorded on the way."""
    try:
        document = parse(response, options.form)
    except NewscleanError as error:
        failed = rejected(response, error.reason, error.detail)
        return Examination(url=response.url, name=response.name, rejected=failed)
    return examine_document(document, response, options, labeller)


def examine_document(
    document: Document,
    response: Response,
    options: ExtractOptions,
    labeller: Labeller | None = None,
) -> Examination:
    """Do the same with a page that was taken apart already."""
    labelling = fields = None
    try:
        rule = rule_for(options.rules, document, response) if options.rules else None
        labelling = label(document, options, labeller)
        if rule:
            labelling = ruled_labelling(rule, document, labelling)
        fields = extract_fields(document, labelling, response)
        if rule and rule.fields:
            fields = ruled_fields(rule, document, fields)
        fields = clean_fields(fields)
        refused = rejection(fields.page_kind, document, labelling)
        if refused:
            result: Article | Rejected = rejected(response, *refused)
        else:
            result = build_article(response, document, labelling, fields, options)
    except NewscleanError as error:
        result = rejected(response, error.reason, error.detail)
    return Examination(
        url=response.url,
        name=response.name,
        document=document,
        labelling=labelling,
        fields=fields,
        article=result if isinstance(result, Article) else None,
        rejected=result if isinstance(result, Rejected) else None,
    )
