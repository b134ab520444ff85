"""Which of the listed addresses a site wants."""

from __future__ import annotations

import re
from fnmatch import translate
from urllib.parse import urlsplit

from newsclean.extract.fields.canonical import same_site
from newsclean.run.crawl_options import Site

_MEDIA = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|pdf|zip|gz|mp[34]|m3u8|css|js|xml|rss|json|ico)(?:\?|$)", re.I
)


class Wanted:
    """The include and exclude patterns and the hosts of a site, made ready."""

    def __init__(self, site: Site) -> None:
        self._include = _any_of(site.include)
        self._exclude = _any_of(site.exclude)
        named = (site.home, *site.sections, *site.feeds, *site.sitemaps)
        self._hosts = {_host(url) for url in named if url} | set(site.hosts)
        self._judged: dict[str, bool] = {}

    def __call__(self, url: str) -> bool:
        """Say whether an address is of the site and let through by its patterns."""
        start, _, _ = url.partition("/")[2].partition("/")[2].partition("/")
        if start not in self._judged:
            self._judged[start] = self._is_mine(url)
        if not self._judged[start] or _MEDIA.search(url):
            return False
        if self._include and not self._include.match(url):
            return False
        return not (self._exclude and self._exclude.match(url))

    def _is_mine(self, url: str) -> bool:
        try:
            host = urlsplit(url).hostname or ""
        except ValueError:  # "http://[bad"
            return False
        return any(same_site(host, own) for own in self._hosts)


def _any_of(patterns: tuple[str, ...]) -> re.Pattern[str] | None:
    return re.compile("|".join(translate(p) for p in patterns)) if patterns else None


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""
