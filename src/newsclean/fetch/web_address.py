"""Web addresses as they may be asked for: parsed once, what must not be sent taken off."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import httpx

from newsclean.errors import FetchError, Reason

_MAX_URL = 8192
_HOST = re.compile(r"[^\s%<>\[\]\\^`{}|\x00-\x20\x7f]{1,253}")


def checked_url(url: str) -> httpx.URL:
    """Parse an address and drop what must not be sent; FetchError(UNKNOWN_SCHEME or BAD_URL)."""
    if len(url) > _MAX_URL:
        raise FetchError(Reason.BAD_URL, f"an address of {len(url):,} characters")
    try:
        parsed = httpx.URL(url.strip())
        urlsplit(str(parsed))
    except (httpx.InvalidURL, ValueError, UnicodeError) as error:
        raise FetchError(Reason.BAD_URL, f"{url[:200]!r}: {error}") from error
    if parsed.scheme not in ("http", "https"):
        raise FetchError(Reason.UNKNOWN_SCHEME, f"{parsed.scheme[:20]!r} is not fetched")
    if not parsed.host or not _HOST.fullmatch(parsed.host):
        raise FetchError(Reason.BAD_URL, f"{url[:200]!r} names no host")
    if parsed.port is not None and not 0 < parsed.port < 65536:
        raise FetchError(Reason.BAD_URL, f"there is no port {parsed.port}")
    return parsed.copy_with(userinfo=b"", fragment=None)


def joined(base: str, location: str) -> str:
    """Resolve a Location against the address that sent it (RFC 9110 10.2.2)."""
    try:
        return str(httpx.URL(base).join(_utf8(location)))
    except (httpx.InvalidURL, ValueError, UnicodeError) as error:
        raise FetchError(Reason.BAD_URL, f"redirect to {location[:200]!r}: {error}") from error


def _utf8(value: str) -> str:
    """Undo latin-1 where a server wrote UTF-8 into a header, as browsers do."""
    try:
        return value.encode("latin-1").decode()
    except UnicodeError:
        return value
