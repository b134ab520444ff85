"""What a user names -> pages: URLs to fetch, files and folders read, "-" for standard input."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path

import msgspec

from newsclean.errors import InputError, Reason
from newsclean.options import SourceOptions
from newsclean.records import Rejected
from newsclean.sources.archive import StreamReader
from newsclean.sources.pages import (
    is_page_name,
    printable,
    read_folder,
    read_page,
    read_stdin,
    walk,
)
from newsclean.sources.urls import target
from newsclean.stages import Found

_DEFAULTS = SourceOptions()
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,30}:")  # e.g. https: or mailto:
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,30}://")  # e.g. https://
_HOST = re.compile(r"(?:[\w-]{1,63}\.){1,20}[a-z]{2,63}(?:/|$)", re.I)  # e.g. news.example/story

# Files that hold many pages: suffixes, and the module whose `read_archive` and `read_stream` take
# a path and a binary stream, imported when such a file is met.
_WARC = tuple(
    f".{kind}{coding}" for kind in ("warc", "wet") for coding in ("", ".gz", ".zst", ".lz4")
)
ARCHIVES: tuple[tuple[tuple[str, ...], str], ...] = (
    (_WARC, "newsclean.sources.warc"),
    ((".parquet",), "newsclean.sources.parquet"),
)


def find(inputs: Iterable[str], options: SourceOptions = _DEFAULTS) -> Iterator[Found]:
    """Yield the pages of each input in turn; an input that has none is a `Rejected`."""
    for name in inputs:
        try:
            yield from _find(name, options)
        except ImportError as error:  # it names the extra
            yield Rejected(
                url=None, name=printable(name), reason=Reason.UNREADABLE, detail=str(error)
            )


def _find(name: str, options: SourceOptions) -> Iterator[Found]:
    if name == "-":
        yield read_stdin(options)
    elif is_remote(name):
        from newsclean.sources.remote import read_remote

        yield from read_remote(name, options, stream_reader)
    elif _URL.match(name):
        yield target(name.strip(), "arguments")
    elif _is_there(name):
        yield from _local(name, options)
    elif matches := matching(name):
        for match in matches:
            yield from _local(match, options)
    else:
        yield _nothing(name)


def _local(name: str, options: SourceOptions) -> Iterator[Found]:
    path = Path(name)
    if path.is_dir():
        yield from read_folder(path, options, archive_reader)
    elif reader := archive_reader(name):
        yield from reader(path, printable(name), options)
    else:
        yield read_page(path, options)


def is_remote(name: str) -> bool:
    """Say whether a name is that of an archive at another place; http: and https: are pages.

    >>> is_remote("s3://news/crawl-*.warc.gz"), is_remote("https://a.example/x.warc.gz")
    (True, False)
    """
    web = name.lower().startswith(("http:", "https:"))
    return not web and _URL.match(name) is not None and is_archive_name(name)


def is_archive_name(name: str) -> bool:
    """Say whether a file of this name is taken to hold many pages."""
    return _module(name) is not None


def archives(inputs: Iterable[str]) -> Iterator[str]:
    """Yield the names of the archives that inputs stand for, each as `find` would read it.

    InputError(NO_PAGES) where an input stands for none.
    """
    for name in inputs:
        found = _archives(name)
        if not found:
            raise InputError(Reason.NO_PAGES, f"{printable(name)} is no archive and holds none")
        yield from found


def _archives(name: str) -> list[str]:
    if is_remote(name):
        from newsclean.sources.remote import places

        return places(name)
    if not _is_there(name) and is_archive_name(name) and not glob.has_magic(name):
        return [name]  # it is told when its turn comes
    names = [name] if _is_there(name) else matching(name)
    return [found for each in names for found in _archives_below(Path(each))]


def _archives_below(path: Path) -> list[str]:
    if not path.is_dir():
        return [str(path)] if is_archive_name(path.name) else []
    below = list(walk(path))
    for item in below:
        if isinstance(item, Rejected):
            raise InputError(item.reason, f"{item.name}: {item.detail}")
    return [str(item) for item in below if isinstance(item, Path) and is_archive_name(item.name)]


class Identity(msgspec.Struct, frozen=True):
    """An archive's absolute path or URL, and its state; `stamp` is "" where none can be told."""

    place: str
    stamp: str


def identity(name: str) -> Identity:
    """Return which archive a name stands for, and in which state it is."""
    if is_remote(name):
        from newsclean.sources.remote import stamp

        return Identity(name, stamp(name))
    place = os.path.abspath(name)
    try:
        facts = os.stat(place)
    except (OSError, ValueError):
        return Identity(place, "")
    return Identity(place, f"{facts.st_size}:{facts.st_mtime_ns}")


def matching(name: str) -> list[str]:
    """Return the files and folders that a pattern with `*`, `?` or `**` stands for, in byte order.

    For a shell that does not, and for a pattern in quotes, where a folder holds too many names.
    """
    if "\0" in name or not glob.has_magic(name):
        return []
    return sorted(glob.glob(name, recursive=True), key=os.fsencode)


ArchiveReader = Callable[[Path, str, SourceOptions], Iterator[Found]]


def archive_reader(name: str) -> ArchiveReader | None:
    """Return the reader of a file that holds many pages, by its name; None for other files."""
    module = _module(name)
    if module is None:
        return None
    reader: ArchiveReader = import_module(module).read_archive
    return reader


def stream_reader(name: str) -> StreamReader:
    """Return the reader of a stream that holds many pages, by the name of an archive."""
    module = _module(name)
    assert module is not None, name
    reader: StreamReader = import_module(module).read_stream
    return reader


def _module(name: str) -> str | None:
    lower = name.lower()
    return next((module for suffixes, module in ARCHIVES if lower.endswith(suffixes)), None)


def _is_there(name: str) -> bool:
    try:
        return os.path.lexists(name)
    except ValueError:  # a NUL inside
        return False


def _nothing(name: str) -> Rejected:
    shown = printable(name)
    if not name.strip():
        return Rejected(url=None, name=shown, reason=Reason.MISSING_FILE, detail="an empty name")
    if scheme := _SCHEME.match(name):
        detail = f"{scheme[0]} is not read; http:, https: and names of files are"
        return Rejected(url=shown, name=shown, reason=Reason.UNKNOWN_SCHEME, detail=detail)
    hint = (
        "; for a web address write https:// before it"
        if _HOST.match(name) and not is_page_name(name) and not is_archive_name(name)
        else ""
    )
    detail = f"there is no such file or folder{hint}"
    return Rejected(url=None, name=shown, reason=Reason.MISSING_FILE, detail=detail)
