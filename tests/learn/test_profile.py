"""Site profiles: what repeats is learned, bounded, forgotten in time, and only ever taken away."""

from __future__ import annotations

import msgspec

from newsclean.document.parse import parse
from newsclean.extract.labellers.choose import label
from newsclean.learn.profile import MOST_PAGES, MOST_TEXTS, learned, prints, repeated
from newsclean.options import ExtractOptions
from newsclean.records import Article, Document, Response, SiteProfile, print_of
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
