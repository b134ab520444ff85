"""What passes between a tool, its worker and the report."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import msgspec


class Page(msgspec.Struct, frozen=True):
    """What every tool is given.

    `html` is the page decoded by the WHATWG rules, so that no peer is judged by its guess of the
    encoding; newsclean takes the bytes. `fold` names weights that never saw the site, if there
    are weights that did.
    """

    raw: bytes
    html: str
    url: str
    fold: int | None = None


class Extraction(msgspec.Struct, frozen=True, kw_only=True):
    """What a tool found."""

    text: str = ""
    title: str | None = None
    date: str | None = None
    authors: tuple[str, ...] = ()


Extract = Callable[[Page], Extraction]


class Tool(msgspec.Struct, frozen=True):
    """A tool: the package whose version counts, how it is set, how it is made, what it knows.

    `make` raises ImportError where the package is not installed. `fields` are those of title,
    date and authors that it looks for. A yardstick extracts nothing: only its time counts.
    """

    name: str
    package: str
    settings: str
    make: Callable[[], Extract]
    fields: tuple[str, ...] = ()
    role: Literal["extractor", "yardstick"] = "extractor"


class Outcome(msgspec.Struct, frozen=True):
    """One page through one tool.

    Processor seconds; the most bytes of memory that the process held during the page, above what
    it held before the first page (`grown`) and in all (`peak`); 0 on a system without /proc. The
    failure's kind is an exception's name, `time` or `crash`.
    """

    extraction: Extraction = Extraction()
    seconds: float = 0.0
    grown: int = 0
    peak: int = 0
    failure: str | None = None
