"""Sitemaps, news sitemaps, their indexes (also gzipped, also plain lists) -> targets with hints.

sitemaps.org protocol 0.9 and the news extension. XML is read without DTD, entities or network.
"""

from __future__ import annotations

import io
import zlib
from urllib.parse import urljoin

from lxml import etree

from newsclean.records import Hints, Listing, Response, Target
from newsclean.sources.dates import feed_date
from newsclean.sources.feeds import parse_feed
from newsclean.sources.relisted import trimmed

MAX_BYTES = 10 * 1024 * 1024
MAX_URLS = 50_000
_NAMES = ("url", "sitemap")


def parse_sitemap(response: Response, before: bytes = b"") -> Listing:
    """Return the pages and the further sitemaps of a sitemap; problems say what was not read.

    `before` are the `marks` of an earlier listing: its entries are only counted, as `relisted`.
    """
    body = response.body.encode() if isinstance(response.body, str) else response.body
    try:
        body = _unpacked(body)
    except ValueError as error:
        return Listing(url=response.url, problems=(str(error),))
    start = body[:2048].lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"<!ENTITY" in body[:65536] or b"<!DOCTYPE" in start:
        return Listing(url=response.url, problems=("a sitemap with a DTD is not read",))
    if b"<rss" in start or b"<feed" in start:
        return parse_feed(response)
    if not start.startswith(b"<") and b"\x00" not in start:
        return _plain(body, response)
    return _xml(body, response, before)


def _unpacked(body: bytes) -> bytes:
    """Undo gzip within the limits; ValueError where it is over them or broken."""
    if not body.startswith(b"\x1f\x8b"):
        return body
    unpacker = zlib.decompressobj(31)
    try:
        data = unpacker.decompress(body, MAX_BYTES + 1)
    except zlib.error as error:
        raise ValueError(f"the gzipped sitemap is broken: {error}") from error
    if len(data) > MAX_BYTES:
        raise ValueError(f"the sitemap is larger than {MAX_BYTES >> 20} MiB unpacked")
    return data  # a cut file gives what came before the cut


def _plain(body: bytes, response: Response) -> Listing:
    """Read a list of addresses, one a line."""
    lines = (line.strip() for line in body.decode("utf-8", "replace").splitlines())
    urls = [line for line in lines if line.startswith(("http://", "https://")) and len(line) < 4000]
    problems = () if urls else ("not a sitemap: neither XML nor a list of addresses",)
    origin = response.url or ""
    targets = tuple(Target(url=url, origin=origin) for url in urls[:MAX_URLS])
    return Listing(url=response.url, targets=targets, problems=problems)


def _xml(body: bytes, response: Response, before: bytes) -> Listing:
    base = response.url or ""
    part = trimmed(body, base, before, MAX_URLS)
    targets: list[Target] = []
    sitemaps: list[Target] = []
    problems: list[str] = []
    try:
        for _, element in _entries(part.body):
            target = _target(element, base)
            if target is not None:
                (targets if _name(element.tag) == "url" else sitemaps).append(target)
            _forget(element)
            if len(targets) >= MAX_URLS or len(sitemaps) >= MAX_URLS:
                problems.append(f"more than {MAX_URLS:,} addresses; the rest was not read")
                break
    except etree.XMLSyntaxError as error:
        problems.append(f"malformed, {len(targets) + len(sitemaps)} addresses read: {error}"[:300])
    if not (targets or sitemaps or problems):
        problems.append("the sitemap lists nothing")
    understood = not problems and len(targets) == part.kept
    return Listing(
        url=response.url,
        targets=tuple(targets),
        sitemaps=tuple(sitemaps),
        problems=tuple(problems),
        relisted=part.left_out,
        marks=part.marks if understood else b"",  # an entry that was not read is no known one
    )


def _entries(body: bytes) -> etree.iterparse[tuple[str, etree._Element]]:
    return etree.iterparse(
        io.BytesIO(body),
        events=("end",),
        tag=("{*}url", "{*}sitemap"),
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        recover=True,
        remove_comments=True,
        remove_pis=True,
    )


def _target(element: etree._Element, base: str) -> Target | None:
    found: dict[str, str] = {}
    for child in element.iter():
        if isinstance(child.tag, str) and child.text:
            text = child.text.strip()
            if text:
                found.setdefault(_name(child.tag), text)
    link = found.get("loc", "")
    if not link or len(link) > 4000:
        return None
    try:
        url = link if link.startswith(("http://", "https://")) else urljoin(base, link)
    except ValueError:  # "http://[bad"
        return None
    if not url.startswith(("http://", "https://")):
        return None
    return Target(url=url, origin=base, hints=_hints(found))


def _name(tag: str) -> str:
    """Return a tag's name without its namespace, declared or not.

    >>> _name("{http://www.sitemaps.org/schemas/sitemap/0.9}url"), _name("undeclared:url")
    ('url', 'url')
    """
    return tag.rpartition("}")[2].rpartition(":")[2]


def _hints(found: dict[str, str]) -> Hints | None:
    if len(found) == 1:
        return None
    return Hints(
        title=found.get("title"),
        published=feed_date(found.get("publication_date")),
        modified=feed_date(found.get("lastmod")),
        site=found.get("name"),
    )


def _forget(element: etree._Element) -> None:
    """Free an entry that was read, and what stands before it."""
    element.clear()
    parent = element.getparent()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]
