"""JSON-LD: scripts -> typed nodes, with broken JSON repaired where that is safe.

schema.org data as JSON-LD 1.1 (W3C Recommendation, 2020), read without its expansion algorithm:
`@graph`, arrays, `mainEntity` and references by `@id` are followed, contexts are not.
Everything is bounded; whatever cannot be read gives no node, never an error.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from newsclean.extract.fields.folding import one_line
from newsclean.kernels import KIND

Node = dict[str, Any]

_MOST_CHARS = 3_000_000
_MOST_REPAIRED = 400_000
_MOST_NODES = 400
_DEEPEST = 6
LONGEST = 5000  # characters of a value
_INNER = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item", "hasPart")
_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)+")
_CLOSING = re.compile(r"(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>|;|\s)+$")
_COMMA = re.compile(r",\s*([}\]])")  # {"a": 1,}
_ESCAPE = re.compile(r'\\(?!["\\/bfnrtu])')  # "it\'s"
_TAG = re.compile(r"<[^<>]{1,300}>")
_ARTICLES = frozenset(
    (
        "Article AdvertiserContentArticle NewsArticle AnalysisNewsArticle AskPublicNewsArticle "
        "BackgroundNewsArticle OpinionNewsArticle ReportageNewsArticle ReviewNewsArticle Report "
        "SatiricalArticle ScholarlyArticle MedicalScholarlyArticle SocialMediaPosting BlogPosting "
        "LiveBlogPosting DiscussionForumPosting TechArticle APIReference"
    ).split()
)
_LESSER = frozenset(("Review", "Recipe", "HowTo", "CreativeWork", "PodcastEpisode", "QAPage"))
_PAGES = frozenset(
    "WebPage ItemPage MediaGallery ImageGallery VideoGallery AboutPage FAQPage".split()
)
# Fields that can be cut safely out of JSON that cannot be parsed: their values hold no quotes.
_SALVAGED = re.compile(
    r'"(headline|datePublished|dateModified|articleSection)"\s*:\s*"([^"\\\n]{3,250}\S)"\s*[,}]'
)
_SALVAGED_TYPE = re.compile(r'"@type"\s*:\s*\[?\s*"([A-Za-z]{4,40})"')
_SALVAGED_AUTHOR = re.compile(
    r'"author"\s*:\s*\[?\s*\{[^{}\[\]]{0,300}"name"\s*:\s*"([^"\\]{2,80})"'
)


class Linked:
    """The typed nodes of a page's JSON-LD in page order, and what `@id` they go by."""

    def __init__(self, nodes: list[Node]) -> None:
        self.nodes = nodes
        self.types = [types_of(n) for n in nodes]
        self.by_id = {n["@id"]: n for n in nodes if isinstance(n.get("@id"), str)}

    def resolve(self, value: Any) -> Any:
        """Return the node a bare reference points to, or the value itself."""
        if isinstance(value, dict) and len(value) <= 2 and isinstance(value.get("@id"), str):
            return self.by_id.get(value["@id"], value)
        return value

    def articles(self) -> list[Node]:
        """Return the nodes of the NewsArticle family, or else those that may stand for one."""
        return self._among(_ARTICLES) or self._among(_LESSER)

    def pages(self) -> list[Node]:
        """Return the nodes that describe the page as a page."""
        return self._among(_PAGES)

    def typed(self, *names: str) -> list[Node]:
        """Return the nodes of one of these types."""
        return self._among(frozenset(names))

    def _among(self, names: frozenset[str]) -> list[Node]:
        pairs = zip(self.nodes, self.types, strict=True)
        return [node for node, types in pairs if not types.isdisjoint(names)]


def read_json_ld(scripts: Iterable[str]) -> Linked:
    """Read all scripts of a page.

    >>> read_json_ld(['{"@type": "NewsArticle", "headline": "Pier",}']).articles()[0]["headline"]
    'Pier'
    """
    nodes: list[Node] = []
    left = _MOST_CHARS
    for script in scripts:
        left -= len(script)
        if left < 0:
            break
        for value in _decoded(script):
            nodes.extend(_typed(value, 0))
            if len(nodes) > _MOST_NODES:
                return Linked(nodes[:_MOST_NODES])
    return Linked(nodes)


