"""Learning a site's profile as its pages pass by: on how many each text, each place stood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsclean.extract.places import places, seen_print, text_print
from newsclean.records import Document, Labelling, SiteProfile, print_of

MOST_PAGES = 200  # then all counts are halved
MOST_TEXTS = 4_000


def prints(document: Document, labelling: Labelling | None = None) -> tuple[int, ...]:
    """Return the prints of a page, each once: of its blocks' texts and, if judged, of places.

    `labelling` is the trained labeller's, without any profile; others' scores are no beliefs.
    """
    texts = dict.fromkeys(print_of(block.text) for block in document.blocks)
    if labelling is None or labelling.labeller != "model":
        return tuple(texts)
    return (*texts, *_of_places(document, labelling))


def _of_places(document: Document, labelling: Labelling) -> Iterator[int]:
    """Yield a print for each place, and one more for each where article text stood."""
    scores: dict[str, list[float]] = {}
    for place, score in zip(places(document), labelling.scores, strict=False):
        scores.setdefault(place, []).append(score)
    for place, found in scores.items():
        yield seen_print(place)
        if sum(found) > len(found) / 2:
            yield text_print(place)


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
