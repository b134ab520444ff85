"""Names of links that lead to a page about an author ("/authors/ada-quill")."""

from __future__ import annotations

import re

from newsclean.extract.fields.evidence import Evidence
from newsclean.extract.fields.folding import fold, squeeze
from newsclean.extract.fields.givennames import has_given
from newsclean.extract.fields.nameends import is_of_page
from newsclean.extract.fields.people import split_names
from newsclean.extract.fields.standing import pointing
from newsclean.extract.fields.stems import Stems
from newsclean.records import Link

# "/authors/ada-quill", "/profile/12", "/team/ben-holm"
_PROFILE = re.compile(
    r"/(?:(?:blog|our)[-_]?)?(?:(?P<sure>authors?|autor(?:en|es)?|auteurs?)|autori|writers?|users?"
    r"|profiles?|profil|people|person(?:en)?|teams?|staff|contributors?|by|journalists?|reporters?"
    r"|experts?|columnists?|bios?|members?|redakteure?|editorial-team)/(?:[\d.]+/)?"
    r"(?P<who>[^/?#]{1,60})/?(?:[?#]|$)|(?:[?&]author=|/@)(?P<handle>[^/?#&]{3,40})/?$",
    re.IGNORECASE,
)
# A part of each of those words, sought first
_PROFILE_STEMS = Stems(
    "author", "autor", "auteur", "writer", "user", "profil", "people", "person", "team", "staff",
    "contributor", "by/", "journalist", "reporter", "expert", "columnist", "bio", "member",
    "redakteur", "/@",
)  # fmt: skip


def profiled(links: list[Link]) -> list[tuple[int, str]]:
    """Return block and text of links to a page about an author ("/authors/ada-quill")."""
    found = []
    for link in links:
        if 2 < len(link.text) < 60:
            match = _profile_in(link.href)
            if not match or is_of_page(link.text):
                continue
            is_known = match["sure"] or _spells(match["who"] or match["handle"], link.text)
            # "/people/style/" is a section of many sites
            is_section = "/people/" in link.href and not has_given(link.text)
            if match["sure"] or (is_known and not is_section):
                found.append((link.block, link.text))
    return found


def _profile_in(address: str) -> re.Match[str] | None:
    return _PROFILE.search(address) if _PROFILE_STEMS.within(address.lower()) else None


def only_profile(evidence: Evidence) -> list[str]:
    """Return the one person whose author's page is linked from anywhere on the page, if one is."""
    found: dict[str, str] = {}
    # what is sure holds "aut" in all its languages: a substring is sought before a pattern
    for link in pointing(evidence.document.links, "aut", 5, 59):
        is_author = "author" in link.rel.split()
        if not is_author and "aut" in link.href.lower():
            match = _PROFILE.search(link.href)
            is_author = match is not None and match["sure"] is not None
        if is_author and not evidence.is_comment(link.block):
            found |= {fold(n): n for n in split_names(link.text) if has_given(n)}
        if len(found) > 1:
            return []
    return list(found.values())


def _spells(slug: str, text: str) -> bool:
    """Return whether an address's last part spells a word of a name.

    >>> _spells("ada-quill", "Ada Quill"), _spells("ada-quill", "View profile")
    (True, False)
    """
    short = squeeze(slug)
    return any(len(word) > 2 and word in short for word in fold(text).split())
