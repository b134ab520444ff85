"""Archives at other places (extra `remote`): s3://, file:// and what else fsspec knows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import BinaryIO, cast

from newsclean.errors import Reason
from newsclean.options import SourceOptions
from newsclean.records import Rejected, Response
from newsclean.sources.archive import StreamReader

try:
    import fsspec
except ImportError as error:
    raise ImportError("to read from there: pip install 'newsclean[remote]'") from error


def read_remote(
    url: str, options: SourceOptions, stream_reader: Callable[[str], StreamReader]
) -> Iterator[Response | Rejected]:
    """Read the pages of the archives that a URL, with or without `*`, stands for, by name.

    What cannot be reached is a `Rejected`: no credentials, no such file, a package that is missing.
    """
    read_stream = stream_reader(url)  # before anything is asked of another machine
    try:
        names = places(url)
    except Exception as error:  # noqa: BLE001 - each file system raises what it likes
        yield _unreadable(url, error)
        return
    for name in names:
        try:
            file = open_remote(name)
        except Exception as error:  # noqa: BLE001
            yield _unreadable(name, error)
            continue
        with file:
            yield from read_stream(file, name, options)


def places(url: str) -> list[str]:
    """Return the files that a URL stands for, by name; FileNotFoundError where there is none."""
    if "*" not in url:
        return [url]
    system, path = fsspec.core.url_to_fs(url)
    found = [system.unstrip_protocol(name) for name in sorted(system.glob(path))]
    if not found:
        raise FileNotFoundError("nothing there has such a name")
    return found


def open_remote(url: str) -> BinaryIO:
    """Open a file for reading; it can seek."""
    return cast("BinaryIO", fsspec.open(url, "rb").open())


def stamp(url: str) -> str:
    """Return what tells one state of a file from another, as far as its place says it."""
    try:
        system, path = fsspec.core.url_to_fs(url)
        facts = system.info(path)
    except Exception:  # noqa: BLE001 - what it is, `read_remote` tells
        return ""
    known = (facts.get(key) for key in ("size", "ETag", "etag", "LastModified", "mtime", "created"))
    return ":".join(str(fact) for fact in known if fact is not None)


def _unreadable(url: str, error: Exception) -> Rejected:
    missing = isinstance(error, FileNotFoundError)
    reason = Reason.MISSING_FILE if missing else Reason.UNREADABLE
    detail = f"cannot be opened: {type(error).__name__}: {error}"[:1000]
    return Rejected(url=None, name=url, reason=reason, detail=detail)
