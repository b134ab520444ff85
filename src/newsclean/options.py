"""Options, grouped in small frozen objects with equality and repr; no row of booleans anywhere."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

import msgspec

from newsclean._version import __version__
from newsclean.records import Form, SiteProfile

Seconds = Annotated[float, msgspec.Meta(ge=0)]
Size = Annotated[int, msgspec.Meta(ge=1)]
Name = Annotated[str, msgspec.Meta(min_length=1)]
RuledField = Literal[
    "title", "description", "authors", "published", "modified", "section", "site", "tags"
]


class SiteRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a person knows of a site: which blocks are its articles' text, where its fields stand.

    Holds for pages of `hosts` and of the hosts below them, fetched from `since` to `until` (days,
    both included; a page of unknown time is within). `body`, `keep` and `drop` are selectors
    (see `extract.selectors`): nothing outside `body` is text; of `keep` and `drop` the one that
    matches nearest to a block counts, and `drop` where both match alike. `keep_text` and
    `drop_text` are whole texts of blocks and count more than any selector. `fields` maps a field
    to the selector of its value.
    """

    hosts: Annotated[tuple[Name, ...], msgspec.Meta(min_length=1)]
    since: date | None = None
    until: date | None = None
    body: tuple[Name, ...] = ()
    keep: tuple[Name, ...] = ()
    drop: tuple[Name, ...] = ()
    keep_text: tuple[Name, ...] = ()
    drop_text: tuple[Name, ...] = ()
    fields: dict[RuledField, Name] = {}


class ExtractOptions(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a page becomes an article.

    `form` insists on html or text instead of telling them apart by content. `labeller` is the
    judge of blocks; `fallback` says when another judge may replace it: when unsure, or never.
    `min_words` is the least length of a text that counts as an article. The `headline` is apart,
    in the title alone, or also the first line of the text. `record` asks for the reasons of each
    block's score, for the explain page. Of the site `rules` that hold for a page the last one
    counts.
    """

    form: Form = "auto"
    labeller: Literal["auto", "rules", "model"] = "auto"
    fallback: Literal["unsure", "never"] = "unsure"
    headline: Literal["apart", "text"] = "apart"
    min_words: int = 25
    record: Literal["nothing", "reasons"] = "nothing"
    rules: tuple[SiteRule, ...] = ()
    profile: SiteProfile | None = None


class FetchLimits(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Bounds on one response; over any of them it is refused.

    `max_ratio` holds once `ratio_floor` bytes are decoded; `least_rate` is in raw bytes a second
    and is asked for after `rate_grace` seconds of a body.
    """

    max_header_bytes: int = 64 * 1024
    max_header_fields: int = 200
    max_informational: int = 10
    max_codings: int = 2
    max_ratio: int = 200
    ratio_floor: int = 1024 * 1024
    least_rate: float = 500.0
    rate_grace: float = 5.0


class Politeness(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a host is spared. Times in seconds.

    `patience` is the longest pause of a host that is waited for in this run; URLs of a host that
    pauses longer are left to the next. `breaker` faults in a row and the host is left alone.
    """

    robots: Literal["obey", "ignore"] = "obey"
    robots_deadline: float = 10.0
    max_crawl_delay: float = 30.0
    max_retry_after: float = 3600.0
    max_slowing: float = 60.0
    patience: float = 30.0
    retries: int = 2
    backoff: float = 0.5
    breaker: int = 6


class FetchOptions(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How pages are fetched. Times in seconds, sizes in bytes after decoding.

    `delay` is the pause between two requests to one host, of which one is open at a time;
    `delays` are those of single hosts; `concurrency` bounds the hosts fetched from at once.
    `allow_hosts` lists hosts and networks
    that may be dialled although they are not public (an intranet). `accept` is "any" for feeds
    and sitemaps, whose bytes need not be a page. Pages are kept as WARC in the folder `archive`, in
    files of `archive_bytes` and a little more. Behind a `proxy` the guard still judges what the
    name resolves to here, but the proxy resolves again and dials what it finds.
    """

    user_agent: str = f"newsclean/{__version__} (news article reader)"
    deadline: Seconds = 30.0
    max_bytes: Size = 10 * 1024 * 1024
    max_redirects: int = 5
    delay: Seconds = 1.0
    delays: tuple[tuple[str, float], ...] = ()
    concurrency: Size = 16
    allow_hosts: tuple[str, ...] = ()
    accept: Literal["page", "any"] = "page"
    proxy: str | None = None
    archive: str | None = None
    archive_bytes: int = 1024 * 1024 * 1024
    limits: FetchLimits = FetchLimits()
    politeness: Politeness = Politeness()


class RenderOptions(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How pages that are empty without JavaScript are rendered by a Chromium of the system.

    `seconds`, `requests` and `max_bytes` bound one page with all that it asks for; `delay` is the
    pause between two of those requests to one host.
    """

    chromium: str = "/usr/bin/chromium"
    when: Literal["empty", "always"] = "empty"
    seconds: float = 20.0
    requests: int = 60
    max_bytes: int = 20 * 1024 * 1024
    delay: float = 0.2


class WorkerOptions(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How documents are taken apart in processes that may be killed.

    `seconds` (more where a busy machine lets the process run only now and then) and `memory` (bytes
    above what a fresh worker holds) bound one document; a worker is
    replaced after `recycle` documents; a document that kills `tries` workers is set aside, its
    bytes written to the folder `aside` where one is given. `order` is that of the results: in the
    input's a slow document holds its place, up to its limit of time.
    """

    count: Size = 2
    seconds: Seconds = 10.0
    memory: Size = 1024 * 1024 * 1024
    recycle: Size = 1_000
    tries: Size = 2
    aside: str | None = None
    order: Literal["finished", "input"] = "input"


class Columns(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the columns of a table of pages are called; all but `html` may be missing.

    `html` is binary (undecoded, the best) or a string; `content_type` is the header, whose charset
    counts; `fetched_at` is a timestamp or RFC 3339, in UTC where it names no zone; `record` names a
    row of a data set and is carried along: it should be unique, and is made of the page's bytes,
    address and time where it is missing.
    """

    html: str = "html"
    url: str = "url"
    name: str = "name"
    status: str = "status"
    content_type: str = "content_type"
    fetched_at: str = "fetched_at"
    record: str = "record"


class SourceOptions(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How saved pages are read.

    `max_bytes` bounds one of them, after gzip; `columns` are those of Parquet files of pages.
    """

    max_bytes: Size = 10 * 1024 * 1024
    columns: Columns = Columns()


class RunOptions(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a batch runs: how to read, fetch and extract, in how many processes.

    `render` has pages that need JavaScript rendered; None, the default, never starts a browser.
    """

    extract: ExtractOptions = ExtractOptions()
    fetch: FetchOptions = FetchOptions()
    render: RenderOptions | None = None
    workers: WorkerOptions = WorkerOptions()
    sources: SourceOptions = SourceOptions()
