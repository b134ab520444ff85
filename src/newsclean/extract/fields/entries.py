"""The entries of a live blog: where each begins, and its time."""

from __future__ import annotations

from newsclean.extract.fields.dates import parse_date
from newsclean.extract.fields.evidence import Evidence
from newsclean.extract.fields.folding import fold
from newsclean.extract.fields.jsonld import Node, text_of
from newsclean.extract.fields.namesigns import LIVE

_MOST = 1000
_LEAST = 3


def is_live_blog(evidence: Evidence) -> bool:
    """Return whether the page's data or markup say that it is a live blog."""
    if "LiveBlogPosting" in evidence.types:
        return True
    if any("LiveBlogPosting" in p.scope for p in evidence.document.properties):
        return True
    inside = range(evidence.start, evidence.end)
    stamps = sum(s.block in inside for s in evidence.document.stamps)
    return stamps >= _LEAST and bool(evidence.named(LIVE))


def find_entries(evidence: Evidence) -> tuple[tuple[int, str | None], ...]:
    """Return the first block of each entry and its time (RFC 3339), in reading order."""
    times = _stamped(evidence)
    for block, time in _told(evidence).items():
        times[block] = time or times.get(block)
    if len(times) < _LEAST - 1:
        return ()
    return tuple(sorted(times.items()))[:_MOST]


def _told(evidence: Evidence) -> dict[int, str | None]:
    """Entries of JSON-LD, found in the text by their headline or their first words."""
    by_text: dict[str, int] = {}
    for i in evidence.kept:
        by_text.setdefault(fold(evidence.document.blocks[i].text)[:60], i)
    found: dict[int, str | None] = {}
    for update in _updates(evidence):
        moment = parse_date(str(update.get("datePublished") or ""))
        for key in ("headline", "name", "articleBody"):
            block = by_text.get(fold(text_of(update.get(key)) or "")[:60])
            if block is not None:
                found[block] = moment.value if moment else None
                break
    return found


def _updates(evidence: Evidence) -> list[Node]:
    for node in evidence.linked.typed("LiveBlogPosting"):
        value = node.get("liveBlogUpdate")
        if isinstance(value, list):
            return [u for u in value[:_MOST] if isinstance(u, dict)]
    return []


def _stamped(evidence: Evidence) -> dict[int, str | None]:
    """Entries that begin with a `<time>` of minute or better, at the next kept block."""
    kept = evidence.kept
    found: dict[int, str | None] = {}
    place = 0
    for stamp in evidence.document.stamps:
        if not evidence.start - 2 <= stamp.block < evidence.end:
            continue
        moment = parse_date(stamp.value)
        if moment is None or moment.precision == "day":
            continue
        while place < len(kept) and kept[place] < stamp.block:
            place += 1
        if place < len(kept):
            found.setdefault(_head_of(evidence, kept[place], stamp.block), moment.value)
    return found


def _head_of(evidence: Evidence, block: int, stamp: int) -> int:
    """Return the heading right above the stamp where there is one: it begins the entry."""
    before = stamp - 1
    if before in evidence.kept and evidence.document.blocks[before].level is not None:
        return before
    return block
