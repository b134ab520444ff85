"""A linear look at markup before it is parsed: shapes on which parsing is superlinear are refused.

lexbor takes seconds to hours, or gigabytes, for deep nesting, very many attributes on a tag, and
formatting tags left open (each is opened again in every later block). The limits come from 2,500
real pages. What slips through is stopped by the worker's own limits.
"""

from __future__ import annotations

import re
from collections import Counter

from newsclean.document.bounds import Bound, most_of, without_scripts
from newsclean.errors import DocumentError, Reason

MAX_DEPTH = 2_500
MAX_ATTRIBUTES = 256
MAX_OPTIONS = 5_000
MAX_FORMATTING = 400
MAX_NODES = 200_000

_TAG = re.compile(r"<(/?[a-zA-Z][a-zA-Z0-9:-]{0,30})")
_LONG_TAG = re.compile(r"<[a-z][^<>]{0,8}\s[^<]{512,}")
_TOKEN = re.compile(r"""=\s*(?:"[^"]*"?|'[^']*'?|[^\s>"']*)|([^\s=>/]+)|(>)""")
_FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())
_NO_DEPTH = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li option dd dt tr td "
    "th tbody thead tfoot optgroup html head body a".split()
)


def scan(html: str, encoded: bytes | None = None) -> None:
    """Let a page pass, or raise DocumentError(TOO_COMPLEX) with the limit it is over; linear.

    `encoded` is the page in UTF-8, where the caller has it. Bounds over the bytes clear nearly
    every page at a tenth of the cost; only where they leave a doubt are tags counted exactly.
    """
    page = html.encode("utf-8", "ignore") if encoded is None else encoded
    most = most_of(page, MAX_ATTRIBUTES)
    if _surely_under(most):
        return
    bare = without_scripts(page)
    most_bare = most_of(bare, MAX_ATTRIBUTES) if bare != page else most
    if bare != page and _surely_under(most_bare):
        return
    verdict = _over(html, most)
    if verdict and bare != page:
        verdict = _over(bare.decode(), most_bare)
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


def _over(html: str, most: Bound) -> str | None:
    crowded = None if most.few_attributes else _many_attributes(html.lower())
    return crowded or _many_tags([tag.lower() for tag in _TAG.findall(html)])


def _many_tags(tags: list[str]) -> str | None:
    if len(tags) > MAX_NODES:
        return f"{len(tags):,} tags"
    if tags.count("option") > MAX_OPTIONS:
        return f"{tags.count('option'):,} options"
    if len(tags) <= MAX_FORMATTING:
        return None
    counts = Counter(tags)
    if _opened(counts) <= MAX_DEPTH and sum(counts[t] for t in _FORMATTING) <= MAX_FORMATTING:
        return None  # too few to be over a limit, in whatever order they come
    return _nesting(tags)


def _opened(counts: Counter[str]) -> int:
    return sum(n for tag, n in counts.items() if tag[0] != "/" and tag not in _NO_DEPTH)


def _nesting(tags: list[str]) -> str | None:
    opened: dict[str, int] = {}
    depth = formatting = 0
    for tag in tags:
        if tag[0] != "/":
            opened[tag] = opened.get(tag, 0) + 1
            depth += tag not in _NO_DEPTH
            formatting += tag in _FORMATTING
            if depth > MAX_DEPTH:
                return f"elements more than {MAX_DEPTH:,} deep"
            if formatting > MAX_FORMATTING:
                return f"more than {MAX_FORMATTING} formatting tags left open"
        elif opened.get(name := tag[1:], 0):
            opened[name] -= 1
            depth -= name not in _NO_DEPTH
            formatting -= name in _FORMATTING
    return None


def _many_attributes(html: str) -> str | None:
    for match in _LONG_TAG.finditer(html):
        names = 0
        for token in _TOKEN.finditer(html, match.start() + 1):
            if token.group(2):
                break
            names += token.group(1) is not None
            if names > MAX_ATTRIBUTES + 1:
                return f"a tag with more than {MAX_ATTRIBUTES} attributes"
    return None
