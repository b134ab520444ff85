"""What kind of page this is, so that only articles are published.

A page that shows an article's text is an article, whatever else is on it: the tests for walls
and errors look at short pages only, those for listings at pages whose text is links.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import compress

from newsclean.address_parts import path_of
from newsclean.errors import Reason
from newsclean.extract.fields.entries import is_live_blog
from newsclean.extract.fields.evidence import Evidence
from newsclean.extract.fields.folding import fold
from newsclean.extract.page_words import (
    BOT,
    BOT_STEMS,
    BOT_TITLE,
    CONSENT,
    CONSENT_STEMS,
    ERROR,
    FORM,
    LOGIN,
    SEARCHED,
)
from newsclean.kernels import KIND
from newsclean.records import Block, Document, Labelling, PageKind

_LISTS = frozenset(("CollectionPage", "SearchResultsPage", "ProfilePage", "ItemList"))
_LIST_PATH = re.compile(
    r"/(?:tag|tags|category|categories|kategorie|categorie|author|authors|autor|topics?|thema"
    r"|search"
    r"|archives?|rubrik|section|label)(?:/|$)",
    re.IGNORECASE,
)
_HOME_PATH = re.compile(
    r"^/(?:[a-z]{2}(?:-[a-z]{2})?/?)?(?:(?:index|home|default)\.\w{3,5})?$", re.I
)
_WIDE = re.compile("[\u2e80-\U0010ffff]")
_SHORT_PAGE = 2500
_SHORT_TEXT = 1200
_WALL_TEXT = 700
_MEDIA_TEXT = 350
_PARAGRAPH = 250
_SENTENCES = 140
_TEASERS = 4
_NAMED = 30  # characters that title and heading begin with alike
_STORY = 200
_MANY = 8
_SIGNS = 3  # of a list, that tell

_REASONS: dict[PageKind, tuple[Reason, str]] = {
    "bot_wall": (Reason.BOT_WALL, "the page asks whether a person is reading"),
    "consent": (Reason.CONSENT_WALL, "the page asks for consent before it shows anything"),
    "error": (Reason.ERROR_PAGE, "the page says that there is no such page"),
    "listing": (Reason.LISTING, "the page lists articles and is none"),
    "home": (Reason.HOME_PAGE, "the page is the front page of a site"),
}


def kind_of(evidence: Evidence) -> PageKind:
    """Return the kind of a page, by its data, its address and where its text is."""
    amount = _amount(evidence)
    if amount < _SHORT_TEXT and not _says_article(evidence):
        wall = _wall(evidence, amount)
        if wall:
            return wall
    if is_live_blog(evidence):
        return "live_blog"
    if _is_list(evidence, amount):
        return "home" if _is_home(evidence) else "listing"
    return _media(evidence, amount)


def rejection(
    kind: PageKind, document: Document, labelling: Labelling
) -> tuple[Reason, str] | None:
    """Return why a page of this kind is not published; None where it is."""
    if kind in ("gallery", "video") and _kept(document, labelling) < _MEDIA_TEXT:
        return Reason.MEDIA_ONLY, f"a {kind} with hardly any text"
    return _REASONS.get(kind)


def _kept(document: Document, labelling: Labelling) -> int:
    """Count the characters of the text that was kept."""
    if labelling.texts is not None:
        return text_sizes([b.text for b in labelling.texts])
    kept = compress(document.blocks, labelling.keep)
    return text_sizes([b.text for b in kept if b.kind != "caption"])


def text_size(text: str) -> int:
    """Return the length of a text in Latin letters: a Chinese character says as much as three.

    >>> text_size("pier"), text_size("码头")
    (4, 6)
    """
    if text.isascii():
        return len(text)
    return len(text) + 2 * count_wide([text])


def text_sizes(texts: list[str]) -> int:
    """Return the length of several texts in Latin letters."""
    return sum(map(len, texts)) + 2 * count_wide(texts)


def _is_longer(text: str, size: int) -> bool:
    """Return whether `text_size` is over a size: it is asked only where the length is in doubt."""
    length = len(text)
    return length > size or (3 * length > size and text_size(text) > size)


def count_wide_plainly(texts: list[str]) -> int:
    """Count the characters that say as much as three of Latin script."""
    return sum([len(_WIDE.findall(text)) for text in texts if not text.isascii()])


if KIND == "compiled":
    from newsclean.kernels.words import count_wide as count_wide
else:
    count_wide = count_wide_plainly


def _amount(evidence: Evidence) -> int:
    return _kept(evidence.document, evidence.labelling)


def _says_article(evidence: Evidence) -> bool:
    """Return whether the page's data speak of one article with a date."""
    return bool(evidence.article.get("headline") and evidence.article.get("datePublished"))


def _wall(evidence: Evidence, amount: int) -> PageKind | None:
    """Return which wall or error a page without much text is."""
    blocks = evidence.document.blocks
    shown = [b.text for b in blocks if b.link_chars < len(b.text) / 2]
    total = sum(map(len, shown))
    heads = [evidence.head.title or "", *(t for _, t in evidence.headings[:2])]
    is_story = sum([_is_longer(t, _SENTENCES) for t in shown]) > 2
    if not is_story and total < _SHORT_PAGE and _asks_person(heads, shown):
        return "bot_wall"
    failed = (evidence.response.status or 200) >= 400
    if not is_story and (failed or any(ERROR.search(h) for h in heads)):
        return "error"
    if not is_story and total < _SHORT_PAGE and any(LOGIN.search(h) for h in heads):
        return "consent"
    if total < 2 * _SHORT_PAGE and total and _asks_consent(evidence, shown, heads, total):
        return "consent"
    return None


