"""The records of a file of site rules, and what can be wrong with them beyond their types."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from newsclean.extract.selectors import SelectorError, parse_selector
from newsclean.options import SiteRule


class PageTest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What must hold of a saved page (a path from the rules' folder) under the rules.

    `url` is the page's address; without it the page must tell its own. `has` and `lacks` are
    texts that must, and must not, be in the article's; `fields` what fields must be.
    """

    page: str
    url: str | None = None
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    fields: dict[str, str | list[str]] = {}


class Site(SiteRule, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A [[site]]: a rule and its tests."""

    tests: tuple[PageTest, ...] = ()

    @property
    def rule(self) -> SiteRule:
        """The rule alone."""
        return SiteRule(**{name: getattr(self, name) for name in SiteRule.__struct_fields__})


class RulesFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole file."""

    site: tuple[Site, ...] = ()


def problems(file: RulesFile) -> Iterator[tuple[list[str], str]]:
    """Yield what is of the right type but cannot be: selectors, days, hosts, rules of nothing."""
    for number, site in enumerate(file.site):
        at = ["site", f"[{number}]"]
        for key in ("body", "keep", "drop"):
            for selector in getattr(site, key):
                yield from _selector([*at, key], selector)
        for field, selector in site.fields.items():
            yield from _selector([*at, "fields", field], selector)
        if site.since and site.until and site.until < site.since:
            yield [*at, "until"], f"{site.until} is before since = {site.since}"
        for host in site.hosts:
            if not _HOST.fullmatch(host):
                yield [*at, "hosts"], f"{host!r} is no host; a host is written as news.example"
        if not any(getattr(site, key) for key in _SAYING):
            yield at, f"the rule says nothing; give it one of {', '.join(_SAYING)}"


_SAYING = ("body", "keep", "drop", "keep_text", "drop_text", "fields")
_HOST = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*")  # e.g. news.example


def _selector(keys: list[str], selector: str) -> Iterator[tuple[list[str], str]]:
    try:
        parse_selector(selector)
    except SelectorError as error:
        yield keys, str(error)
