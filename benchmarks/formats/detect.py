"""A folder -> its pages, by what lies in it; the user names the folder, never the layout."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.corpus import Gold
from benchmarks.formats import cleaneval, gold_jsonl, scrapinghub, wcxb

Reader = Callable[[Path], Iterator[Gold]]
LAYOUTS: dict[str, tuple[Callable[[Path], bool], Reader]] = {
    "gold.jsonl": (gold_jsonl.fits, gold_jsonl.read),
    "scrapinghub": (scrapinghub.fits, scrapinghub.read),
    "WCXB": (wcxb.fits, wcxb.read),
    "CleanEval": (cleaneval.fits, cleaneval.read),
}


class UnknownLayoutError(ValueError):
    """The folder holds no corpus in a layout that is known."""


def layout_of(folder: Path) -> str:
    """Return the name of a folder's layout; UnknownLayoutError where it has none."""
    for name, (fits, _) in LAYOUTS.items():
        if fits(folder):
            return name
    raise UnknownLayoutError(f"{folder} is in none of the layouts {', '.join(LAYOUTS)}")


def read(folder: Path) -> Iterator[Gold]:
    """Yield the pages of a corpus in a stable order."""
    return LAYOUTS[layout_of(folder)][1](folder)
