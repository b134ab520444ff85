"""What a page says of itself, gathered once and asked by every field."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import compress, count
from operator import attrgetter
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

import msgspec

from newsclean.extract.fields.jsonld import (
    Linked,
    Node,
    plain,
    read_json_ld,
    text_of,
    url_of,
)
from newsclean.extract.fields.stems import Stems
from newsclean.records import Block, Document, Hints, Image, Labelling, Link, Response

_NOT_WORD = re.compile(r"[\W_]+")
_ASCII = {c: chr(c).lower() if chr(c).isalnum() else " " for c in range(128)}
_NO_HINTS = Hints()
_PARSELY = {
    "title": "parsely-title",
    "section": "parsely-section",
    "author": "parsely-author",
    "authors": "parsely-author",
    "pub_date": "parsely-pub-date",
    "tags": "parsely-tags",
}
_LONG = 150
_BELOW, _BEFORE, _BESIDE = 12, 8, 3
_ORIGIN = re.compile(r"https?://[a-zA-Z0-9][a-zA-Z0-9.-]*(?=[/?]|\Z)")
_names_of = attrgetter("names")
_COMMENT = re.compile(
    r"(?<!no[-_])comment(?!s?[-_]?(?:count|link|open|closed|num))|kommentar|related|recommended"
    r"|popular|trending|leserbrief",
    re.IGNORECASE,
)
# A part of each of those words, sought first
_COMMENT_STEMS = Stems(
    "comment", "kommentar", "related", "recommended", "popular", "trending", "leserb"
)


class Candidate(NamedTuple):
    """A value for a field and the name of the source that gave it."""

    value: str
    source: str


class Evidence:
    """A document, its labelling and its response, with the parts that several fields need."""

    def __init__(self, document: Document, labelling: Labelling, response: Response) -> None:
        self.document = document
        self.labelling = labelling
        self.response = response
        self.head = document.head
        self.hints = response.hints or _NO_HINTS
        self._comment: dict[int, bool] = {}
        # the parts of lines that may hold a date; `shown` fills it
        self.dated: dict[int, list[tuple[str, bool]]] = {}
        self.title_block = 0  # where the headline is shown; `find_title` says so
        self.images: tuple[Image, ...] = ()  # the images of the content; `find_images` says which

    @cached_property
    def metas(self) -> dict[str, list[str]]:
        """The non-empty contents of all metas by lower-case name."""
        found: dict[str, list[str]] = {}
        for name, content in self.head.metas:
            is_plain = "&" not in content and "<" not in content
            value = " ".join(content[:5000].split()) if is_plain else plain(content)
            if value:
                found.setdefault(name, []).append(value)
        for value in found.get("parsely-page", ())[:1]:
            for name, text in _parsely(value):
                found.setdefault(name, []).append(text)
        return found

    def meta(self, *names: str) -> Candidate | None:
        """Return the first content of the first of these names present."""
        for name in names:
            values = self.metas.get(name)
            if values:
                return Candidate(values[0], f"meta:{name}")
        return None

    @cached_property
    def linked(self) -> Linked:
        """The page's JSON-LD."""
        return read_json_ld(self.head.json_ld)

    @cached_property
    def article(self) -> Node:
        """The JSON-LD node of this page's article; empty where there is none."""
        nodes = self.linked.articles()
        if len(nodes) < 2:
            return nodes[0] if nodes else {}
        return max(enumerate(nodes), key=lambda pair: (self._fitness(pair[1]), -pair[0]))[1]

    @cached_property
    def page(self) -> Node:
        """The JSON-LD node that describes the page; empty where there is none."""
        return next(iter(self.linked.pages()), {})

    def _fitness(self, node: Node) -> int:
        """How well an article's node fits this page: by address, by headline, by fullness."""
        score = 0
        address = url_of(node.get("url")) or url_of(node.get("mainEntityOfPage"))
        if address and self.url and same_path(_joined(self.url, address), self.url):
            score += 4
        title = fold((self.meta("og:title") or Candidate(self.head.title or "", "")).value)
        name = fold(text_of(node.get("headline")) or text_of(node.get("name")) or "")
        if name and (name == title or title.startswith(name)):
            score += 4
        return score + sum(key in node for key in ("datePublished", "author", "headline"))

    @cached_property
    def url(self) -> str | None:
        """The address of the page: where it came from, else what it says."""
        if self.response.url:
            return self.response.url
        told = self.meta("og:url")
        return told.value if told else None

    @cached_property
    def base(self) -> str:
        """The address that relative ones are resolved against."""
        try:
            return urljoin(self.url or "", self.head.base or "")
        except ValueError:
            return ""

    @cached_property
    def origin(self) -> str:
        """Scheme and host that addresses beginning with a slash lie below; empty if unknown."""
        match = _ORIGIN.match(self.base)
        return match[0] if match else ""

    @cached_property
    def host(self) -> str:
        """The host of the page without www."""
        return host_of(self.url or "")

    @cached_property
    def kept(self) -> list[int]:
        """The indices of the article's blocks; those of long paragraphs where none was kept."""
        kept = list(compress(count(), self.labelling.keep))
        if not kept and self.labelling.texts is not None:
            chosen = {fold(b.text) for b in self.labelling.texts}
            kept = [i for i, b in enumerate(self.document.blocks) if fold(b.text) in chosen]
        return kept or [
            i
            for i, b in enumerate(self.document.blocks)
            if len(b.text) > _LONG and b.link_chars < len(b.text) / 3
        ]

    @cached_property
    def start(self) -> int:
        """The index of the first block of the article."""
        return self.kept[0] if self.kept else len(self.document.blocks)

    @cached_property
    def end(self) -> int:
        """The index after the last block of the article."""
        return self.kept[-1] + 1 if self.kept else len(self.document.blocks)

    @cached_property
    def zone(self) -> dict[int, None]:
        """The blocks around the headline and before the article, in the order to look.

        Ask only once `title_block` is known.
        """
        title, start = self.title_block, self.start
        size = len(self.document.blocks)
        below = range(title, min(size, title + _BELOW + 1))
        before = range(max(0, start - _BEFORE), min(size, start + 1))
        above = range(title - 1, max(-1, title - 5), -1)
        return dict.fromkeys((*below, *before, *above))

    @cached_property
    def site_names(self) -> tuple[str, ...]:
        """Names the page gives to its site, best first."""
        told = self.meta("og:site_name", "application-name", "apple-mobile-web-app-title")
        values = [told.value] if told else []
        publisher = text_of(self.linked.resolve(self.article.get("publisher")))
        sites = (text_of(n) for n in self.linked.typed("WebSite"))
        values += [v for v in (publisher, *sites, self.hints.site) if v]
        return tuple(dict.fromkeys(v for v in values if len(v) < 80))

    @cached_property
    def heads(self) -> list[tuple[int, Block]]:
        """Index and block of the headings of all levels."""
        return [(i, b) for i, b in enumerate(self.document.blocks) if b.level is not None]

    @cached_property
    def headings(self) -> list[tuple[int, str]]:
        """Index and text of the level-one headings."""
        return [(i, b.text) for i, b in self.heads if b.level == 1]

    def is_comment(self, block: int) -> bool:
        """Return whether a block stands in comments or in a list of other articles.

        The names of its element, or of one of the three around it, say so.
        """
        elements = self.document.elements
        if block >= len(self.document.blocks) or not elements:
            return False
        place = first = self.document.blocks[block].element
        if first not in self._comment:
            said = False
            for _ in range(4):
                said = said or (place >= 0 and speaks_of_comments(elements[place].names))
                place = elements[place].parent if place >= 0 else -1
            self._comment[first] = said
        return self._comment[first]

    def is_apart(self, block: int) -> bool:
        """Return whether a block stands among comments or teasers, and not beside the headline."""
        return abs(block - self.title_block) > _BESIDE and self.is_comment(block)

    def chain(self, block: int) -> Iterator[tuple[str, str]]:
        """Yield tag and names of a block's element and of those around it."""
        elements = self.document.elements
        place = self.document.blocks[block].element if elements else -1
        while place >= 0:
            element = elements[place]
            yield element.tag, element.names
            place = element.parent

    @cached_property
    def related(self) -> list[Link]:
        """The links that say how they are related (rel)."""
        return [link for link in self.document.links if link.rel]

    @cached_property
    def _link_places(self) -> list[int] | None:
        """The blocks of the links; None where links in links are out of their order."""
        places = [link.block for link in self.document.links]
        return places if places == sorted(places) else None

    def links_within(self, low: int, high: int) -> Sequence[Link]:
        """Return the links from one block to another, that one with them, in order."""
        links, places = self.document.links, self._link_places
        if places is None:
            return [link for link in links if low <= link.block <= high]
        return links[bisect_left(places, low) : bisect_right(places, high)]

    @cached_property
    def _distinct_names(self) -> set[str]:
        return set(map(_names_of, self.document.elements))

    @cached_property
    def _all_names(self) -> str:
        return " ".join(self._distinct_names).lower()

    def says(self, words: Stems) -> bool:
        """Return whether a name of any element holds one of these words."""
        return words.within(self._all_names)

    def marked(self, pattern: re.Pattern[str], words: Stems) -> Callable[[int], bool]:
        """Return what tells of an element whether its names, or those of one around it, match.

        Each match must hold one of the words.
        """
        hits = {
            names
            for names in self._distinct_names
            if words.within(names.lower()) and pattern.search(names)
        }
        elements = self.document.elements
        known = {-1: False}

        def is_marked(place: int) -> bool:
            passed: list[int] = []
            while place not in known:
                if elements[place].names in hits:
                    known[place] = True
                    break
                passed.append(place)
                place = elements[place].parent
            said = known[place]
            known.update(dict.fromkeys(passed, said))
            return said

        return is_marked

    @cached_property
    def types(self) -> frozenset[str]:
        """All JSON-LD types on the page."""
        return frozenset().union(*self.linked.types)


