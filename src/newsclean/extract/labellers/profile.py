"""What a site's profile says of a labelling: blocks that repeat on the site's pages are no article.

An adjustment of a labeller's scores, after it has judged. It only ever takes away, never all, and
acts on what stood on several other pages. How sure a labeller may be and still be overruled was
measured for each (docs/profiles.md): the trained one for HTML is not, for what repeats and it
keeps is mostly right.
"""

from __future__ import annotations

import math

import msgspec

from newsclean.records import Document, Labelling, SiteProfile, Why, print_of

LEAST_PAGES = 2  # a block must have stood on so many other pages
LEAST_SHARE = 0.1  # and on this share of them
_OVERRULED = {"model": 0.0, "text-model": 0.8}  # up to these scores; others always
_LEAST_KEPT = 0.25  # of the characters: a page may be an old one seen again


def with_profile(
    document: Document, labelling: Labelling, profile: SiteProfile | None
) -> Labelling:
    """Return the labelling without the blocks that repeat on the site."""
    if profile is None or profile.pages < LEAST_PAGES or labelling.texts is not None:
        return labelling
    most = _OVERRULED.get(labelling.labeller, math.inf)
    again = [
        score < most and repeats(block.text, profile)
        for block, score in zip(document.blocks, labelling.scores, strict=True)
    ]
    keep = tuple(k and not a for k, a in zip(labelling.keep, again, strict=True))
    if keep == labelling.keep or not _enough(document, labelling, keep):
        return labelling
    scores = tuple(0.0 if a else s for s, a in zip(labelling.scores, again, strict=True))
    reasons = _reasons(document, labelling, again, profile)
    return msgspec.structs.replace(labelling, scores=scores, keep=keep, reasons=reasons)


def _reasons(
    document: Document, labelling: Labelling, again: list[bool], profile: SiteProfile
) -> tuple[tuple[Why, ...], ...] | None:
    if labelling.reasons is None:
        return None
    told = zip(document.blocks, again, labelling.reasons, strict=True)
    return tuple(
        (Why("profile", -1.0, f"{profile.texts[print_of(block.text)]} of {profile.pages}"), *why)
        if repeated
        else why
        for block, repeated, why in told
    )


def repeats(text: str, profile: SiteProfile) -> bool:
    """Say whether a block's text stands on many pages of the site."""
    least = max(LEAST_PAGES, LEAST_SHARE * profile.pages)
    return profile.texts.get(print_of(text), 0) >= least


def _enough(document: Document, labelling: Labelling, keep: tuple[bool, ...]) -> bool:
    pairs = list(zip(document.blocks, labelling.keep, keep, strict=True))
    before = sum(len(block.text) for block, kept, _ in pairs if kept)
    after = sum(len(block.text) for block, _, kept in pairs if kept)
    return after >= _LEAST_KEPT * before
