"""Site profiles: what repeats is learned, bounded, forgotten in time; doubt goes by places."""

from __future__ import annotations

import msgspec
import pytest

from newsclean.document.parse import parse
from newsclean.extract.labellers.choose import label
from newsclean.extract.labellers.profile import with_profile
from newsclean.learn.profile import MOST_PAGES, MOST_TEXTS, learned, prints, repeated
from newsclean.options import ExtractOptions
from newsclean.records import Article, Document, Labelling, Response, SiteProfile, print_of
from newsclean.run.jobs import Done
from newsclean.run.profiled import clean_profiled

STORY = "The council of town {n} voted on Monday to rebuild pier {n}, and the choir sang {word}. "
MORE = "A second report from harbour {n} said on Tuesday that the pilot whistled {word}. "
PLEA = "Dear readers, our newsroom of {n} people lives by your gifts; please give what you can."
WORDS = ("softly", "loudly", "twice", "in the rain", "on deck")


def page(n: int) -> str:
    story = STORY.format(n=n, word=WORDS[n % 5] + str(n)) * 3
    more = MORE.format(n=n, word=WORDS[(n + 2) % 5] + str(n)) * 3
    return (
        f"<html><title>Pier {n}</title><article><h1>Pier {n}</h1><p>{story}<p>{more}</p>"
        f"<p>{PLEA.format(n=n)}</p></article></html>"
    )


def document(n: int) -> Document:
    return parse(Response(body=page(n)), "html")


def profile_of(*pages: int) -> SiteProfile:
    profile = SiteProfile()
    for n in pages:
        profile = learned(profile, prints(document(n)))
    return repeated(profile)


def kept(n: int, profile: SiteProfile | None) -> str:
    one = document(n)
    labelling = label(one, ExtractOptions(labeller="rules", profile=profile))
    return " ".join(b.text for b, keep in zip(one.blocks, labelling.keep, strict=True) if keep)


def test_a_plea_on_every_page_goes_once_two_pages_were_seen() -> None:
    """Numbers in it may differ; the story stays whole."""
    assert "Dear readers" in kept(5, None)
    assert "Dear readers" in kept(5, profile_of(1))
    assert "Dear readers" not in kept(5, profile_of(1, 2))
    assert kept(5, profile_of(1, 2)).count("voted on Monday") == 3
    assert kept(5, profile_of(1, 2)).count("said on Tuesday") == 3


def test_a_page_that_was_seen_before_is_not_emptied() -> None:
    """The same article met again and again repeats as a whole."""
    assert "voted on Monday" in kept(1, profile_of(1, 1, 1))


def test_flattened_text_is_adjusted_too() -> None:
    """Lines of a dump have no tags, and repeat all the same."""
    lines = [f"Pier {n}\n" + STORY.format(n=n, word=WORDS[n % 5]) * 4 for n in range(4)]
    dumps = [f"{text}\n{PLEA.format(n=n)} {PLEA.format(n=n)}\n" for n, text in enumerate(lines)]
    documents = [parse(Response(body=dump), "text") for dump in dumps]
    profile = SiteProfile()
    for one in documents[:3]:
        profile = learned(profile, prints(one))
    plain = label(documents[3], ExtractOptions(labeller="rules"))
    adjusted = label(documents[3], ExtractOptions(labeller="rules", profile=repeated(profile)))
    assert sum(plain.keep) > sum(adjusted.keep) > 0


LINES = ("Ferry sails at dawn again", "Choir to sing at the old mill", "Bridge shut over night")


