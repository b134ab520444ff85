"""CleanEval: N.html and the text that a reader cleaned, N-cleaned.txt or N.txt, anywhere below.

The cleaned text begins with a line `URL: ...`; each segment begins with `<h>` (heading), `<p>`
(paragraph) or `<l>` (item of a list), with or without an end tag. Marks are not text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from benchmarks.corpus import Gold
from benchmarks.formats.places import host_of

_MARK = re.compile(r"</?[hpl]>", re.IGNORECASE)  # e.g. "<p>The pier is open again."
_URL = re.compile(r"\s*URL:[ \t]*(\S{0,2000})[^\n]*", re.IGNORECASE)  # "URL: http://news.example/"
_CLEANED = ("{}-cleaned.txt", "{}.txt")


def fits(folder: Path) -> bool:
    """Return whether a folder holds at least one page with its cleaned text."""
    return next(_pairs(folder), None) is not None


def read(folder: Path) -> Iterator[Gold]:
    """Yield the pages by name; a page that nobody cleaned is left out."""
    for page, cleaned in _pairs(folder):
        url, text = apart(_decoded(cleaned.read_bytes()))
        yield Gold(
            id=page.stem,
            url=url,
            domain=host_of(url),
            source="cleaneval",
            body=text,
            file=str(page),
        )


def apart(cleaned: str) -> tuple[str, str]:
    r"""Return the address and the text of a cleaned page, a segment a paragraph.

    >>> apart("URL: http://news.example/\n\n<h>Pier\n<p>It is open.</p>\n<l>Monday")
    ('http://news.example/', 'Pier\n\nIt is open.\n\nMonday')
    """
    told = _URL.match(cleaned)
    rest = cleaned[told.end() :] if told else cleaned
    segments = (" ".join(part.split()) for part in _MARK.split(rest))
    return told[1] if told else "", "\n\n".join(segment for segment in segments if segment)


def _pairs(folder: Path) -> Iterator[tuple[Path, Path]]:
    texts = {path.name: path for path in sorted(folder.rglob("*.txt"))}
    for page in sorted(folder.rglob("*.html")):
        names = (name.format(page.stem) for name in _CLEANED)
        cleaned = next((texts[name] for name in names if name in texts), None)
        if cleaned:
            yield page, cleaned


def _decoded(data: bytes) -> str:
    """Return the text; some files are in Windows' Latin, none says so."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
