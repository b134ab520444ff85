"""Learning a site's profile as its pages pass by: on how many of them each block stood."""

from __future__ import annotations

from collections.abc import Iterable

from newsclean.records import Document, SiteProfile, print_of

MOST_PAGES = 200  # then all counts are halved
MOST_TEXTS = 4_000


def prints(document: Document) -> tuple[int, ...]:
    """Return the prints of a page's blocks, each once."""
    return tuple(dict.fromkeys(print_of(block.text) for block in document.blocks))


def learned(profile: SiteProfile, page: Iterable[int]) -> SiteProfile:
    """Return the profile with one more page in it, given by its prints."""
    texts = dict(profile.texts)
    for one in page:
        texts[one] = texts.get(one, 0) + 1
    pages = profile.pages + 1
    if pages >= MOST_PAGES:
        pages //= 2
        texts = {one: count // 2 for one, count in texts.items() if count > 1}
    if len(texts) > MOST_TEXTS:
        ranked = sorted(texts.items(), key=lambda pair: -pair[1])  # stable: of equals, the oldest
        texts = dict(ranked[: MOST_TEXTS // 2] + ranked[-MOST_TEXTS // 4 :])
    return SiteProfile(pages=pages, texts=texts)


def repeated(profile: SiteProfile) -> SiteProfile:
    """Return the part of a profile that a labeller can use: what stood on two pages and more."""
    texts = {one: count for one, count in profile.texts.items() if count > 1}
    return SiteProfile(pages=profile.pages, texts=texts)