def _asks_person(heads: list[str], shown: list[str]) -> bool:
    """Return whether a page asks for a person or for JavaScript, and not only for its comments."""
    if any(_speaks_of_robots(h) or BOT_TITLE.search(h) for h in heads):
        return True
    return any(_speaks_of_robots(t[:300]) and not FORM.search(t[:300]) for t in shown[:30])


def _speaks_of_robots(text: str) -> bool:
    return BOT_STEMS.within(text.lower()) and bool(BOT.search(text))


def _asks_consent(evidence: Evidence, shown: list[str], heads: list[str], total: int) -> bool:
    """Return whether most of what a page says is about consent."""
    if any(_is_longer(t, _SENTENCES) and not _speaks_of_consent(t[:600]) for t in shown):
        return False
    about = sum(len(t) for t in shown if _speaks_of_consent(t[:600]))
    told = any(map(_speaks_of_consent, heads)) or evidence.host.startswith(("consent.", "privacy."))
    return about > (0.4 if told else 0.75) * total


def _speaks_of_consent(text: str) -> bool:
    return CONSENT_STEMS.within(text.lower()) and bool(CONSENT.search(text))


def _is_list(evidence: Evidence, amount: int) -> bool:
    """Return whether the page's text is mostly links to other pages."""
    og_type = (evidence.meta("og:type") or ("", ""))[0].lower()
    if _says_article(evidence) or og_type == "article" or amount > 4 * _SHORT_TEXT:
        return False
    blocks = evidence.document.blocks
    heads = sum([b.link_chars > 0.8 * len(b.text) for _, b in evidence.heads])
    signs = (
        2 * (not evidence.types.isdisjoint(_LISTS) and not evidence.article)
        + 3 * (heads >= _TEASERS and _is_made_of_teasers(evidence))
        + (heads >= _MANY)
        + (og_type == "website")
        + bool(_LIST_PATH.search(path_of(evidence.url or "")))
        + _is_home(evidence)
        + 3 * (heads >= 2 and _shows_results(evidence))
        - (amount > _WALL_TEXT)
        - (amount > _SHORT_TEXT)
        - bool(evidence.linked.articles() or evidence.meta("article:published_time"))
    )
    # the dearer signs, only where they can settle it
    if signs < _SIGNS - 1:
        return False
    signs += _is_mostly_links(blocks)
    return signs >= _SIGNS and signs - 2 * _tells_a_story(evidence) >= _SIGNS


def _is_mostly_links(blocks: Sequence[Block]) -> bool:
    """Return whether over half of a page's text stands in many blocks that are links."""
    sizes = [(len(b.text), b.link_chars) for b in blocks]
    linked = [size for size, chars in sizes if size > 20 and chars > 0.8 * size]
    return len(linked) >= 2 * _MANY and sum(linked) > 0.5 * sum([size for size, _ in sizes])


def _is_made_of_teasers(evidence: Evidence) -> bool:
    """Return whether linked headings stand among what was kept, and no paragraph is long."""
    blocks = evidence.document.blocks
    inside = blocks[max(0, evidence.start - 1) : evidence.end]
    heads = sum(b.level is not None and b.link_chars > 0.8 * len(b.text) for b in inside)
    longest = max((text_size(b.text) for b in inside if not b.link_chars), default=0)
    return heads >= _TEASERS and longest < _PARAGRAPH


def _tells_a_story(evidence: Evidence) -> bool:
    """Return whether the page's title is that of a heading without a link, above a paragraph.

    A front page is titled after its site; a site that serves stories at its front page's address,
    or a copy of a page that knows its host alone, shows the story's.
    """
    title = fold(evidence.head.title or "")
    named = any(
        _begin_alike(title, fold(b.text))
        for _, b in evidence.heads
        if b.level == 1 and b.link_chars < len(b.text) / 2
    )
    blocks = evidence.document.blocks
    return named and any(_is_longer(blocks[i].text, _STORY) for i in evidence.kept)


def _begin_alike(one: str, other: str) -> bool:
    """Return whether two texts are the same for as long as a headline is at least."""
    size = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            return False
        size += text_size(mine)
        if size >= _NAMED:
            return True
    return False


def _shows_results(evidence: Evidence) -> bool:
    """Return whether title and heading say that the page lists what a search found."""
    texts = (evidence.head.title or "", *(text for _, text in evidence.headings[:1]))
    return any(SEARCHED.search(text) for text in texts)


def _is_home(evidence: Evidence) -> bool:
    url = evidence.url or ""
    return url.startswith("http") and "?" not in url and bool(_HOME_PATH.match(path_of(url) or "/"))


def _media(evidence: Evidence, amount: int) -> PageKind:
    """Return gallery or video where the page is made of those, else article."""
    og_type = (evidence.meta("og:type") or ("", ""))[0].lower()
    types = evidence.types
    pictures = len(evidence.images)
    if not types.isdisjoint(("ImageGallery", "MediaGallery")) or (
        pictures >= _MANY and amount < 120 * pictures and not _has_prose(evidence)
    ):
        return "gallery"
    is_video = og_type.startswith("video") or (
        "VideoObject" in types and not evidence.linked.articles()
    )
    if is_video and amount < 2 * _MEDIA_TEXT and not evidence.article.get("articleBody"):
        return "video"
    return "article"


def _has_prose(evidence: Evidence) -> bool:
    """Return whether a long paragraph stands among the pictures."""
    return any(
        text_size(b.text) > _PARAGRAPH and b.kind != "caption" and b.link_chars < len(b.text) / 3
        for b in evidence.document.blocks
    )
