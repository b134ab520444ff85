"""Each word that a pattern knows holds one of the stems that are sought before the pattern."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from newsclean.extract import page_words
from newsclean.extract.fields import datewords
from newsclean.extract.fields.stems import Stems


def written(items: Sequence[Any]) -> Iterator[str]:
    """Yield texts that a pattern matches: each alternative, each optional part with and without."""
    for parts in product(*(list(_written_by(str(kind), value)) for kind, value in items)):
        yield "".join(parts)


def _written_by(kind: str, value: Any) -> Iterator[str]:
    if kind == "LITERAL":
        yield chr(value)
    elif kind == "IN":
        yield from (chr(code) for inner, code in value if str(inner) == "LITERAL")
    elif kind == "BRANCH":
        for items in value[1]:
            yield from written(items)
    elif kind == "SUBPATTERN":
        yield from written(value[-1])
    elif kind == "MAX_REPEAT":
        yield from (text * n for text in written(value[2]) for n in {value[0], 1})
    else:
        yield "" if kind == "AT" else "."


@pytest.mark.parametrize(
    ("pattern", "stems"),
    [
        (datewords._CHANGED, datewords._STEMS),
        (datewords._PUBLISHED, datewords._PUBLISHED_STEMS),
        (datewords._NOT_PAGE, datewords._NOT_PAGE_STEMS),
        (page_words.BOT, page_words.BOT_STEMS),
        (page_words.CONSENT, page_words.CONSENT_STEMS),
    ],
)
def test_no_word_of_a_pattern_is_without_a_stem(pattern: re.Pattern[str], stems: Stems) -> None:
    words = list(written(_parser.parse(pattern.pattern)))
    assert [w for w in words if pattern.search(w) and not stems.within(w.lower())] == []
    assert sum(bool(pattern.search(w)) for w in words) > 10
