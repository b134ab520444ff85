"""What elements are named for: their class and id names, told by words of the trade.

All names of a page are looked at once for all words together; the few that hold one are then held
against each pattern that somebody asks for (`Layout.named`).
"""

from __future__ import annotations

import re

from newsclean.extract.fields.stems import Kinds, Stems


class Sign:
    """What names look like that are for one thing: words, one of which is in each.

    A pattern tells which of the names that hold one of the words in `unsure` are meant; it ignores
    case, and all that hold one of the others match it.

    >>> sign = Sign("byline", unsure=("author",), pattern=r"byline|(?<!un)author")
    >>> sign.fits("byAuthor"), sign.fits("unauthorized"), sign.fits("ByLine")
    (True, False, True)
    """

    def __init__(self, *sure: str, unsure: tuple[str, ...] = (), pattern: str = "") -> None:
        self.sure, self.unsure = sure, unsure
        self._stems = Stems(*sure, *unsure)
        self.is_meant = re.compile(pattern, re.IGNORECASE).search  # an empty one is everywhere

    def fits(self, names: str) -> bool:
        """Return whether an element's names are for this."""
        return self._stems.within(names.lower()) and self.is_meant(names) is not None


BYLINE = Sign(
    "byline", "writer", "reporter", "journalist", "contributor", "redaktor",
    unsure=("author", "creator", "auto", "aute"),
    pattern=r"(?<!un)author|byline|(?<![a-z])creator|writer|reporter|journalist|contributor"
    r"|\baut(?:or|eur)|redaktor",
)  # fmt: skip
CAPTION = Sign(
    "caption", "legend",
    unsure=("bild",),
    pattern="caption|legend|bildunterschrift|bildtext",
)  # fmt: skip
CREDIT = Sign(
    "credit", "copyright", "photographer", "source", "quelle", "attribution",
)  # fmt: skip
# Comments, and lists of other articles
COMMENT = Sign(
    "kommentar", "related", "recommended", "popular", "trending",
    unsure=("comment", "leserb"),
    pattern=r"(?<!no[-_])comment(?!s?[-_]?(?:count|link|open|closed|num))|kommentar|related"
    r"|recommended|popular|trending|leserbrief",
)  # fmt: skip
CRUMB = Sign("crumb", "ariadne")
# class="tags", "post-tags", "tag-list", "article__tags"; not "status", "stage", "vintage"
TAG_LIST = Sign(
    unsure=("tags", "taglist", "tag-list", "keywords"),
    pattern=r"(?:^|[\s_-])(?:tags|tag-?list|taglist|keywords)(?:$|[\s_-])",
)  # fmt: skip
# The quoted post that a network's script turns into a frame
POST = Sign(
    "twitter-tweet", "twitter-video", "instagram-media", "tiktok-embed", "fb-post", "fb-video",
    "reddit-embed", "reddit-card", "bluesky-embed", "mastodon-embed", "telegram-post",
)  # fmt: skip
LIVE = Sign(
    "liveblog", "live-blog", "live_blog", "liveticker", "live-ticker", "liveupdate", "live-update",
    "live-entry", "live-post", "live-event",
)  # fmt: skip

_SIGNS = (BYLINE, CAPTION, CREDIT, COMMENT, CRUMB, TAG_LIST, POST, LIVE)
_PLACES = {sign: 2 * number for number, sign in enumerate(_SIGNS)}
_KINDS = Kinds(*[words for sign in _SIGNS for words in (sign.sure, sign.unsure)])

Telling = list[tuple[str, int]]


def telling(names: list[str]) -> Telling:
    """Return the names that may be for any of these things, and a bit for each kind of words."""
    return _KINDS.among(names)


def named_for(sign: Sign, found: Telling) -> frozenset[str]:
    """Return the names that are for one of these things, of those that `telling` found."""
    sure = 1 << _PLACES[sign]
    unsure = sure << 1
    return frozenset(
        [n for n, said in found if said & sure or (said & unsure and sign.is_meant(n))]
    )
