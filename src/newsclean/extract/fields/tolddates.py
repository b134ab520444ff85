"""Dates as a page's data tell them: JSON-LD values, metas, microdata."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsclean.extract.fields.dates import parse_date
from newsclean.extract.fields.evidence import Evidence

_PROPERTIES = ("datepublished", "pubdate")
_LISTED = 3  # days of one name are told only where other articles are


def microdata_dates(evidence: Evidence) -> list[str]:
    """Return the publication dates in microdata; none where they are those of other articles."""
    found = [p.value for p in evidence.document.properties if p.name.lower() in _PROPERTIES]
    return [] if _are_listed(found) else found


def _are_listed(values: list[str]) -> bool:
    """Return whether dates of one name are those of several articles, as in a list of them."""
    if len(values) < _LISTED:
        return False
    return len({moment.day for value in values if (moment := parse_date(value))}) >= _LISTED


def from_metas(evidence: Evidence, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the first content of each of these metas that is there."""
    metas = evidence.metas
    for name in names:
        if name in metas and not _are_listed(metas[name]):
            yield metas[name][0], f"meta:{name}"


def strings_of(value: object) -> Iterator[str]:
    """Yield the texts of a JSON-LD value: of a string or number, a node with `@value`, a list."""
    if value is None:
        return
    values = value if isinstance(value, list) else [value]
    for one in values[:3]:
        if isinstance(one, dict):
            one = one.get("@value")
        if isinstance(one, str) and one.strip():
            yield one
        elif isinstance(one, int | float) and not isinstance(one, bool):
            yield str(one)
