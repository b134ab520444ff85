"""How an extraction is measured against gold, as ../shared/bench/metrics.py and score.py define it.

Body: precision and recall over shingles of four tokens, means over pages, F1 of the means (the
measure of the scrapinghub article-extraction-benchmark). Kept here too, because who runs the
benchmark on a corpus of his own has no ../shared; a test holds the two to the same figures.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

# A character of Chinese, Japanese, Korean or Thai is a token of its own; elsewhere a run of word
# characters is.
_ALONE = r"\u3040-\u30ff\u3400-\u9fff\u8c48-\ufaff\u0e00-\u0e7f"
_TOKEN = re.compile(rf"[{_ALONE}]|[^\W{_ALONE}]+")
_BETWEEN = re.compile(r";|,| and | & ")  # e.g. "Ada Quill and Ben Moss"
_BY = re.compile(r"^by\s+", re.IGNORECASE)  # e.g. "By Ada Quill"
_SHINGLE = 4
CLEAN, BAD = 0.95, 0.5


class Overlap(msgspec.Struct, frozen=True):
    """A body against its gold; precision and recall are None where they have no meaning."""

    precision: float | None
    recall: float | None
    f1: float
    exact: bool


class Body(msgspec.Struct, frozen=True):
    """Bodies of many pages against their gold: means, and shares of pages."""

    pages: int
    f1: float
    precision: float
    recall: float
    clean: float
    exact: float
    bad: float


def tokens(text: str) -> list[str]:
    """Return the words of a text; one of Chinese, Japanese, Korean or Thai is a word.

    >>> tokens("The pier, 東京")
    ['The', 'pier', '東', '京']
    """
    return _TOKEN.findall(text)


def shingles(words: Sequence[str]) -> Counter[tuple[str, ...]]:
    """Return the runs of four words, counted; a shorter text is one run."""
    if not words:
        return Counter()
    count = max(1, len(words) - _SHINGLE + 1)
    return Counter(tuple(words[i : i + _SHINGLE]) for i in range(count))


def overlap(gold: str, found: str) -> Overlap:
    """Return how much of the gold was found, and how much of what was found is gold."""
    right, said = tokens(gold), tokens(found)
    wanted, got = shingles(right), shingles(said)
    both = sum((wanted & got).values())
    more, less = got.total() - both, wanted.total() - both
    same = right == said
    if not more and not less:
        return Overlap(1.0, 1.0, 1.0, same)
    precision = both / (both + more) if both + more else None
    recall = both / (both + less) if both + less else None
    return Overlap(precision, recall, 2 * both / (2 * both + more + less), same)


def body(pages: Sequence[Overlap]) -> Body | None:
    """Return the figures over pages; None over none."""
    if not pages:
        return None
    precision = _mean(p.precision for p in pages)
    recall = _mean(p.recall for p in pages)
    both = precision + recall
    return Body(
        pages=len(pages),
        f1=2 * precision * recall / both if both else 0.0,
        precision=precision,
        recall=recall,
        clean=_mean(p.f1 >= CLEAN for p in pages),
        exact=_mean(p.exact for p in pages),
        bad=_mean(p.f1 < BAD for p in pages),
    )


def _mean(values: Iterable[float | None]) -> float:
    known = [float(value) for value in values if value is not None]
    return statistics.fmean(known) if known else 0.0


def snippets(text: str, snippets: Iterable[str]) -> int:
    """Return how many snippets are in a text, whatever stands between their words."""
    whole = fold(text)
    return sum(fold(snippet) in whole for snippet in snippets)


def fold(text: str | None) -> str:
    """Return the words of a text in lower case, by which titles are compared.

    >>> fold("Pier: to be REBUILT!")
    'pier to be rebuilt'
    """
    return " ".join(tokens((text or "").casefold()))


def names(value: object) -> frozenset[str]:
    """Return a set of authors as compared: folded, without "by"; a string is taken apart.

    >>> sorted(names("By Ada Quill and Ben Moss"))
    ['ada quill', 'ben moss']
    """
    listed = _BETWEEN.split(value) if isinstance(value, str) else value
    assert listed is None or isinstance(listed, Iterable)
    folded = (fold(_BY.sub("", str(name))) for name in listed or ())
    return frozenset(name for name in folded if name)


def day(value: str | None) -> str:
    """Return the day of a date or time.

    >>> day("2026-11-25T10:00:00Z")
    '2026-11-25'
    """
    return (value or "")[:10]
