"""WCXB, the web content extraction benchmark: ground-truth/ID.json beside html/ID.html(.gz).

The two folders may lie in one folder a split (dev, test). A truth file holds `url`, and under
`ground_truth` (or beside it) `title, author, publish_date, main_content, with, without`; the kind
of page is `page_type`, a word or `{"primary": word}`, also under `_internal`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from benchmarks.corpus import Gold
from benchmarks.formats.places import host_of, page_file

_TRUTHS = "ground-truth"


class Kind(msgspec.Struct, frozen=True):
    """The kind of a page, where it is written as an object."""

    primary: str = ""


class Internal(msgspec.Struct, frozen=True):
    """What the makers keep of a page."""

    page_type: str | Kind | None = None


class Truth(msgspec.Struct, rename={"with_": "with"}):
    """What the benchmark says of a page's content."""

    title: str | None = None
    author: str | list[str] | None = None
    publish_date: str | None = None
    main_content: str | None = None
    with_: list[str] | None = None
    without: list[str] | None = None


class Page(msgspec.Struct, rename={"internal": "_internal"}):
    """A truth file."""

    url: str | None = None
    ground_truth: Truth | None = None
    page_type: str | Kind | None = None
    internal: Internal = Internal()


def fits(folder: Path) -> bool:
    """Return whether a folder is a copy of the benchmark, or a split of one."""
    return bool(_splits(folder))


def read(folder: Path) -> Iterator[Gold]:
    """Yield the pages, split by split; FileNotFoundError where one's HTML is missing."""
    for split in _splits(folder):
        name = "wcxb" if split == folder else f"wcxb_{split.name}"
        for path in sorted((split / _TRUTHS).glob("*.json")):
            yield _gold(path, page_file(split / "html", path.stem), name)


def _splits(folder: Path) -> list[Path]:
    found = [folder, *sorted(p for p in folder.iterdir() if p.is_dir())]
    return [p for p in found if (p / _TRUTHS).is_dir() and (p / "html").is_dir()]


def _gold(path: Path, page: Path, source: str) -> Gold:
    data = path.read_bytes()
    told = msgspec.json.decode(data, type=Page)
    truth = told.ground_truth or msgspec.json.decode(data, type=Truth)
    url = told.url or ""
    return Gold(
        id=path.stem,
        url=url,
        domain=host_of(url),
        source=source,
        kind=_kind(told.page_type) or _kind(told.internal.page_type),
        title=truth.title,
        authors=truth.author,
        date=truth.publish_date,
        body=truth.main_content,
        with_=truth.with_ or [],
        without=truth.without or [],
        file=str(page),
    )


def _kind(value: str | Kind | None) -> str | None:
    word = value.primary if isinstance(value, Kind) else value
    return word or None
