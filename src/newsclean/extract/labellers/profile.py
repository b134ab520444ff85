"""What a site's profile says of a labelling: what repeats on the site's pages is no article.

An adjustment of a labeller's scores, after it has judged, for it saw one page and the profile
many. The beliefs of the trained labeller for HTML are moved, and the choice is made again: down
for a text that stood on other pages too, and some way to what blocks in the same place were on
other pages. Other labellers' choices only lose blocks whose text repeats. What each may be moved
was measured (docs/profiles.md).
"""

from __future__ import annotations

import math

import msgspec
import numpy as np
from numpy.typing import NDArray

from newsclean.extract.labellers.merge import merged
from newsclean.extract.labellers.model import Headline, chosen_again
from newsclean.extract.places import places, seen_print, text_print
from newsclean.records import Document, Labelling, SiteProfile, Why, print_of

LEAST_PAGES = 2  # a block must have stood on so many other pages
LEAST_SHARE = 0.1  # and on this share of them
_OVERRULED = {"text-model": 0.8}  # up to this score; rules always
_LEAST_KEPT = 0.25  # of the characters: a page may be an old one seen again
_REPEAT = 1.0  # log-odds that a text loses, times log(1 + pages it stood on)
_PLACE = 0.35  # of the way that a belief goes to its place's, once many pages were seen
_EDGE = 1e-3

Floats = NDArray[np.float32]


def with_profile(
    document: Document,
    labelling: Labelling,
    profile: SiteProfile | None,
    headline: Headline = "apart",
) -> Labelling:
    """Return the labelling that the site's other pages make of this one."""
    if profile is None or profile.pages < LEAST_PAGES:
        return labelling
    if labelling.texts is not None and labelling.labeller != "text-model":
        return labelling  # another's text, whose blocks are not these
    if labelling.labeller == "model":
        adjusted = chosen_again(document, _moved(document, labelling, profile), headline)
    else:
        adjusted = _without_repeats(document, labelling, profile)
    if adjusted.keep == labelling.keep or not _enough(document, labelling, adjusted.keep):
        return labelling
    reasons = _reasons(document, labelling, adjusted, profile)
    return msgspec.structs.replace(adjusted, reasons=reasons)


def _moved(document: Document, labelling: Labelling, profile: SiteProfile) -> Floats:
    """Return the beliefs, moved in log-odds by what repeats and by what stood in each place."""
    odds = [_log_odds(score) for score in labelling.scores]
    for i, place in enumerate(places(document)):
        seen = profile.texts.get(seen_print(place), 0)
        share = (profile.texts.get(text_print(place), 0) + 0.5) / (seen + 1)
        odds[i] += _PLACE * seen / (seen + 1) * (_log_odds(share) - odds[i])
    for i, block in enumerate(document.blocks):
        if repeats(block.text, profile):
            odds[i] -= _REPEAT * math.log1p(profile.texts[print_of(block.text)])
    return np.array([1 / (1 + math.exp(-x)) for x in odds], dtype=np.float32)


def _log_odds(share: float) -> float:
    share = min(max(share, _EDGE), 1 - _EDGE)
    return math.log(share / (1 - share))


def _without_repeats(document: Document, labelling: Labelling, profile: SiteProfile) -> Labelling:
    most = _OVERRULED.get(labelling.labeller, math.inf)
    again = [
        score < most and repeats(block.text, profile)
        for block, score in zip(document.blocks, labelling.scores, strict=True)
    ]
    keep = tuple(k and not a for k, a in zip(labelling.keep, again, strict=True))
    scores = tuple(0.0 if a else s for s, a in zip(labelling.scores, again, strict=True))
    texts = labelling.texts and merged(document.blocks, labelling.kinds, keep)
    return msgspec.structs.replace(labelling, scores=scores, keep=keep, texts=texts)


def _reasons(
    document: Document, labelling: Labelling, adjusted: Labelling, profile: SiteProfile
) -> tuple[tuple[Why, ...], ...] | None:
    """Put before the reasons of a block whose verdict the profile turned what turned it."""
    if labelling.reasons is None:
        return None
    told = zip(document.blocks, labelling.keep, adjusted.keep, labelling.reasons, strict=True)
    return tuple(
        why if before == after else (_why(block.text, profile, kept=after), *why)
        for block, before, after, why in told
    )


def _why(text: str, profile: SiteProfile, *, kept: bool) -> Why:
    if not kept and repeats(text, profile):
        return Why("profile", -1.0, f"{profile.texts[print_of(text)]} of {profile.pages}")
    return Why("site", 1.0 if kept else -1.0)


def repeats(text: str, profile: SiteProfile) -> bool:
    """Say whether a block's text stands on many pages of the site."""
    least = max(LEAST_PAGES, LEAST_SHARE * profile.pages)
    return profile.texts.get(print_of(text), 0) >= least


def _enough(document: Document, labelling: Labelling, keep: tuple[bool, ...]) -> bool:
    pairs = list(zip(document.blocks, labelling.keep, keep, strict=True))
    before = sum(len(block.text) for block, kept, _ in pairs if kept)
    after = sum(len(block.text) for block, _, kept in pairs if kept)
    return after >= _LEAST_KEPT * before
