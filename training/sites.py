"""Which sites the shipped weights have seen, so that a benchmark never scores them on those.

python -m training.sites        write training/folds/sites.txt anew; part of `make train`

A line is the hash of a domain (of the page's bytes where the corpus knows no domain): enough to
know a site again, and no list of them.
"""

from __future__ import annotations

import functools
import hashlib
import sys
from collections.abc import Iterator

from benchmarks.corpus import Gold, fold_of, golds
from training.folds import FOLDER
from training.pages import FOLDS

FILE = FOLDER / "sites.txt"
_LENGTH = 12


def fold_never_seeing(gold: Gold) -> int | None:
    """Return the fold whose weights never saw a page's site; None where no weights did.

    >>> fold_never_seeing(Gold(id="1", url="", domain="a-site-of-nobody.example")) is None
    True
    """
    for site in _names(gold.domain):
        if _hash(site.encode()) in seen():
            return fold_of(site, FOLDS)
    if not gold.domain and _hash(gold.raw()) in seen():
        return fold_of("", FOLDS)
    return None


@functools.cache
def seen() -> frozenset[str]:
    """Return the hashes of all sites that the weights were trained on."""
    return frozenset(FILE.read_text("ascii").split())


def hashes() -> list[str]:
    """Return the hashes of the sites of ../shared/corpus, sorted."""
    return sorted({_hash(g.domain.encode() if g.domain else g.raw()) for g in golds()})


def _names(domain: str) -> Iterator[str]:
    """Yield a host and what it is part of: the corpus knows sites by their registered names."""
    while "." in domain:
        yield domain
        domain = domain.partition(".")[2]


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:_LENGTH]


def main() -> int:
    """Write the file."""
    FILE.write_text("\n".join(hashes()) + "\n", "ascii")
    return 0


if __name__ == "__main__":
    sys.exit(main())
