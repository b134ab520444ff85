"""Articles and rejections -> the facts of a collection, counted in one pass."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from statistics import median
from typing import TypeVar
from urllib.parse import urlsplit

import msgspec

from newsclean.errors import Reason

UNKNOWN = "unknown"


class SeenArticle(msgspec.Struct, frozen=True):
    """What the report asks of an article; all else of a line is passed over."""

    id: str
    word_count: int
    content_hash: str
    url: str | None = None
    domain: str | None = None
    title: str | None = None
    description: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    language: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    site: str | None = None
    canonical_url: str | None = None
    image: dict[str, object] | None = None
    free_to_read: bool | None = None
    duplicate_of: str | None = None
    extraction: dict[str, object] = {}
    fetched_at: str | None = None


class SeenRejection(msgspec.Struct, frozen=True):
    """What the report asks of a rejection."""

    reason: str
    detail: str = ""
    url: str | None = None
    name: str | None = None


class Site:
    """What a site gave."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.words: list[int] = []
        self.days: Counter[str] = Counter()
        self.undated = 0
        self.duplicates = 0
        self.rejected: Counter[str] = Counter()

    @property
    def articles(self) -> int:
        """How many articles."""
        return len(self.words)

    @property
    def median_words(self) -> int:
        """The length of the article in the middle."""
        return round(median(self.words)) if self.words else 0

    @property
    def faults(self) -> int:
        """How many inputs failed, a page without an article not counted."""
        return sum(n for reason, n in self.rejected.items() if is_fault(reason))

    @property
    def slow(self) -> int:
        """How many were given up because the host was slow or asked to wait."""
        return sum(self.rejected[reason] for reason in _SLOW)

    @property
    def last_day(self) -> str:
        """The latest day of publication."""
        return max(self.days, default="")


_SLOW = (Reason.TOO_SLOW.value, Reason.RATE_LIMITED.value, Reason.HOST_FAILING.value)
S = TypeVar("S", SeenArticle, SeenRejection)
FIELDS = (
    "title description authors published modified language section tags site canonical_url image "
    "free_to_read"
).split()


class Collection:
    """Counts, one article or rejection at a time; it keeps a length and a hash of each article."""

    def __init__(self) -> None:
        self.sites: dict[str, Site] = {}
        self.days: Counter[str] = Counter()
        self.languages: Counter[str] = Counter()
        self.sections: Counter[str] = Counter()
        self.labellers: Counter[str] = Counter()
        self.reasons: Counter[str] = Counter()
        self.examples: dict[str, str] = {}
        self.filled: Counter[str] = Counter()
        self.words: list[int] = []
        self.marked = 0
        self.unread = 0
        self._hashes: Counter[str] = Counter()

    def add(self, article: SeenArticle) -> None:
        """Count an article."""
        site = self._site(article.domain)
        day = _day(article.published)
        if day:
            self.days[day] += 1
            site.days[day] += 1
        else:
            site.undated += 1
        self.words.append(article.word_count)
        site.words.append(article.word_count)
        self.languages[article.language or UNKNOWN] += 1
        self.sections[article.section or UNKNOWN] += 1
        self.labellers[str(article.extraction.get("labeller", UNKNOWN))] += 1
        repeated = article.duplicate_of is not None or article.content_hash in self._hashes
        site.duplicates += repeated
        self.marked += article.duplicate_of is not None
        self._hashes[article.content_hash] += 1
        self.filled.update(name for name in FIELDS if _is_filled(getattr(article, name)))

    def reject(self, rejection: SeenRejection) -> None:
        """Count a rejection."""
        self.reasons[rejection.reason] += 1
        self.examples.setdefault(rejection.reason, rejection.detail)
        if rejection.url:
            self._site(_host(rejection.url)).rejected[rejection.reason] += 1

    @property
    def articles(self) -> int:
        """How many articles."""
        return len(self.words)

    @property
    def rejected(self) -> int:
        """How many rejections."""
        return self.reasons.total()

    @property
    def copies(self) -> int:
        """How many articles have the very text of an earlier one."""
        return sum(count - 1 for count in self._hashes.values())

    def _site(self, name: str | None) -> Site:
        name = name or UNKNOWN
        return self.sites.setdefault(name, Site(name))


def is_fault(reason: str) -> bool:
    """Return whether a reason is a failure; one of a later version is."""
    try:
        return Reason(reason).is_fault
    except ValueError:
        return True


def collect(articles: Iterable[bytes], rejections: Iterable[bytes]) -> Collection:
    """Count lines of JSON; lines that are neither are counted as unread."""
    collection = Collection()
    for article in _decoded(articles, SeenArticle, collection):
        collection.add(article)
    for rejection in _decoded(rejections, SeenRejection, collection):
        collection.reject(rejection)
    return collection


def _decoded(lines: Iterable[bytes], kind: type[S], collection: Collection) -> Iterator[S]:
    decoder = msgspec.json.Decoder(kind)
    for line in lines:
        if not line.strip():
            continue
        try:
            yield decoder.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            collection.unread += 1


def _is_filled(value: object) -> bool:
    return value is not None and value not in ((), "")


def _day(published: str | None) -> str:
    """Return the day of a time, an empty string where there is none."""
    try:
        return str(date.fromisoformat((published or "")[:10]))
    except ValueError:
        return ""


def _host(url: str) -> str | None:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.") or None
    except ValueError:  # "http://[bad"
        return None
