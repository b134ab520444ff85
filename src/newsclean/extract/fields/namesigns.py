"""What elements are named for: their class and id names, told by words of the trade.

All names of a page are looked at once for all words together; the few that hold one are then held
against each pattern that somebody asks for (`Layout.named`).
"""

from __future__ import annotations

import re

from newsclean.extract.fields.stems import Stems


class Sign:
    """What names look like that are for one thing: words, one of which is in each.

    Where not all names that hold one are meant, a pattern tells which; it ignores case.

    >>> sign = Sign("author", pattern=r"(?<!un)author")
    >>> sign.fits("byAuthor"), sign.fits("unauthorized")
    (True, False)
    """

    def __init__(self, *words: str, pattern: str = "") -> None:
        self.words = words
        self._stems = Stems(*words)
        self._pattern = re.compile(pattern, re.IGNORECASE)  # an empty one is found everywhere

    def fits(self, names: str) -> bool:
        """Return whether an element's names are for this."""
        return self._stems.within(names.lower()) and self._pattern.search(names) is not None

    def among(self, names: tuple[str, ...]) -> frozenset[str]:
        """Return the names that are for this."""
        return frozenset(n for n in self._stems.among(names) if self._pattern.search(n))


BYLINE = Sign(
    "author", "byline", "creator", "writer", "reporter", "journalist", "contributor", "auto",
    "aute", "redaktor",
    pattern=r"(?<!un)author|byline|(?<![a-z])creator|writer|reporter|journalist|contributor"
    r"|\baut(?:or|eur)|redaktor",
)  # fmt: skip
CAPTION = Sign("caption", "legend", "bild", pattern="caption|legend|bildunterschrift|bildtext")
CREDIT = Sign(
    "credit", "copyright", "photographer", "source", "quelle", "attribution",
)  # fmt: skip
# Comments, and lists of other articles
COMMENT = Sign(
    "comment", "kommentar", "related", "recommended", "popular", "trending", "leserb",
    pattern=r"(?<!no[-_])comment(?!s?[-_]?(?:count|link|open|closed|num))|kommentar|related"
    r"|recommended|popular|trending|leserbrief",
)  # fmt: skip
CRUMB = Sign("crumb", "ariadne")
# class="tags", "post-tags", "tag-list", "article__tags"; not "status", "stage", "vintage"
TAG_LIST = Sign(
    "tags", "taglist", "tag-list", "keywords",
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
_ANY = Stems(*dict.fromkeys(word for sign in _SIGNS for word in sign.words))


def telling(names: list[str]) -> tuple[str, ...]:
    """Return the names that may be for any of these things, each once."""
    return _ANY.telling(names)
