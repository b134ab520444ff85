"""Second half of a crawl: read the pages that are due, publish what is news."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

import msgspec

from newsclean.errors import Category, Reason
from newsclean.extract.fields.canonical import same_site
from newsclean.normalize.joined import joined
from newsclean.options import ExtractOptions
from newsclean.records import Article, Rejected, Target
from newsclean.run.articles import ArticleTable, Seen, Verdict
from newsclean.run.crawl_options import Crawl, Site
from newsclean.run.interleave import interleaved
from newsclean.run.moments import moment
from newsclean.run.outbox import Outbox
from newsclean.run.profiles import Profiles
from newsclean.run.reader import Read, Reader
from newsclean.run.shapes import ShapeTable
from newsclean.run.state import State
from newsclean.run.stop import Stop
from newsclean.run.tally import Tally
from newsclean.run.url_key import url_key
from newsclean.run.urls import Facts, Known, ReadAs, UrlTable, next_visit
from newsclean.sources.homepage import shape_of
from newsclean.stages import Clock

MAX_JOINED = 25
_PLAIN = ExtractOptions()
_NO_ARTICLES = frozenset({Reason.NO_ARTICLE, Reason.LISTING, Reason.HOME_PAGE, Reason.MEDIA_ONLY})


class Split(msgspec.Struct):
    """An article over several pages, as far as it was read."""

    known: Known
    facts: Facts
    pages: list[Article]
    urls: list[str]


class PagesRound:
    """Reads due pages site by site in turns, in batches of one transaction each."""

    def __init__(self, state: State, reader: Reader, outbox: Outbox, crawl: Crawl) -> None:
        self._state = state
        self._reader = reader
        self._outbox = outbox
        self._crawl = crawl
        self._urls = UrlTable(state)
        self._articles = ArticleTable(state)
        self._shapes = ShapeTable(state)
        self._profiles = Profiles(state)
        self._known: dict[str, Known] = {}
        self._split: dict[str, Split] = {}
        self._sites = {site.name: site for site in crawl.sites}
        self._held = 0
        self._began: float | None = None

    def run(self, clock: Clock, tally: Tally, stop: Stop) -> None:
        """Read what is due; what a stop leaves is due in the next run."""
        self._clock, self._tally = clock, tally
        queues = [self._due(site) for site in self._crawl.sites]
        for read in self._reader.articles(interleaved(queues), self._body, self._options):
            self._first_page(read)
        while self._split and not stop():
            self._next_pages()
        self._commit()

    def _due(self, site: Site) -> Iterator[Target]:
        for known in list(self._urls.due(site.name, self._clock.now(), site.max_pages)):
            self._known[known.target.url] = known
            yield known.target

    def _body(self, url: str) -> bytes | None:
        known = self._known.get(url)
        return known.body if known else None

    def _options(self, url: str) -> ExtractOptions:
        known = self._known.get(url)
        return ExtractOptions(profile=self._profiles.of(known.site)) if known else _PLAIN

    def _first_page(self, read: Read) -> None:
        known = self._known.pop(read.url)
        counts = self._tally.site(known.site)
        counts.requests += 1
        counts.pages += 1
        article = read.result
        if read.prints and known.life == "discovered":
            self._profiles.learn(known.site, read.prints)
        if isinstance(article, Article) and self._goes_on(article, [read.url]):
            self._split[article.next_page or ""] = Split(known, read.facts, [article], [read.url])
        else:
            assert isinstance(article, Article | Rejected)
            self._note(known, read.facts, article)

    def _goes_on(self, article: Article, urls: Sequence[str]) -> bool:
        """Say whether an article has another page of the same site that was not read yet."""
        after = article.next_page
        if not after or len(urls) >= MAX_JOINED or after in urls or after in self._split:
            return False
        return same_site(_host(after), _host(urls[0]))

    def _next_pages(self) -> None:
        """Read the next page of every split article."""
        waiting, self._split = self._split, {}
        targets = [Target(url=url, origin=split.urls[0]) for url, split in waiting.items()]
        for read in self._reader.articles(targets, lambda _: None, self._options):
            split = waiting.pop(read.url)
            self._tally.site(split.known.site).requests += 1
            self._next_page(split, read)

    def _next_page(self, split: Split, read: Read) -> None:
        page = read.result
        if isinstance(page, Article):
            split.pages.append(page)
            split.facts = _both(split.facts, read.facts)
            split.urls.append(read.url)
            if self._goes_on(page, split.urls):
                self._split[page.next_page or ""] = split
                return
        elif isinstance(page, Rejected) and page.reason.category is Category.AGAIN:
            self._note(split.known, split.facts, page)  # half an article is none: try again
            return
        self._note(split.known, split.facts, joined(split.pages), split.urls[1:])

    def _note(
        self,
        known: Known,
        facts: Facts,
        result: Article | Rejected,
        further: Sequence[str] = (),
    ) -> None:
        """Take note of one result in the open transaction; commit where the batch is full."""
        self._state.begin()
        if self._began is None:
            self._began = self._clock.monotonic()
        if isinstance(result, Article):
            result = self._unwanted(known, result) or result
        if isinstance(result, Rejected):
            self._rejected(known, facts, result.reason)
        else:
            self._article(known, facts, result, further)
        self._held += 1
        over = self._clock.monotonic() - self._began >= self._crawl.batch_seconds
        if over or self._held >= self._crawl.batch:
            self._commit()

    def _commit(self) -> None:
        self._held, self._began = 0, None
        self._state.begin()
        self._profiles.save()
        self._outbox.commit()

    def _unwanted(self, known: Known, article: Article) -> Rejected | None:
        """Refuse an article seen for the first time that is too old or in another language."""
        site = self._sites[known.site]
        if known.life == "extracted":
            return None
        if site.languages and article.language:
            language = article.language.partition("-")[0].lower()
            if language not in site.languages:
                return _refused(article, Reason.OTHER_LANGUAGE, language)
        now = self._clock.now()
        when = moment(article.published, now)
        if when is not None and when < now - site.max_age:
            return _refused(article, Reason.TOO_OLD, article.published or "")
        return None

    def _rejected(self, known: Known, facts: Facts, reason: Reason) -> None:
        self._tally.rejected(known.site, reason)
        if reason is Reason.UNCHANGED:
            revisit = self._sites[known.site].revisit
            born = known.born if known.born is not None else known.first_seen
            due = next_visit(born, facts.at, revisit, live=known.live)
            self._urls.unchanged(known, facts.at, due)
            return
        self._urls.rejected(known, reason, facts.at)
        if known.life == "discovered" and reason in _NO_ARTICLES:
            self._shapes.note(known.site, shape_of(known.target.url), article=False)

    def _article(
        self, known: Known, facts: Facts, article: Article, further: Sequence[str]
    ) -> None:
        site, now = self._sites[known.site], facts.at
        seen = Seen(self._outbox.batch, now, facts.raw or article.content_hash, known.article)
        verdict = self._articles.judge(article, site, seen)
        if verdict.article is not None:
            self._outbox.add(verdict.article)
        self._count(known, verdict)
        if further:  # what changed may be on a later page: next time, ask for all of them
            facts = msgspec.structs.replace(facts, etag=None, last_modified=None, body=None)
        born = min(known.first_seen, moment(article.published, now) or now)
        live = article.page_kind == "live_blog"
        due = next_visit(born, now, site.revisit, live=live)
        self._urls.extracted(known.target.url, facts, ReadAs(verdict.key, born, live, due))
        for url in {article.url, article.canonical_url, *further}:
            if url and url_key(url) != known.target.url:
                self._urls.alias(url_key(url), known.site, verdict.key, now)
        if known.life == "discovered":
            self._shapes.note(known.site, shape_of(known.target.url), article=True)

    def _count(self, known: Known, verdict: Verdict) -> None:
        counts = self._tally.site(known.site)
        counts.new += verdict.kind == "new"
        counts.changed += verdict.kind == "changed"
        counts.unchanged += verdict.kind == "same"
        counts.moved += verdict.kind == "moved"
        counts.duplicates += verdict.kind == "duplicate"


def _both(first: Facts, other: Facts) -> Facts:
    """Return the facts of the first page with a hash of the text of all."""
    raw = hashlib.sha256(f"{first.raw} {other.raw}".encode()).hexdigest()
    return msgspec.structs.replace(first, raw=raw if first.raw and other.raw else None)


def _refused(article: Article, reason: Reason, detail: str) -> Rejected:
    return Rejected(url=article.url, reason=reason, detail=detail)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:  # "http://[bad"
        return ""
