"""The headline of a page without a heading for it: what the page's data agree on."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from newsclean.extract.fields.evidence import Candidate
from newsclean.extract.fields.folding import fold, squeeze
from newsclean.extract.fields.toldtitles import cuts_of, title_parts

_WEIGHTS = {"json-ld:headline": 1.2, "meta:og:title": 1.0, "microdata:headline": 1.1}
_SHORT_PART = 2  # words of a section's name


def told_alone(told: Sequence[Candidate], sites: Collection[str]) -> Candidate | None:
    """Return what the titles agree on, rather not a name of the site, without sections.

    `sites` are the squeezed names of the site.
    """
    winner = _voted(told, sites) or _voted(told)
    if winner is None:
        return None
    return _shared_end(told) or _without_sections(winner)


def _voted(told: Sequence[Candidate], sites: Collection[str] = ()) -> Candidate | None:
    """Return the text that most of the page's data agree on."""
    votes: dict[str, float] = {}
    for candidate in told:
        key = fold(candidate.value)
        if key and not (sites and squeeze(candidate.value) in sites):
            votes[key] = votes.get(key, 0.0) + _WEIGHTS.get(candidate.source, 0.6)
    if not votes:
        return None
    best = max(votes, key=lambda key: votes[key])
    return next(c for c in told if fold(c.value) == best)


def _shared_end(told: Sequence[Candidate]) -> Candidate | None:
    """Return what two titles that begin otherwise both end with, behind a colon.

    >>> told = [Candidate("Preview: The old pier", "title"), Candidate("Grand: The old pier", "h")]
    >>> _shared_end(told).value
    'The old pier'
    """
    begun: dict[str, str] = {}
    for candidate in told:
        begin, colon, end = candidate.value.rpartition(": ")
        if colon and " " in end and begun.setdefault(fold(end), fold(begin)) != fold(begin):
            return Candidate(end, candidate.source)
    return None


def _without_sections(told: Candidate) -> Candidate:
    """Cut what no heading tells from the headline: behind the last bar, short parts behind dashes.

    >>> _without_sections(Candidate("How the pier was paid for | Park of Harrow", "title")).value
    'How the pier was paid for'
    >>> _without_sections(Candidate("How the pier was paid for - Press - News", "title")).value
    'How the pier was paid for'
    """
    text = told.value
    cuts = cuts_of(text)
    parts = title_parts(text)[1:]
    if len(parts) > 1 and all(part.count(" ") < _SHORT_PART for part in parts):
        cuts = cuts[:1]
    elif not cuts or "|" not in text[slice(*cuts[-1])]:
        return told
    head = text[: cuts[-1][0]]
    return Candidate(head, told.source) if len(head.split()) > 3 else told
