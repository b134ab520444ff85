"""URLs, as arguments or one a line of a file -> targets."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from newsclean.errors import InputError, Reason
from newsclean.records import Rejected, Target
from newsclean.sources.pages import printable

_MAX_LINE = 64 * 1024


def target(url: str, origin: str) -> Target | Rejected:
    """Return a target for an http or https URL with a host; else say what is wrong with it."""
    try:
        return Target(url=checked(url), origin=origin)
    except InputError as error:
        shown = printable(url)
        where = f"{origin}: " if origin != "arguments" else ""
        return Rejected(url=shown, reason=error.reason, detail=where + error.detail)


def checked(url: str) -> str:
    """Return the URL; InputError(UNKNOWN_SCHEME or BAD_URL) where it cannot be fetched."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise InputError(Reason.BAD_URL, f"not a URL: {error}") from error
    if not parts.scheme:
        raise InputError(Reason.BAD_URL, "not a URL: it has no scheme such as https://")
    if parts.scheme not in ("http", "https"):
        raise InputError(Reason.UNKNOWN_SCHEME, f"{parts.scheme}: is not fetched, only http(s)")
    if not host:
        raise InputError(Reason.BAD_URL, "not a URL: it names no host")
    if any(character.isspace() for character in url) or printable(url) != url:
        raise InputError(Reason.BAD_URL, "not a URL: it has blanks or broken characters")
    return url


def read_list(name: str) -> Iterator[Target | Rejected]:
    """Yield a target for each line of a file; "-" is standard input.

    Empty lines and lines that start with # are passed over. A bad line is a `Rejected` that names
    the file and the line; so is a file that cannot be read.
    """
    try:
        with nullcontext(sys.stdin.buffer) if name == "-" else Path(name).open("rb") as file:
            yield from _lines(file, printable(name))
    except FileNotFoundError:
        yield _unread(name, Reason.MISSING_FILE, "there is no such file of URLs")
    except (OSError, ValueError) as error:
        yield _unread(name, Reason.UNREADABLE, f"the file of URLs cannot be read: {error}")


def _lines(file: BinaryIO, name: str) -> Iterator[Target | Rejected]:
    number = 0
    while raw := file.readline(_MAX_LINE):
        number += 1
        text = raw.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "surrogateescape").strip()
        if text and not text.startswith("#"):
            yield target(text, f"{name}, line {number}")


def _unread(name: str, reason: Reason, detail: str) -> Rejected:
    return Rejected(url=None, name=printable(name), reason=reason, detail=detail)
