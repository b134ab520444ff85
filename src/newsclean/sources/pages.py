"""Saved pages: files, folders with all below, gzip, standard input -> responses."""

from __future__ import annotations

import gzip
import os
import re
import stat
import sys
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from newsclean.errors import InputError, Reason
from newsclean.options import SourceOptions
from newsclean.records import Form, Rejected, Response
from newsclean.stages import Found

_NAMED = re.compile(r"\.(?:x?html?|shtml|txt)(?:\.gz)?$", re.I)  # e.g. story.html, dump.txt.gz
_TEXT = re.compile(r"\.txt(?:\.gz)?$", re.I)  # e.g. dump.txt
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,64}<(?:!doctype\s+html|html|head)\b", re.I)  # <html>
_OTHER = re.compile(
    r"\.(?:css|m?js|json|xml|rss|svg|png|jpe?g|gif|webp|avif|ico|woff2?|ttf|pdf|zip|mp[34])$", re.I
)  # what a browser saves beside a page, e.g. style.css
_GZIP = b"\x1f\x8b"

Reader = Callable[[Path, str, SourceOptions], Iterator[Found]]


def read_page(path: Path, options: SourceOptions) -> Response | Rejected:
    """Read one file, whatever its name; gzip is undone.

    The size counts after gzip and is bounded by `options.max_bytes`.
    """
    try:
        with path.open("rb") as file:
            body = _bounded(file, options.max_bytes)
        return _response(body, printable(str(path)), path.absolute().as_uri())
    except FileNotFoundError:
        return _rejected(path, Reason.MISSING_FILE, "there is no such file")
    except (OSError, ValueError) as error:
        return _rejected(path, Reason.UNREADABLE, f"cannot be read: {_plain(error)}")
    except InputError as error:
        return _rejected(path, error.reason, error.detail)


def read_stdin(options: SourceOptions) -> Response | Rejected:
    """Read one page, HTML or plain text, from standard input."""
    try:
        return _response(_bounded(sys.stdin.buffer, options.max_bytes), "-", None)
    except InputError as error:
        return Rejected(url=None, name="-", reason=error.reason, detail=error.detail)
    except (OSError, ValueError) as error:
        detail = f"cannot be read: {_plain(error)}"
        return Rejected(url=None, name="-", reason=Reason.UNREADABLE, detail=detail)


def read_folder(
    folder: Path, options: SourceOptions, archive_reader: Callable[[str], Reader | None]
) -> Iterator[Found]:
    """Read all pages below a folder, by name in byte order; hidden ones are passed over.

    Pages are files named `.html`, `.htm`, `.xhtml`, `.shtml` or `.txt`, with or without `.gz`,
    and files of other names that start as an HTML page does (what `wget` saves). Links to folders
    are not followed. A folder without pages is a `Rejected`.
    """
    none = True
    for item in walk(folder):
        if isinstance(item, Rejected):
            yield item
        elif reader := archive_reader(item.name):
            yield from reader(item, printable(str(item)), options)
        elif is_page(item):
            yield _in_folder(item, options)
        else:
            continue
        none = False
    if none:
        yield _rejected(folder, Reason.NO_PAGES, "no page in this folder or below")


def printable(name: str) -> str:
    """Return a name that can be written as UTF-8: undecodable bytes become U+FFFD."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def is_page_name(name: str) -> bool:
    """Return whether a file of this name is taken for a page without a look into it."""
    return _NAMED.search(name) is not None


def walk(folder: Path) -> Iterator[Path | Rejected]:
    """Yield all files below a folder in byte order, but hidden ones; what cannot be read too."""
    failed: list[OSError] = []
    for parent, folders, files in os.walk(folder, onerror=failed.append):
        folders[:] = sorted((f for f in folders if not f.startswith(".")), key=os.fsencode)
        for error in failed:
            yield _rejected(Path(error.filename or parent), Reason.UNREADABLE, _plain(error))
        failed.clear()
        for name in sorted(files, key=os.fsencode):
            if not name.startswith("."):
                yield Path(parent, name)
    for error in failed:
        yield _rejected(Path(error.filename or folder), Reason.UNREADABLE, _plain(error))


def is_page(path: Path) -> bool:
    """Return whether a file found in a folder is taken for a page, by its name or its start."""
    if is_page_name(path.name):
        return True
    if _OTHER.search(path.name) or not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            return _MARKUP.match(file.read(512)) is not None
    except OSError:
        return True  # read_page says what is wrong


def _in_folder(path: Path, options: SourceOptions) -> Response | Rejected:
    """Read a file that was found, not named: one that would block or never end is refused."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        return _rejected(path, Reason.UNREADABLE, f"cannot be read: {_plain(error)}")
    if not stat.S_ISREG(mode):
        return _rejected(path, Reason.UNREADABLE, "not a regular file")
    return read_page(path, options)


def _bounded(file: IO[bytes], limit: int) -> bytes:
    start = file.read(2)
    body = start + file.read(limit + 1 - len(start))
    if body.startswith(_GZIP):
        return _unzipped(body, limit)
    return _within(body, limit)


def _unzipped(body: bytes, limit: int) -> bytes:
    if len(body) > limit:
        raise InputError(Reason.TOO_LARGE, f"more than {limit:,} bytes even when compressed")
    try:
        with gzip.open(_reader(body)) as unzipped:
            return _within(unzipped.read(limit + 1), limit)
    except EOFError as error:
        raise InputError(Reason.TRUNCATED, "the gzip data ends too early") from error
    except (zlib.error, gzip.BadGzipFile) as error:
        raise InputError(Reason.BAD_CODING, f"the gzip data is damaged: {error}") from error


def _reader(body: bytes) -> IO[bytes]:
    from io import BytesIO

    return BytesIO(body)


def _within(body: bytes, limit: int) -> bytes:
    if len(body) > limit:
        raise InputError(Reason.TOO_LARGE, f"more than {limit:,} bytes")
    return body


def _response(body: bytes, name: str, url: str | None) -> Response:
    form: Form = "auto"
    if _TEXT.search(name) and not body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        form = "text"  # a .txt that speaks of <p> is still text; a page saved as .txt is not
    return Response(body=body, url=url, name=name, form=form)


def _rejected(path: Path, reason: Reason, detail: str) -> Rejected:
    return Rejected(url=None, name=printable(str(path)), reason=reason, detail=printable(detail))


def _plain(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
