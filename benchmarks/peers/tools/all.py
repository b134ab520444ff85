"""All tools by name, in the order of the tables, each with a word on how it is set."""

from __future__ import annotations

from functools import partial

from benchmarks.peers.records import Tool
from benchmarks.peers.tools import (
    bare_parse,
    with_justext,
    with_newsclean,
    with_newspaper,
    with_readability,
    with_resiliparse,
    with_trafilatura,
)

OURS, YARDSTICK, PARSE = "newsclean", "trafilatura", "lexbor parse"

_FIELDS = ("title", "date", "authors")

_TOOLS = (
    Tool(
        OURS, "newsclean", "defaults: the headline is the title alone", with_newsclean.make, _FIELDS
    ),
    Tool(
        "newsclean, headline in",
        "newsclean",
        'headline="text": the text begins with the headline',
        partial(with_newsclean.make, "text"),
        _FIELDS,
    ),
    Tool(
        YARDSTICK,
        "trafilatura",
        "bare_extraction: with_metadata; no comments, no deduplication",
        with_trafilatura.make,
        _FIELDS,
    ),
    Tool(
        "trafilatura, precision",
        "trafilatura",
        "the same with favor_precision",
        partial(with_trafilatura.make, favor_precision=True),
        _FIELDS,
    ),
    Tool(
        "resiliparse",
        "resiliparse",
        "main_content, without comments and alt_texts; the title is that of the head",
        with_resiliparse.make,
        ("title",),
    ),
    Tool(
        "readability-lxml",
        "readability-lxml",
        "summary(html_partial=True), its blocks as lines; short_title, author",
        with_readability.make,
        ("title", "authors"),
    ),
    Tool(
        "newspaper4k",
        "newspaper4k",
        "told the language of the page's words (py3langid); no images",
        with_newspaper.make,
        _FIELDS,
    ),
    Tool(
        "jusText",
        "justext",
        "stop list of the page's language (py3langid), else its language-independent mode",
        with_justext.make,
    ),
    Tool(PARSE, "selectolax", "the parse alone", bare_parse.make, role="yardstick"),
)
TOOLS = {tool.name: tool for tool in _TOOLS}
