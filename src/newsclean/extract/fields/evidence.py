"""What a page says of itself, gathered once and asked by every field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urljoin

import msgspec

from newsclean.address_parts import host_of
from newsclean.extract.fields.addresses import joined, same_path
from newsclean.extract.fields.cached import cached_property
from newsclean.extract.fields.folding import fold, squeeze
from newsclean.extract.fields.jsonld import (
    Linked,
    Node,
    gather,
    read_json_ld,
    text_of,
    url_of,
)
from newsclean.extract.fields.layout import Layout
from newsclean.extract.fields.letters import is_unfilled
from newsclean.records import Document, Hints, Labelling, Response

_NO_HINTS = Hints()
_PARSELY = {
    "title": "parsely-title",
    "section": "parsely-section",
    "author": "parsely-author",
    "authors": "parsely-author",
    "pub_date": "parsely-pub-date",
    "tags": "parsely-tags",
}
_ORIGIN = re.compile(r"https?://[a-zA-Z0-9][a-zA-Z0-9.-]*(?=[/?]|\Z)")


class Candidate(NamedTuple):
    """A value for a field and the name of the source that gave it."""

    value: str
    source: str


class Evidence(Layout):
    """A document, its labelling and its response, with the parts that several fields need."""

    def __init__(self, document: Document, labelling: Labelling, response: Response) -> None:
        super().__init__(document, labelling)
        self.response = response
        self.head = document.head
        self.hints = response.hints or _NO_HINTS

    @cached_property
    def metas(self) -> dict[str, list[str]]:
        """The non-empty contents of all metas by lower-case name, no template left unfilled."""
        found = gather(self.head.metas)
        for name in [n for n, values in found.items() if any(map(is_unfilled, values))]:
            found[name] = [value for value in found[name] if not is_unfilled(value)]
            if not found[name]:
                del found[name]
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

    def linked_as(self, rel: str) -> Iterator[str]:
        """Yield the addresses of the head's links of this relation."""
        for names, href, _ in self.head.links:
            low = names.lower()
            if rel in low and rel in low.split():
                yield href

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
        if address and self.url and same_path(joined(self.url, address), self.url):
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
    def site_names(self) -> tuple[str, ...]:
        """Names the page gives to its site, best first."""
        told = self.meta("og:site_name", "application-name", "apple-mobile-web-app-title")
        values = [told.value] if told else []
        publisher = text_of(self.linked.resolve(self.article.get("publisher")))
        sites = (text_of(n) for n in self.linked.typed("WebSite"))
        values += [v for v in (publisher, *sites, self.hints.site) if v]
        return tuple(dict.fromkeys(v for v in values if len(v) < 80))

    @cached_property
    def squeezed_sites(self) -> frozenset[str]:
        """The site's names and host, letters and digits only."""
        return frozenset(squeeze(name) for name in (*self.site_names, self.host))

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
