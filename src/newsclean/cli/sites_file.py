"""SITES.toml -> Crawl; an error names the file, the line, the key, and what would be right."""

from __future__ import annotations

import difflib
import re
import tomllib
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta

from newsclean.cli.toml_lines import line_of
from newsclean.options import FetchOptions, Politeness
from newsclean.run.crawl_options import Crawl, Notices, Output, Revisit, Site

Text = Annotated[str, Meta(min_length=1)]
Url = Annotated[str, Meta(pattern=r"^https?://[^\s/]+")]
Count = Annotated[int, Meta(ge=1)]
Span = Annotated[str, Meta(pattern=r"^\d+(\.\d+)?(s|m|h|d|w)$")] | Annotated[float, Meta(ge=0)]
Language = Annotated[str, Meta(pattern=r"^[a-z]{2,3}$")]
_UNITS = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0, "w": 604800.0}


class ConfigError(Exception):
    """SITES.toml is not right; the sentence says where and what."""


class SiteDefaults(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The keys of [defaults]; each holds for the sites that do not say otherwise."""

    languages: tuple[Language, ...] | None = None
    delay: Span | None = None
    max_age: Span | None = None
    max_pages: Count | None = None
    revisit: tuple[Span, ...] | None = None
    revisit_live: Span | None = None
    duplicates: Literal["mark", "drop"] | None = None
    include: tuple[Text, ...] | None = None
    exclude: tuple[Text, ...] | None = None


class SiteSection(SiteDefaults, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The keys of a [[sites]]."""

    name: Text | None = None
    home: Url | None = None
    sections: tuple[Url, ...] = ()
    feeds: tuple[Url, ...] = ()
    sitemaps: tuple[Url, ...] = ()
    hosts: tuple[Text, ...] = ()


class OutputSection(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The keys of an [[outputs]]."""

    kind: Literal["jsonl", "csv", "parquet", "markdown", "sqlite", "postgres"]
    path: Text | None = None
    layout: Literal["segments", "file"] = "segments"
    dsn: str = ""
    table: Annotated[str, Meta(pattern=r"^[a-z_][a-z0-9_]{0,40}$")] = "articles"


class CrawlSection(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The keys of [crawl]."""

    state: Text = "newsclean.db"
    deadline: Span | None = None
    batch: Count = 100
    concurrency: Count = 16
    user_agent: Text | None = None
    contact: Text | None = None
    proxy: Url | None = None
    allow_hosts: tuple[Text, ...] = ()
    robots: Literal["obey", "ignore"] = "obey"
    archive: Text | None = None


class NotifySection(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The keys of [notify]."""

    summary: Text | None = None
    prometheus: Text | None = None
    webhook: Url | None = None
    webhook_on: Literal["always", "problems"] = "problems"


class SitesFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole file."""

    sites: Annotated[tuple[SiteSection, ...], Meta(min_length=1)]
    outputs: tuple[OutputSection, ...] = ()
    crawl: CrawlSection = CrawlSection()
    defaults: SiteDefaults = SiteDefaults()
    notify: NotifySection = NotifySection()


class Plan(msgspec.Struct, frozen=True):
    """What the file asks for."""

    crawl: Crawl
    fetch: FetchOptions


def read_sites(path: Path) -> Plan:
    """Read SITES.toml; relative paths in it count from its folder, as cron has another."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: not UTF-8 text (byte {error.start})") from error
    return plan_of(path, text)


def plan_of(path: Path, text: str) -> Plan:
    """Turn the text of a SITES.toml into a plan; ConfigError says what is wrong."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: not TOML: {error}") from error
    try:
        file = msgspec.convert(raw, SitesFile)
    except msgspec.ValidationError as error:
        raise _explained(path, text, str(error)) from error
    _check(path, text, file)
    folder = path.parent
    sites = tuple(_site(section, file.defaults) for section in file.sites)
    crawl = Crawl(
        sites=sites,
        outputs=tuple(_output(o, folder) for o in file.outputs) or _usual(folder),
        state=str(folder / file.crawl.state),
        deadline=_seconds(file.crawl.deadline),
        batch=file.crawl.batch,
        notices=_notices(file.notify, folder),
    )
    return Plan(crawl, _fetch(file.crawl, sites, folder))


def _explained(path: Path, text: str, message: str) -> ConfigError:
    """Put place and advice to msgspec's message.

    "Object contains unknown field `dely` - at `$.sites[0]`" is such a message.
    """
    what, _, at = message.partition(" - at `$")
    keys = re.findall(r"\w+|\[\d+\]|\[\.\.\.\]", at.rstrip("`"))
    unknown = re.search(r"unknown field `(.*)`", what)
    if unknown:
        keys.append(unknown[1])
        what = f"there is no key `{unknown[1]}`{_meant(unknown[1], keys[:-1])}"
    elif "matching regex" in what:
        what = _form(what)
    line = line_of(text, keys)
    shown = ".".join(keys).replace(".[", "[")
    return ConfigError(f"{path}:{line}: {shown}: {what}" if shown else f"{path}:{line}: {what}")


def _form(what: str) -> str:
    if "s|m|h|d|w" in what:
        return 'expected a span of time such as "90s", "15m", "6h" or "7d", or a number of seconds'
    if "https?" in what:
        return "expected an address that begins with http:// or https://"
    if "{2,3}" in what:
        return 'expected a language code such as "en"'
    return what


def _meant(key: str, place: list[str]) -> str:
    names = {
        "sites": SiteSection,
        "outputs": OutputSection,
        "crawl": CrawlSection,
        "defaults": SiteDefaults,
        "notify": NotifySection,
    }
    known = names.get(place[0], SitesFile) if place else SitesFile
    near = difflib.get_close_matches(key, known.__struct_fields__, 1, 0.5)
    return f" (did you mean `{near[0]}`?)" if near else ""


def _check(path: Path, text: str, file: SitesFile) -> None:
    """Refuse what is well formed and yet makes no sense."""
    names: dict[str, int] = {}
    for number, section in enumerate(file.sites):
        place = ["sites", f"[{number}]"]
        line = line_of(text, place)
        if not (section.home or section.sections or section.feeds or section.sitemaps):
            raise ConfigError(
                f"{path}:{line}: sites[{number}]: a site needs home, sections, feeds or sitemaps"
            )
        name = _name(section)
        if name in names:
            raise ConfigError(
                f"{path}:{line}: sites[{number}]: the name {name!r} is that of sites[{names[name]}]"
            )
        names[name] = number
    for number, output in enumerate(file.outputs):
        line = line_of(text, ["outputs", f"[{number}]"])
        where = f"{path}:{line}: outputs[{number}]"
        if output.kind != "postgres" and not output.path:
            raise ConfigError(f"{where}: an output of kind {output.kind!r} needs a path")
        if output.layout == "file" and output.kind not in ("jsonl", "csv"):
            raise ConfigError(f'{where}: layout = "file" is for jsonl and csv')


def _site(section: SiteSection, defaults: SiteDefaults) -> Site:
    given: dict[str, object] = {}
    for name in SiteDefaults.__struct_fields__:
        value = getattr(section, name)
        value = getattr(defaults, name) if value is None else value
        if value is not None:
            given[name] = value
    values = {key: value for key, value in given.items() if not key.startswith("revisit")}
    values |= {key: _seconds(given[key]) for key in ("delay", "max_age") if key in given}
    values |= {key: getattr(section, key) for key in ("home", "sections", "feeds", "sitemaps")}
    values["name"] = _name(section)
    values["hosts"] = tuple(host.lower() for host in section.hosts)
    values["revisit"] = msgspec.to_builtins(_revisit(given))
    return msgspec.convert(values, Site)


def _revisit(given: dict[str, object]) -> Revisit:
    usual = Revisit()
    ages, live = given.get("revisit"), given.get("revisit_live")
    return Revisit(
        ages=tuple(sorted(_seconds(age) or 0.0 for age in ages))
        if isinstance(ages, tuple)
        else usual.ages,
        live=_seconds(live) or usual.live,
    )


def _name(section: SiteSection) -> str:
    if section.name:
        return section.name
    first = next(
        u for u in (section.home, *section.sections, *section.feeds, *section.sitemaps) if u
    )
    return (urlsplit(first).hostname or first).removeprefix("www.")


def _output(section: OutputSection, folder: Path) -> Output:
    return Output(
        kind=section.kind,
        path=str(folder / section.path) if section.path else "",
        layout=section.layout,
        dsn=section.dsn,
        table=section.table,
    )


def _usual(folder: Path) -> tuple[Output, ...]:
    return (Output(kind="jsonl", path=str(folder / "articles")),)


def _notices(section: NotifySection, folder: Path) -> Notices:
    return Notices(
        summary=str(folder / section.summary) if section.summary else None,
        prometheus=str(folder / section.prometheus) if section.prometheus else None,
        webhook=section.webhook,
        webhook_on=section.webhook_on,
    )


def _fetch(section: CrawlSection, sites: tuple[Site, ...], folder: Path) -> FetchOptions:
    usual = FetchOptions()
    agent = section.user_agent or usual.user_agent
    if section.contact:
        agent = f"{agent} (+{section.contact})"
    return FetchOptions(
        user_agent=agent,
        concurrency=section.concurrency,
        proxy=section.proxy,
        archive=str(folder / section.archive) if section.archive else None,
        allow_hosts=section.allow_hosts,
        delays=tuple(
            (host, site.delay) for site in sites if site.delay is not None for host in _hosts(site)
        ),
        politeness=Politeness(robots=section.robots),
    )


def _hosts(site: Site) -> list[str]:
    urls = (site.home, *site.sections, *site.feeds, *site.sitemaps)
    hosts = [urlsplit(url).hostname or "" for url in urls if url] + list(site.hosts)
    return list(dict.fromkeys(host for host in hosts if host))


def _seconds(span: object) -> float | None:
    """Return a span of time in seconds.

    >>> _seconds("15m"), _seconds(7), _seconds(None)
    (900.0, 7.0, None)
    """
    if span is None:
        return None
    if isinstance(span, str):
        return float(span[:-1]) * _UNITS[span[-1]]
    assert isinstance(span, int | float)
    return float(span)