def judged(n: int, *, inside: str, score: float) -> tuple[Document, Labelling]:
    """Return a page with three lines in a place, and beliefs as if a labeller had them so."""
    lines = "".join(f"<li>{line} {WORDS[(n + i) % 5]}</li>" for i, line in enumerate(LINES))
    html = page(n).replace("<p>Dear", f'<ul class="{inside}">{lines}</ul><p>Dear')
    one = parse(Response(body=html), "html")
    texts = [block.text for block in one.blocks]
    of_list = [any(line in text for line in LINES) for text in texts]
    assert sum(of_list) == 3
    scores = tuple(score if listed else 0.95 for listed in of_list)
    keep = tuple(s > 0.5 for s in scores)
    kinds = tuple(block.kind for block in one.blocks)
    return one, Labelling(labeller="model", scores=scores, kinds=kinds, keep=keep, confidence=0.9)


def places_profile(inside: str, score: float) -> SiteProfile:
    profile = SiteProfile()
    for n in range(1, 9):
        profile = learned(profile, prints(*judged(n, inside=inside, score=score)))
    return repeated(profile)


@pytest.mark.parametrize(("before", "alone", "kept"), [(0.02, 0.6, False), (0.97, 0.4, True)])
def test_a_doubtful_block_goes_with_its_place(before: float, alone: float, kept: bool) -> None:
    """What eight other pages had there, text or not, decides; another place decides nothing."""
    one, doubtful = judged(20, inside="related", score=alone)
    profile = places_profile("related", before)
    of_list = [i for i, s in enumerate(doubtful.scores) if s == alone]
    adjusted = with_profile(one, doubtful, profile)
    assert {adjusted.scores[i] > alone for i in of_list} == {kept}
    elsewhere = with_profile(one, doubtful, places_profile("other box", before))
    moved = [abs(elsewhere.scores[i] - alone) for i in of_list]
    assert max(moved) < min(abs(adjusted.scores[i] - alone) for i in of_list)


def test_the_trained_labeller_loses_what_repeats() -> None:
    """A plea that it keeps goes after a few pages that had it; a lone page stays as it was."""
    one, sure = judged(20, inside="related", score=0.1)
    plea = next(i for i, block in enumerate(one.blocks) if block.text.startswith("Dear"))
    assert sure.keep[plea]
    adjusted = with_profile(one, sure, places_profile("related", 0.1))
    assert adjusted.scores[plea] < 0.9
    assert with_profile(one, sure, SiteProfile(pages=1)) is sure


def test_scores_of_other_labellers_say_nothing_of_places() -> None:
    """They are counts of words, not beliefs."""
    one, labelling = judged(3, inside="related", score=0.1)
    rules = msgspec.structs.replace(labelling, labeller="rules")
    assert prints(one, rules) == prints(one)
    assert set(prints(one)) < set(prints(one, labelling))


def test_the_profile_stays_small_and_forgets() -> None:
    """A redesign is forgotten; a thousand pages take no more room than a hundred."""
    profile = learned(learned(SiteProfile(), [1]), [1])
    for n in range(1000):
        profile = learned(profile, [2, *range(100 + 50 * n, 150 + 50 * n)])
    assert profile.pages < MOST_PAGES
    assert len(profile.texts) <= MOST_TEXTS
    assert 1 not in repeated(profile).texts
    assert profile.texts[2] == profile.pages or profile.texts[2] >= profile.pages // 2
    packed = msgspec.msgpack.encode(profile)
    assert len(packed) < 64 * 1024
    assert msgspec.msgpack.decode(packed, type=SiteProfile) == profile


def test_a_workers_answer_tells_the_text_before_the_profile() -> None:
    """So that a profile that learned more makes no new version."""
    options = ExtractOptions(labeller="rules", profile=profile_of(1, 2))
    response = Response(body=page(5), url="https://a.example/5")
    plain = clean_profiled(response, ExtractOptions(labeller="rules"))
    done = clean_profiled(response, options)
    assert isinstance(plain, Done)
    assert isinstance(done, Done)
    assert isinstance(plain.article, Article)
    assert isinstance(done.article, Article)
    assert plain.raw_hash == done.raw_hash == plain.article.content_hash
    assert done.article.content_hash != done.raw_hash
    assert print_of(PLEA.format(n=5)) in done.prints
