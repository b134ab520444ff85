"""RSS, Atom and JSON Feed -> targets with hints; a malformed feed still yields what it can."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

import feedparser
import msgspec

from newsclean.records import Hints, Listing, Response, Target
from newsclean.sources.dates import feed_date

MAX_READ = 4 * 1024 * 1024  # feedparser takes about a second for a megabyte; the newest come first
MAX_ENTRIES = 5_000
_LAST_ENTRY = re.compile(rb"</(?:item|entry)\s*>", re.I)


def parse_feed(response: Response) -> Listing:
    """Return what a feed lists, in its order; problems say what could not be read."""
    body = response.body.encode() if isinstance(response.body, str) else response.body
    body, problems = _bounded(body)
    if body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        found, more = _json_feed(body, response)
    else:
        found, more = _xml_feed(body, response)
    targets = tuple(found)[:MAX_ENTRIES]
    problems += more
    if not targets and not problems:
        problems.append("the feed lists no pages")
    return Listing(url=response.url, targets=targets, problems=tuple(problems))


def _bounded(body: bytes) -> tuple[bytes, list[str]]:
    if len(body) <= MAX_READ:
        return body, []
    ends = [match.end() for match in _LAST_ENTRY.finditer(body, 0, MAX_READ)]
    cut = body[: ends[-1] if ends else MAX_READ]
    return cut, [f"only the first {len(cut):,} of {len(body):,} bytes of the feed were read"]


def _xml_feed(body: bytes, response: Response) -> tuple[list[Target], list[str]]:
    headers = {"content-type": response.header("content-type") or "application/xml"}
    feed = feedparser.parse(
        io.BytesIO(body),  # never a bare string, which feedparser would open as file or address
        response_headers=headers,
        resolve_relative_uris=False,
        sanitize_html=False,
    )
    base = response.url or ""
    site = _text(feed.feed.get("title"))
    targets = [t for entry in feed.entries if (t := _entry(entry, base, site))]
    problems = []
    if feed.bozo and not targets:
        problems.append(f"not a feed: {feed.get('bozo_exception')}"[:300])
    elif feed.bozo and "CharacterEncodingOverride" not in type(feed.bozo_exception).__name__:
        problems.append(
            f"a malformed feed, {len(targets)} entries read: {feed.bozo_exception}"[:300]
        )
    return targets, problems


def _entry(entry: Any, base: str, site: str | None) -> Target | None:
    link = entry.get("feedburner_origlink") or entry.get("link") or _permanent(entry)
    url = _absolute(base, link)
    if url is None:
        return None
    names = [entry.get("author"), *(a.get("name") for a in entry.get("authors", ()))]
    tags = [t.get("term") for t in entry.get("tags", ())]
    hints = Hints(
        title=_text(entry.get("title")),
        published=feed_date(entry.get("published")),
        modified=feed_date(dict.get(entry, "updated")),  # get() would give the published date
        authors=tuple(dict.fromkeys(n for name in names if (n := _text(name)))),
        section=next((t for tag in tags if (t := _text(tag))), None),
        site=site,
    )
    return Target(url=url, origin=base, hints=hints)


def _permanent(entry: Any) -> str | None:
    guid = entry.get("id")
    return guid if isinstance(guid, str) and guid.startswith(("http://", "https://")) else None


class _Author(msgspec.Struct):
    name: str | None = None


class _Item(msgspec.Struct):
    """An item of JSON Feed 1.1 (jsonfeed.org/version/1.1)."""

    url: str | None = None
    id: str | int | None = None
    title: str | None = None
    date_published: str | None = None
    date_modified: str | None = None
    authors: list[_Author] | None = None
    author: _Author | None = None
    tags: list[str] | None = None


class _JsonFeed(msgspec.Struct):
    title: str | None = None
    items: list[msgspec.Raw] = []


def _json_feed(body: bytes, response: Response) -> tuple[list[Target], list[str]]:
    try:
        feed = msgspec.json.decode(body.removeprefix(b"\xef\xbb\xbf"), type=_JsonFeed)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return [], [f"not a JSON Feed: {error}"[:300]]
    targets, bad = [], 0
    for item in _items(feed):
        target = item and _json_entry(item, response.url or "", feed.title)
        bad += target is None
        targets += [target] if target else []
    return targets, [f"{bad} items without an address could not be read"] if bad else []


def _items(feed: _JsonFeed) -> Iterator[_Item | None]:
    for raw in feed.items:
        try:
            yield msgspec.json.decode(raw, type=_Item)
        except msgspec.DecodeError:
            yield None


def _json_entry(item: _Item, base: str, site: str | None) -> Target | None:
    guid = item.id if isinstance(item.id, str) and item.id.startswith("http") else None
    url = _absolute(base, item.url or guid)
    if url is None:
        return None
    people = [*(item.authors or ()), *([item.author] if item.author else ())]
    hints = Hints(
        title=_text(item.title),
        published=feed_date(item.date_published),
        modified=feed_date(item.date_modified),
        authors=tuple(dict.fromkeys(n for person in people if (n := _text(person.name)))),
        section=next((t for tag in item.tags or () if (t := _text(tag))), None),
        site=_text(site),
    )
    return Target(url=url, origin=base, hints=hints)


def _absolute(base: str, link: object) -> str | None:
    if not isinstance(link, str) or not link.strip() or len(link) > 4000:
        return None
    try:
        url = urljoin(base, link.strip())
    except ValueError:  # "http://[bad"
        return None
    return url if url.startswith(("http://", "https://")) else None


def _text(value: object) -> str | None:
    """Fold white space; None for what says nothing."""
    text = " ".join(value.split())[:500] if isinstance(value, str) else ""
    return text or None
