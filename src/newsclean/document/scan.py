"""A linear look at markup before it is parsed: shapes on which parsing is superlinear are refused.

lexbor takes seconds to hours, or gigabytes, for deep nesting, very many attributes on a tag, and
formatting tags left open (each is opened again in every later block). The limits come from 2,500
real pages. What slips through is stopped by the worker's own limits.
"""

from __future__ import annotations

import re

from newsclean.document.bounds import Bound, most_of, without_scripts
from newsclean.document.nesting import nesting, tags_of
from newsclean.errors import DocumentError, Reason

MAX_DEPTH = 2_500
MAX_ATTRIBUTES = 256
MAX_OPTIONS = 5_000
MAX_FORMATTING = 400
MAX_NODES = 200_000

_LONG_TAG = re.compile(rb"<[a-z][^<>]{0,8}\s[^<]{512,}")
_TOKEN = re.compile(rb"""=\s*(?:"[^"]*"?|'[^']*'?|[^\s>"']*)|([^\s=>/]+)|(>)""")


def scan(page: bytes) -> None:
    """Let a page in UTF-8 pass, or raise DocumentError(TOO_COMPLEX) with the limit; linear.

    Bounds clear nearly every page at a tenth of the cost; only where they leave a doubt are tags
    counted exactly.
    """
    most = most_of(page, MAX_ATTRIBUTES)
    if _surely_under(most):
        return
    bare = without_scripts(page)
    most_bare = most_of(bare, MAX_ATTRIBUTES) if bare != page else most
    if bare != page and _surely_under(most_bare):
        return
    verdict = _over(page, most)
    if verdict and bare != page:
        verdict = _over(bare, most_bare)
    if verdict:
        raise DocumentError(Reason.TOO_COMPLEX, verdict)


def _surely_under(most: Bound) -> bool:
    return (
        most.tags <= MAX_NODES
        and most.elements <= MAX_DEPTH
        and most.formatting <= MAX_FORMATTING
        and most.options <= MAX_OPTIONS
        and most.few_attributes
    )


def _over(page: bytes, most: Bound) -> str | None:
    """Return the limit that the page is over, each counted only where its bound leaves a doubt."""
    if not most.few_attributes and _has_many_attributes(page.lower()):
        return f"a tag with more than {MAX_ATTRIBUTES} attributes"
    if most.tags > MAX_NODES or most.options > MAX_OPTIONS:
        tags = tags_of(page)
        if len(tags) > MAX_NODES:
            return f"{len(tags):,} tags"
        if tags.count(b"option") > MAX_OPTIONS:
            return f"{tags.count(b'option'):,} options"
    match nesting(page, MAX_DEPTH, MAX_FORMATTING):
        case "depth":
            return f"elements more than {MAX_DEPTH:,} deep"
        case "formatting":
            return f"more than {MAX_FORMATTING} formatting tags left open"
    return None


def _has_many_attributes(page: bytes) -> bool:
    for match in _LONG_TAG.finditer(page):
        names = 0
        for token in _TOKEN.finditer(page, match.start() + 1):
            if token.group(2):
                break
            names += token.group(1) is not None
            if names > MAX_ATTRIBUTES + 1:
                return True
    return False