def _parsely(page: str) -> Iterator[tuple[str, str]]:
    """Yield what the JSON of a parsely-page meta says, under the names of single metas.

    >>> dict(_parsely('{"section": "Harbour", "authors": ["Ada Quill"]}'))
    {'parsely-section': 'Harbour', 'parsely-author': 'Ada Quill'}
    """
    try:
        said = msgspec.json.decode(page, type=dict[str, str | list[str] | None])
    except msgspec.DecodeError:
        return
    for name, target in _PARSELY.items():
        value = said.get(name)
        for text in [value] if isinstance(value, str) else value or []:
            if text.strip():
                yield target, text.strip()


@lru_cache(maxsize=4096)
def speaks_of_comments(names: str) -> bool:
    """Return whether an element's names are those of comments or of lists of other articles."""
    return _COMMENT_STEMS.within(names.lower()) and bool(_COMMENT.search(names))


@lru_cache(maxsize=2048)
def fold(text: str) -> str:
    """Return text for comparison: lower case, words only.

    >>> fold("“Pier” to be re-built!")
    'pier to be re built'
    """
    if text.isascii():
        return " ".join(text.translate(_ASCII).split())
    return _NOT_WORD.sub(" ", text.casefold()).strip()


@lru_cache(maxsize=2048)
def squeeze(text: str) -> str:
    """Return letters and digits only, in lower case.

    >>> squeeze("The Daily-Harrow")
    'thedailyharrow'
    """
    if text.isascii():
        return "".join(text.translate(_ASCII).split())
    return _NOT_WORD.sub("", text.casefold())


def _joined(base: str, href: str) -> str:
    """Return an address resolved against another; the address itself where either is malformed."""
    try:
        return urljoin(base, href)
    except ValueError:
        return href


def host_of(url: str) -> str:
    """Return the host of an address without www; empty where it has none or is malformed.

    >>> host_of("https://www.news.example/a"), host_of("http://[bad")
    ('news.example', '')
    """
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def same_path(one: str, other: str) -> bool:
    """Return whether two addresses have the same path."""
    try:
        a, b = urlsplit(one), urlsplit(other)
    except ValueError:
        return False
    return a.path.rstrip("/") == b.path.rstrip("/") and a.path not in ("", "/")
