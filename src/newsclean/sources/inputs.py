"""What a user names -> pages: URLs to fetch, files and folders read, "-" for standard input."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path

from newsclean.errors import Reason
from newsclean.options import SourceOptions
from newsclean.records import Rejected
from newsclean.sources.pages import is_page_name, printable, read_folder, read_page, read_stdin
from newsclean.sources.urls import target
from newsclean.stages import Found

_DEFAULTS = SourceOptions()
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,30}:")  # e.g. https: or mailto:
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,30}://")  # e.g. https://
_HOST = re.compile(r"(?:[\w-]{1,63}\.){1,20}[a-z]{2,63}(?:/|$)", re.I)  # e.g. news.example/story

# Files that hold many pages: suffixes and the reader `(Path, name, SourceOptions) ->
# Iterator[Found]`, as "module:function", imported when such a file is met.
ARCHIVES: tuple[tuple[tuple[str, ...], str], ...] = ()


def find(inputs: Iterable[str], options: SourceOptions = _DEFAULTS) -> Iterator[Found]:
    """Yield the pages of each input in turn; an input that has none is a `Rejected`."""
    for name in inputs:
        yield from _find(name, options)


def _find(name: str, options: SourceOptions) -> Iterator[Found]:
    if name == "-":
        yield read_stdin(options)
    elif _URL.match(name):
        yield target(name.strip(), "arguments")
    elif _is_there(name):
        yield from _local(name, options)
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


ArchiveReader = Callable[[Path, str, SourceOptions], Iterator[Found]]


def archive_reader(name: str) -> ArchiveReader | None:
    """Return the reader of a file that holds many pages, by its name; None for other files."""
    for suffixes, place in ARCHIVES:
        if name.lower().endswith(suffixes):
            module, _, function = place.partition(":")
            reader: ArchiveReader = getattr(import_module(module), function)
            return reader
    return None


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
        if _HOST.match(name) and not is_page_name(name)
        else ""
    )
    detail = f"there is no such file or folder{hint}"
    return Rejected(url=None, name=shown, reason=Reason.MISSING_FILE, detail=detail)