def types_of(node: Node) -> frozenset[str]:
    """Return the bare type names of a node.

    >>> types_of({"@type": "http://schema.org/NewsArticle"})
    frozenset({'NewsArticle'})
    """
    value = node.get("@type")
    names = value if isinstance(value, list) else [value]
    return frozenset(n.rsplit("/", 1)[-1].rsplit(":", 1)[-1] for n in names if isinstance(n, str))


def text_of(value: Any) -> str | None:
    """Return the text of a value: a string, or the name in a node, or the first of a list."""
    if isinstance(value, list):
        return next((t for t in map(text_of, value[:3]) if t), None)
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name") or value.get("headline")
    return plain(value) or None if isinstance(value, str) else None


def url_of(value: Any) -> str | None:
    """Return the address in a value: a string, or the url or @id of a node, or of the first."""
    if isinstance(value, list):
        return next((t for t in map(url_of, value[:3]) if t), None)
    if isinstance(value, dict):
        value = value.get("url") or value.get("contentUrl") or value.get("@id")
        return url_of(value) if isinstance(value, list) else _string(value)
    return _string(value)


def plain(text: str) -> str:
    r"""Return text without entities, tags and double blanks.

    >>> plain("Fish &amp;amp; <i>chips</i>\n twice")
    'Fish & chips twice'
    """
    text = text[:LONGEST]
    if "&" in text:
        text = html.unescape(html.unescape(text))
    if "<" in text:
        text = _TAG.sub("", text)
    return one_line(text)


def gather_plainly(pairs: tuple[tuple[str, str], ...]) -> dict[str, list[str]]:
    """Return the non-empty contents, made plain, by name.

    >>> gather_plainly((("author", "Ada&nbsp;Quill"), ("author", "Bo"), ("date", " ")))
    {'author': ['Ada Quill', 'Bo']}
    """
    found: dict[str, list[str]] = {}
    for name, content in pairs:
        value = plain(content)
        if value:
            found.setdefault(name, []).append(value)
    return found


if KIND == "compiled":
    from newsclean.kernels import words

    def gather(pairs: tuple[tuple[str, str], ...]) -> dict[str, list[str]]:
        """Do the same; most contents are plain as they are written."""
        return words.gather(pairs, plain, LONGEST)
else:
    gather = gather_plainly


def _string(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def decoded(text: str) -> Any:
    """Return the first value that JSON holds, mended as far as a whole script is; else None."""
    return next(_decoded(text), None)


def _decoded(script: str) -> Iterator[Any]:
    try:
        yield msgspec.json.decode(script)
    except (msgspec.DecodeError, RecursionError):
        if len(script) <= _MOST_REPAIRED:
            yield from _repaired(script)


def _repaired(script: str) -> Iterator[Any]:
    """Read JSON with comment marks around, raw line breaks, stray commas or several values."""
    text = _CLOSING.sub("", _WRAPPING.sub("", script.strip())) if script.strip() else ""
    if text.startswith("{&quot;"):
        text = html.unescape(text)
    for attempt in (text, _ESCAPE.sub(r"\\\\", _COMMA.sub(r"\1", text))):
        try:
            yield from _values(attempt)
        except (ValueError, RecursionError):
            continue
        return
    yield from _salvaged(text)


def _values(text: str) -> list[Any]:
    decoder = json.JSONDecoder(strict=False)
    found: list[Any] = []
    place = 0
    while place < len(text) and len(found) < 20:
        value, place = decoder.raw_decode(text, place)
        found.append(value)
        while place < len(text) and text[place] in " \t\r\n,;":
            place += 1
    return found


def _salvaged(text: str) -> Iterator[Node]:
    """Cut the few fields without inner quotes out of an article's unreadable JSON."""
    kind = _SALVAGED_TYPE.search(text)
    if not kind or kind[1] not in _ARTICLES:
        return
    node: Node = {"@type": kind[1]}
    for name, value in _SALVAGED.findall(text):
        node.setdefault(name, value)
    author = _SALVAGED_AUTHOR.search(text)
    if author:
        node["author"] = {"name": author[1]}
    yield node


def _typed(value: Any, depth: int) -> Iterator[Node]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for inner in value[:_MOST_NODES]:
            yield from _typed(inner, depth + 1)
    elif isinstance(value, dict):
        if "@type" in value:
            yield value
        for name in _INNER:
            inner = value.get(name)
            if isinstance(inner, dict | list):
                yield from _typed(inner, depth + 1)
