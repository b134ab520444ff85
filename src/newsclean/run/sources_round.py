"""First half of a crawl: read feeds, sitemaps and section pages, take in the URLs that are new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urlsplit

import msgspec

from newsclean.errors import Reason
from newsclean.extract.fields.canonical import same_site
from newsclean.records import Listing, Rejected, Target
from newsclean.run.crawl_options import Site
from newsclean.run.interleave import interleaved
from newsclean.run.listings import ListingTable
from newsclean.run.moments import listed_at, moment, start_of
from newsclean.run.reader import Read, Reader
from newsclean.run.shapes import ShapeTable
from newsclean.run.source_table import SourceKind, SourceRow, SourceSeen, SourceTable, settings_of
from newsclean.run.state import State
from newsclean.run.tally import Tally
from newsclean.run.url_key import url_key
from newsclean.run.urls import UrlTable
from newsclean.run.wanted import Wanted
from newsclean.sources.homepage import chosen
from newsclean.stages import Clock

MAX_DEPTH = 3
MAX_SITEMAPS = 500
_TOGETHER = 2.0


class Asked(msgspec.Struct, frozen=True):
    """A source that is to be read."""

    url: str
    site: Site
    kind: SourceKind
    row: SourceRow | None
    lastmod: str | None = None


class SourcesRound:
    """Reads the sources of all sites, sitemap indexes level by level."""

    def __init__(self, state: State, reader: Reader, clock: Clock, tally: Tally) -> None:
        self._state = state
        self._reader = reader
        self._clock = clock
        self._tally = tally
        self._sources = SourceTable(state)
        self._urls = UrlTable(state)
        self._shapes = ShapeTable(state)
        self._listings = ListingTable(state)
        self._wanted: dict[str, Wanted] = {}
        self._visited: set[str] = set()
        self._files: dict[str, int] = {}
        self._began = 0.0
        self.trusting = True  # False: read everything anew, whatever was remembered

    def run(self, sites: Sequence[Site]) -> None:
        """Read every source that is due."""
        self._wanted = {site.name: Wanted(site) for site in sites}
        asked = [a for site in sites for a in self._named(site)]
        for _ in range(MAX_DEPTH + 1):
            if not asked:
                return
            asked = self._level(asked)
        if asked:
            sentence = f"sitemaps more than {MAX_DEPTH} deep are not read"
            self._tally.problem(asked[0].site.name, sentence)

    def _named(self, site: Site) -> Iterator[Asked]:
        self._tally.site(site.name)
        kinds: tuple[tuple[SourceKind, Iterable[str]], ...] = (
            ("feed", site.feeds),
            ("sitemap", site.sitemaps),
            ("home", (site.home,) if site.home else ()),
            ("section", site.sections),
        )
        for kind, urls in kinds:
            for url in urls:
                if url not in self._visited:
                    self._visited.add(url)
                    yield Asked(url, site, kind, self._sources.row(url))

    def _level(self, asked: Sequence[Asked]) -> list[Asked]:
        by_url = {a.url: a for a in asked}
        queues = [[self._target(a) for a in asked if a.site.name == name] for name in self._wanted]
        further: list[Asked] = []
        reading = self._reader.listings(
            interleaved(queues), lambda u: self._body(by_url[u]), lambda u: self._marks(by_url[u])
        )
        for read in reading:
            one = by_url[read.url]
            self._tally.site(one.site.name).requests += 1
            further += self._take(one, read)
        self._state.commit()
        return further

    def _target(self, asked: Asked) -> Target:
        if not self.trusting:
            return Target(url=asked.url)
        return self._sources.target(asked.url, asked.row, asked.site)

    def _body(self, asked: Asked) -> bytes | None:
        if asked.row is None or asked.row.settings != settings_of(asked.site) or not self.trusting:
            return None
        return asked.row.body

    def _marks(self, asked: Asked) -> bytes:
        if not self.trusting:
            return b""
        return self._listings.marks(asked.url, asked.site, self._clock.now())

    def _take(self, asked: Asked, read: Read) -> list[Asked]:
        """Note in one transaction that a source was read and what it brought.

        Sources that come within two seconds share it: each commit waits for the disk.
        """
        if not self._state.in_transaction:
            self._began = self._clock.monotonic()
        self._state.begin()
        if isinstance(read.result, Listing):
            further = self._listing(asked, read, read.result)
        else:
            assert isinstance(read.result, Rejected)
            self._no_listing(asked, read, read.result)
            further = self._parts_of_unchanged(asked, read.result)
        if self._clock.monotonic() - self._began >= _TOGETHER:
            self._state.commit()
        return further

    def _listing(self, asked: Asked, read: Read, listing: Listing) -> list[Asked]:
        listed, fresh = self._pages(asked.site, self._targets(asked, listing))
        listed += self._relisted(asked, listing)
        for problem in listing.problems:
            self._tally.problem(asked.site.name, f"{asked.url}: {problem}")
        seen = SourceSeen(listed, fresh, asked.lastmod, "; ".join(listing.problems) or None)
        self._sources.read(asked.url, asked.site, asked.kind, read.facts, seen)
        self._keep_parts(asked, listing)
        return list(self._parts(asked, listing.sitemaps))

    def _relisted(self, asked: Asked, listing: Listing) -> int:
        """Count the entries that stood in the last listing too; keep the marks of all."""
        counts, again = self._tally.site(asked.site.name), listing.relisted
        counts.found += again
        counts.seen += again
        whole = not again
        self._listings.keep(asked.url, asked.site, listing.marks, self._clock.now(), whole=whole)
        return again

    def _targets(self, asked: Asked, listing: Listing) -> list[Target]:
        learned = self._shapes.of(asked.site.name) if listing.guesses else {}
        guessed = chosen(listing, learned, asked.url)
        return [*listing.targets, *guessed]

    def _pages(self, site: Site, targets: Sequence[Target]) -> tuple[int, int]:
        """Take in the listed pages; return how many were wanted and how many were never seen."""
        now = self._clock.now()
        counts = self._tally.site(site.name)
        counts.found += len(targets)
        wanted, oldest = self._wanted[site.name], now - site.max_age
        by_key: dict[str, Target] = {}
        for target in targets:
            key = url_key(target.url)
            when = listed_at(target.hints, now)
            if not wanted(key):
                counts.unwanted += 1
            elif when is not None and when < oldest:
                counts.old += 1
            else:
                by_key.setdefault(key, target)
        modified = {
            key: start_of(target.hints.modified, now) if target.hints else None
            for key, target in by_key.items()
        }
        unknown = self._urls.unknown(modified, now, oldest)
        self._urls.discover(((k, by_key[k]) for k in by_key if k in unknown), site.name, now)
        counts.fresh += len(unknown)
        counts.seen += len(by_key) - len(unknown)
        return len(by_key), len(unknown)

    def _no_listing(self, asked: Asked, read: Read, rejected: Rejected) -> None:
        if rejected.reason is Reason.UNCHANGED:
            self._sources.unchanged(asked.url, asked.kind, read.facts, asked.lastmod)
            return
        words = f"{rejected.reason}: {rejected.detail}"
        times = self._sources.failed(asked.url, asked.site, asked.kind, words)
        again = f" ({times} times in a row)" if times > 1 else ""
        self._tally.problem(asked.site.name, f"{asked.url}: {words}{again}")

    def _keep_parts(self, asked: Asked, listing: Listing) -> None:
        """Remember the parts of an index, for when the index itself is unchanged."""
        if listing.sitemaps:
            parts = [
                (part.url, part.hints.modified if part.hints else None) for part in listing.sitemaps
            ]
            self._state.set_meta(f"parts {asked.url}", msgspec.json.encode(parts).decode())

    def _parts_of_unchanged(self, asked: Asked, rejected: Rejected) -> list[Asked]:
        kept = self._state.meta(f"parts {asked.url}")
        if rejected.reason is not Reason.UNCHANGED or kept is None:
            return []
        parts = msgspec.json.decode(kept, type=list[tuple[str, str | None]])
        return [a for url, lastmod in parts if (a := self._part(asked, url, lastmod))]

    def _parts(self, asked: Asked, sitemaps: Iterable[Target]) -> Iterator[Asked]:
        for sitemap in sitemaps:
            lastmod = sitemap.hints.modified if sitemap.hints else None
            part = self._part(asked, sitemap.url, lastmod)
            if part is not None:
                yield part

    def _part(self, asked: Asked, url: str, lastmod: str | None) -> Asked | None:
        """Return a part of an index if it is due: changed by its lastmod, or not known."""
        name = asked.site.name
        if url in self._visited or not _same_host(url, asked.url):
            return None
        now = self._clock.now()
        when = moment(lastmod, now)
        if when is not None and when < now - asked.site.max_age:
            return None
        row = self._sources.row(url)
        known = row is not None and row.settings == settings_of(asked.site) and self.trusting
        if known and row is not None:
            if lastmod is not None and row.lastmod == lastmod and len(lastmod) > 10:
                return None
            if lastmod is None and row.due > now:
                return None
        self._visited.add(url)
        self._files[name] = self._files.get(name, 0) + 1
        if self._files[name] > MAX_SITEMAPS:
            self._tally.problem(name, f"more than {MAX_SITEMAPS} sitemaps; the rest was not read")
            return None
        return Asked(url, asked.site, "part", row, lastmod)


def _same_host(url: str, other: str) -> bool:
    """Say whether a part lies on its index' host or one beside it; others are not the site's."""
    try:
        return same_site(urlsplit(url).hostname or "", urlsplit(other).hostname or "")
    except ValueError:  # "http://[bad"
        return False
