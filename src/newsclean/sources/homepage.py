"""Home and section pages: which of their links lead to articles.

A first guess comes from the shape of the address and the place of the link; what came of earlier
links of the same shape on the same site overrules it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urljoin, urlsplit

from newsclean.records import Document, Guess, Hints, Link, Listing, Target

_ASIDE = frozenset({"nav", "footer", "aside", "form", "dialog"})
_DATE = re.compile(r"/(?:19|20)\d\d[/-]?(?:\d{1,2}|[a-z]{3})(?:[/-]?\d{1,2})?(?=[/-])")
_NUMBER = re.compile(r"\d{5,}")
_FILE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|pdf|zip|mp[34]|css|js|xml|rss|json|ico|txt)$", re.I
)
_WORDS = re.compile(r"[^\W_]+", re.UNICODE)
_LISTED = 4  # results of a shape before they count
_FLOOR = 0.5


def link_guesses(document: Document, url: str) -> Listing:
    """Return every link of the page to its own site with a guess, best first within page order."""
    base = _join(url, document.head.base or "") or url
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    found: dict[str, Guess] = {}
    for link in document.links:
        guess = _guess(document, link, base, host)
        if guess and (guess.url not in found or found[guess.url].score < guess.score):
            found[guess.url] = guess
    return Listing(url=url, guesses=tuple(found.values()), feeds=tuple(_feeds(document, base)))


def chosen(
    listing: Listing, learned: Mapping[str, tuple[int, int]], origin: str
) -> Iterator[Target]:
    """Yield the links that look like articles, by what was learned of their shapes.

    `learned` maps a shape to how many links of it gave an article, and how many did not.
    """
    for guess in listing.guesses:
        if belief(guess, learned) >= _FLOOR:
            yield Target(url=guess.url, origin=origin, hints=Hints(title=guess.title or None))


def belief(guess: Guess, learned: Mapping[str, tuple[int, int]]) -> float:
    """Return the belief that a link leads to an article, the guess weighing as four results.

    >>> belief(Guess("https://a.example/x", "/w", 0.4, ""), {"/w": (12, 0)}) > 0.8
    True
    """
    yes, no = learned.get(guess.shape, (0, 0))
    if yes + no < _LISTED:
        return guess.score
    return (yes + _LISTED * guess.score) / (yes + no + _LISTED)


def shape_of(url: str) -> str:
    """Return the shape of an address: its first folder, and the kinds of the other parts.

    >>> shape_of("https://a.example/city/2026/11/19/night-ferry-choir.html")
    '/city/4/2/2/slug.html'
    >>> shape_of("https://a.example/about"), shape_of("https://a.example/story-881234?x=1")
    ('/word', '/slug9?x')
    """
    parts = urlsplit(url)
    pieces = [p for p in parts.path.split("/") if p]
    names = [_piece(p, folder=i == 0 and len(pieces) > 1) for i, p in enumerate(pieces)]
    keys = sorted({pair.partition("=")[0] for pair in parts.query.split("&") if pair})
    return "/" + "/".join(names) + ("?" + "&".join(keys[:4]) if keys else "")


def _piece(piece: str, *, folder: bool) -> str:
    stem, dot, ending = piece.rpartition(".")
    if not dot or len(ending) > 5 or not ending.isalpha():
        stem, dot, ending = piece, "", ""
    if stem.isdigit():
        kind = str(len(stem)) if len(stem) < 5 else "id"
    elif len(re.split(r"[-_+]|%20", stem)) >= 3:
        kind = "slug"
    elif folder and len(stem) <= 24:
        kind = stem.lower()
    else:
        kind = "word"
    if not stem.isdigit() and _NUMBER.search(stem):
        kind = ("slug" if "-" in stem or "_" in stem else "word") + "9"
    return kind + dot + ending.lower()


def _guess(document: Document, link: Link, base: str, host: str) -> Guess | None:
    url = _join(base, link.href)
    if url is None:
        return None
    parts = urlsplit(url)
    if (parts.hostname or "").removeprefix("www.") != host or parts.path in ("", "/"):
        return None
    if _FILE.search(parts.path):
        return None
    title = " ".join(link.text.split())[:300]
    return Guess(url, shape_of(url), round(_score(document, link, url, title), 3), title)


def _score(document: Document, link: Link, url: str, title: str) -> float:
    """Weigh address, words and place into 0..1."""
    path = urlsplit(url).path
    last = path.rstrip("/").rpartition("/")[2]
    hyphens = len(re.split(r"[-_+]|%20", last)) - 1
    score = 0.1
    score += 0.35 if _DATE.search(path) else 0.0
    score += 0.25 if hyphens >= 3 else 0.1 * (hyphens == 2)
    score += 0.2 if _NUMBER.search(path) else 0.0
    score += _words_score(title)
    block = document.blocks[link.block] if link.block < len(document.blocks) else None
    if block is not None:
        score += 0.2 if block.kind == "heading" else 0.0
        score -= 0.45 if _aside(document, block.element) else 0.0
    score -= 0.2 if path.count("/") <= 1 + path.endswith("/") and hyphens < 2 else 0.0
    return min(max(score, 0.0), 1.0)


def _words_score(title: str) -> float:
    """Weigh the words of a link; headlines are longer than names of sections."""
    words = _WORDS.findall(title)
    count = len(words) if len(words) > 1 or title.isascii() else len(title) // 2
    if count >= 5:
        return 0.3
    return {4: 0.2, 3: 0.05}.get(count, -0.1)


def _aside(document: Document, element: int) -> bool:
    for _ in range(60):
        if element < 0 or element >= len(document.elements):
            return False
        if document.elements[element].tag in _ASIDE:
            return True
        element = document.elements[element].parent
    return False


def _feeds(document: Document, base: str) -> Iterator[str]:
    """Yield the feeds that the page's head names (rel=alternate)."""
    for rel, href, kind in document.head.links:
        if "alternate" in rel.lower().split() and any(
            name in kind.lower() for name in ("rss", "atom", "feed+json")
        ):
            url = _join(base, href)
            if url:
                yield url


def _join(base: str, href: str) -> str | None:
    href = href.strip()
    if not href or len(href) > 2000 or href.startswith(("#", "javascript:", "data:", "mailto:")):
        return None
    try:
        url = urljoin(base, href).partition("#")[0]
        return url if urlsplit(url).hostname and url.startswith("http") else None
    except ValueError:  # "http://[bad"
        return None
