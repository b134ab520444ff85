"""Addresses: the canonical one, checked for sanity, and the next page of a split article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from newsclean.address_parts import host_of
from newsclean.extract.fields.addresses import LONGEST, whole
from newsclean.extract.fields.evidence import Candidate, Evidence
from newsclean.extract.fields.jsonld import url_of

_PAGE_PARAMETER = re.compile(
    r"(?:^|&)(?:page|p|pg|seite|pagina|paged|start|pagenumber)=(\d{1,3})(?:&|$)", re.I
)
_PAGE_TAIL = re.compile(
    r"(?:/(?:page|seite|pagina|p)?[/-]?(\d{1,3})|[_-](?:p|page|seite)?(\d{1,3}))/?(?:\.\w{2,5})?$",
    re.I,
)
_NEXT_TEXT = re.compile(
    r"^\W*(?:next(?: page)?|continue(?: reading)?|weiter|nächste seite|page suivante|suivant(?:e)?"
    r"|siguiente|página siguiente|pagina successiva|avanti|próxima(?: página)?|volgende"
    r"|следующая(?: страница)?|далее|następna(?: strona)?|dalej|次へ|次のページ|下一页|下一頁"
    r"|\d{1,2})\W*$",
    re.I,
)
_NOT_NEXT = frozenset("befghijklmoqrtuxyzBEFGHIJKLMOQRTUXYZ")  # what none of those begins with
_ENDING = re.compile(r"\.\w{2,5}$")
# What needs no taking apart below a known host: "/a?b=c"
_BELOW = re.compile(r"/(?!/)[^\s#?\\;]*(?:\?[^\s#\\;]+)?\Z")


def find_canonical(evidence: Evidence) -> Candidate | None:
    """Return the page's own address of itself, where it is of this site and not the home page."""
    here = evidence.response.url or ""
    if not host_of(here):
        here = ""  # a file, a bare string, or an address that is none
    for href, source in _told(evidence):
        url = absolute(evidence, href)
        if url and (not here or _sane(url, here)):
            return Candidate(url, source)
    return None


def _told(evidence: Evidence) -> Iterator[tuple[str, str]]:
    for href in evidence.linked_as("canonical"):
        yield href, "link:canonical"
    for value in evidence.metas.get("og:url", ())[:1]:
        yield value, "meta:og:url"
    for key in ("mainEntityOfPage", "url"):
        told = url_of(evidence.article.get(key))
        if told and "#" not in told:
            yield told, f"json-ld:{key}"


def absolute(evidence: Evidence, href: str) -> str | None:
    """Return an http(s) address without fragment, resolved against the page; None if it is none."""
    found = whole(href)
    if found is not None:
        return found
    href = href.strip()
    if not href or len(href) > LONGEST or href.startswith(("#", "data:", "javascript:", "about:")):
        return None
    href = href.partition("#")[0]
    if evidence.origin and "/." not in href and _BELOW.match(href):
        return evidence.origin + href
    try:
        full = href if href.startswith(("https://", "http://")) else urljoin(evidence.base, href)
        parts = urlsplit(full)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return None
        return urlunsplit(parts._replace(fragment=""))
    except ValueError:
        return None


def _sane(url: str, here: str) -> bool:
    if url == here:  # as most pages name it
        return True
    mine, other = urlsplit(here), urlsplit(url)
    if not same_site(mine.hostname or "", other.hostname or ""):
        return False
    is_home = other.path in ("", "/") and not other.query
    return not (is_home and (mine.path not in ("", "/") or mine.query))


def same_site(one: str, other: str) -> bool:
    """Return whether two hosts are of one site: the same, or one below the other or beside it.

    >>> same_site("www.news.example", "m.news.example"), same_site("a.co.uk", "b.co.uk")
    (True, False)
    """
    a, b = _registered(one.lower()), _registered(other.lower())
    return bool(a) and a == b


def _registered(host: str) -> str:
    """Return the name that was registered, by the shape of the last labels."""
    labels = host.split(".")
    if len(labels) < 3:
        return host
    second_level = len(labels[-1]) == 2 and len(labels[-2]) <= 3
    return ".".join(labels[-3:] if second_level else labels[-2:])


def find_next_page(evidence: Evidence) -> Candidate | None:
    """Return the address of the article's next page: the same path, one page on."""
    here = evidence.url
    if not here:
        return None
    for href, source in _next_links(evidence):
        url = absolute(evidence, href)
        if url and is_next_page(here, url):
            return Candidate(url, source)
    return None


def _next_links(evidence: Evidence) -> Iterator[tuple[str, str]]:
    for href in evidence.linked_as("next"):
        yield href, "link:next"
    low, high = evidence.start, evidence.end + 12
    for link in evidence.links_within(low, high):
        text, rel = link.text, link.rel
        if (rel and "next" in rel.lower().split()) or (
            len(text) < 24 and text[:1] not in _NOT_NEXT and _NEXT_TEXT.match(text)
        ):
            yield link.href, "text:next"


def is_next_page(here: str, url: str) -> bool:
    """Return whether an address is that of the page after this one.

    >>> is_next_page("https://a.example/pier", "https://a.example/pier?page=2")
    True
    >>> is_next_page("https://a.example/pier/2", "https://a.example/other-story")
    False
    """
    try:
        mine, other = urlsplit(here), urlsplit(url)
    except ValueError:
        return False
    if not same_site(mine.hostname or "", other.hostname or ""):
        return False
    stem, number = _page_of(mine)
    other_stem, other_number = _page_of(other)
    if other_number == number + 1 and other_stem == stem:
        return True
    # the first page's own address may end in a number, or have no number at all
    whole = _ENDING.sub("", mine.path.rstrip("/"))
    return other_number == 2 and other_stem == whole and mine.path not in ("", "/")


def _page_of(parts: SplitResult) -> tuple[str, int]:
    """Return the path without its page number, and the number (1 where none is written)."""
    path = parts.path.rstrip("/")
    query = _PAGE_PARAMETER.search(parts.query)
    if query:
        return _ENDING.sub("", path), int(query[1])
    tail = _PAGE_TAIL.search(path)
    if tail:
        return path[: tail.start()], int(tail[1] or tail[2])
    return _ENDING.sub("", path), 1
