"""What a status and its headers mean, as a Reason and a sentence of facts; None where it is a page.

Status codes by RFC 9110, 451 by RFC 7725, 429 by RFC 6585.
"""

from __future__ import annotations

from newsclean.errors import Reason

REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BLOCKED = {
    401: "asks for a login",
    403: "forbids",
    407: "asks for a proxy login",
    451: "is barred by law",
}
_NOT_PAGES = ("image/", "video/", "audio/", "font/", "model/")
_NOT_PAGE = frozenset(
    {
        "application/pdf",
        "application/zip",
        "application/gzip",
        "application/x-gzip",
        "application/msword",
        "application/vnd.ms-excel",
        "application/epub+zip",
        "application/java-archive",
        "application/wasm",
        "application/javascript",
        "text/javascript",
        "text/css",
        "text/csv",
        "text/calendar",
        "multipart/x-mixed-replace",
        "text/event-stream",
    }
)


def status_outcome(status: int, headers: dict[str, str]) -> tuple[Reason, str] | None:
    """Judge a status that is no redirect; None where a page comes with it.

    >>> status_outcome(404, {})
    (<Reason.GONE: 'gone'>, 'HTTP 404: there is no such page')
    """
    if status == 200 or status == 203:
        return None
    if "challenge" in headers.get("cf-mitigated", ""):
        return Reason.BLOCKED, f"HTTP {status} with a bot challenge"
    if status in _BLOCKED:
        return Reason.BLOCKED, f"HTTP {status}: the server {_BLOCKED[status]}"
    if status in (404, 410):
        missing = "there is no such page" if status == 404 else "the page has been removed"
        return Reason.GONE, f"HTTP {status}: {missing}"
    return _other(status)


def _other(status: int) -> tuple[Reason, str]:
    if status == 304:
        return Reason.UNCHANGED, "HTTP 304: unchanged since it was last fetched"
    if status in (429, 503):
        return Reason.RATE_LIMITED, f"HTTP {status}: the host asks for a pause"
    if status in (204, 205):
        return Reason.EMPTY, f"HTTP {status}: no content"
    if status == 206:
        return Reason.TRUNCATED, "HTTP 206: a part, though the whole was asked for"
    if 300 <= status < 400:
        return Reason.MOVED, f"HTTP {status} without a place to go"
    if 500 <= status < 600:
        return Reason.SERVER_ERROR, f"HTTP {status}"
    return Reason.HTTP_ERROR, f"HTTP {status}"


def not_a_page(content_type: str) -> str | None:
    """Return the media type where it cannot be a page.

    >>> not_a_page("Image/PNG; q=1")
    'image/png'
    """
    kind = content_type.partition(";")[0].strip().lower()
    return kind if kind.startswith(_NOT_PAGES) or kind in _NOT_PAGE else None


def soft_moved(asked: str, reached: str) -> bool:
    """Say whether a page's address was answered with a front page, which is not that page.

    >>> soft_moved("/2026/a-story", "/"), soft_moved("/", "/"), soft_moved("/a", "/b")
    (True, False, False)
    """
    return reached in ("", "/") and len(asked.strip("/")) > 0
