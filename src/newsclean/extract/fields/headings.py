"""Repairs of a heading whose parts ran into each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from newsclean.extract.fields.evidence import Candidate
from newsclean.extract.fields.folding import fold, squeeze

_DATE_AHEAD = re.compile(r"\d\d?[./]\d\d?[./](?:19|20)\d\d(?:\s*[-–—:|]\s+|(?=[^\W\d]))")
_ALIKE = 0.8
_MARKS_AHEAD = (":", "|")


def unglued(text: str, told: Iterable[str]) -> str:
    """Return a heading with its words apart as the data write them, and without a date before it.

    >>> unglued("Harbour daysThe pier opens", ["Harbour days / The pier opens"])
    'Harbour days / The pier opens'
    >>> unglued("27.01.2022The pier opens", [])
    'The pier opens'
    >>> unglued("27.01.2022 - The pier opens", [])
    'The pier opens'
    >>> unglued(": The pier opens", ["Harbour days: The pier opens"])
    'Harbour days: The pier opens'
    """
    if text.startswith(_MARKS_AHEAD):
        # "Harbour days" and ": the pier opens" stand in two elements, the first is no heading
        told = list(told)
        text = next((v for v in told if v.endswith(text)), text.lstrip(":| ")) or text
    size = len(text)
    for value in told:
        if size < len(value) < size + 8 and value != text:
            letters = squeeze(text)
            if squeeze(value) == letters and fold(value) != fold(text):
                return value
    if text[:1].isdigit() and (date := _DATE_AHEAD.match(text)):
        return text[date.end() :]
    return text


def without_subtitle(text: str, told: Sequence[Candidate]) -> str:
    """Return a heading without what follows the headline inside it, if the data agree on that.

    A subtitle begins with a capital where a sentence would go on with a small letter.

    >>> sources = ("json-ld:headline", "meta:og:title", "title")
    >>> told = [Candidate("The pier opens", source) for source in sources]
    >>> without_subtitle("The pier opens Ferries run from May", told)
    'The pier opens'
    >>> without_subtitle("The pier opens for ferries", told)
    'The pier opens for ferries'
    """
    for candidate in told:
        short = candidate.value
        if len(short) >= len(text) or not _begins(text, short):
            continue
        rest = text[len(short) + 1 :]
        said = {c.source for c in told if c.value == short}
        if "meta:og:title" not in said:
            continue
        if (rest[:1] in "([" and len(said) > 1) or (
            "json-ld:headline" in said and len(said) > 2 and (rest[:1].isupper() or rest[:1] == "/")
        ):
            return short
    return text


def dice(one: set[str], other: set[str]) -> float:
    """Return how alike two sets of words are, 0 to 1 (Dice 1945)."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def in_small_letters(winner: Candidate, told: Sequence[Candidate]) -> Candidate:
    """Return a heading in capitals as a source writes it, which has nearly the same words.

    >>> told = [Candidate("The Pier Opens in May", "meta:og:title")]
    >>> in_small_letters(Candidate("THE PIER OPENS IN MAY", "h1"), told).value
    'The Pier Opens in May'
    """
    if not winner.value.isupper() or " " not in winner.value:
        return winner
    words = set(fold(winner.value).split())
    for candidate in told:
        is_alike = dice(words, set(fold(candidate.value).split())) >= _ALIKE
        if is_alike and not candidate.value.isupper():
            return candidate
    return winner


def _begins(text: str, short: str) -> bool:
    size = len(short)
    return text[size] == " " and text[:size].casefold() == short.casefold()
