"""The form of an address under which it is known: without fragment and tracking parameters."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urlsplit, urlunsplit

_PLAIN = re.compile(r"https?://[a-z0-9.-]+(?::\d+)?/[A-Za-z0-9/._~%-]*")
_TRACKERS = re.compile(
    r"(?:utm_\w+|at_(?:medium|campaign|custom\d)|mc_[ce]id|[a-z]{0,2}clid|gbraid|wbraid|cmpid|ns_\w+"
    r"|xtor|spm|ref_src|ref_url|_ga|_gl|igshid|wt_mc|ito|s_cid|__twitter_impression)",
    re.I,
)


def url_key(url: str) -> str:
    """Return the address to know a page by; what cannot be taken apart stays as it is.

    >>> url_key("HTTP://News.Example:80/a?utm_source=rss&id=3#top")
    'http://news.example/a?id=3'
    """
    if _PLAIN.fullmatch(url) and ":80/" not in url and ":443/" not in url:
        return url
    try:
        parts = urlsplit(url.strip())
        return urlunsplit(_normal(parts))
    except ValueError:
        return url


def _normal(parts: SplitResult) -> SplitResult:
    host = (parts.hostname or "").rstrip(".")
    port = parts.port
    usual = {"http": 80, "https": 443}.get(parts.scheme)
    if ":" in host:
        host = f"[{host}]"
    netloc = host if port in (None, usual) else f"{host}:{port}"
    return parts._replace(
        netloc=netloc, path=parts.path or "/", query=_query(parts.query), fragment=""
    )


def _query(query: str) -> str:
    pairs = query.split("&") if query else []
    return "&".join(p for p in pairs if p and not _TRACKERS.fullmatch(p.partition("=")[0]))
