"""Makes web archives for the benchmarks, from pages written for the tests or from ../shared."""

from __future__ import annotations

import gzip
import itertools
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from benchmarks.corpus import CORPUS, golds

FIXTURES = Path(__file__).resolve().parents[1] / "tests" / "fixtures" / "pages"


class Page(msgspec.Struct, frozen=True):
    """A page to put into an archive."""

    url: str
    body: bytes


def made_pages() -> Iterator[Page]:
    """Yield pages without end, made from those of the tests; each has a text of its own."""
    texts = [path.read_bytes() for path in sorted(FIXTURES.glob("*.html"))]
    for number in itertools.count():
        text = texts[number % len(texts)].replace(b"</p>", b" (%d)</p>" % number)
        yield Page(f"https://site{number % 97}.example/{number}.html", text)


def corpus_pages(most: int) -> Iterator[Page]:
    """Yield pages of the gold corpus, read where it lies; every n-th."""
    every = list(golds())
    for number, gold in enumerate(every[:: max(1, len(every) // most)][:most]):
        yield Page(gold.url if "://" in gold.url else f"https://x.example/{number}", gold.raw())


def has_corpus() -> bool:
    """Say whether ../shared/corpus is here."""
    return CORPUS.is_dir()


def write_archive(path: Path, pages: Iterable[Page]) -> int:
    """Write a WARC file, a gzip member a record as crawlers do; return the number of records."""
    count = 0
    with path.open("wb") as file:
        for page in pages:
            file.write(gzip.compress(_record(page, count), 6))
            count += 1
    return count


def _record(page: Page, number: int) -> bytes:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page.body
    head = (
        "WARC/1.1\r\nWARC-Type: response\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012d}>\r\n"
        f"WARC-Target-URI: {page.url}\r\nWARC-Date: 2026-11-24T10:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"
