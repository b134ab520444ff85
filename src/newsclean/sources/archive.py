"""A file that holds many pages, opened for who reads its kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from newsclean.errors import Reason
from newsclean.options import SourceOptions
from newsclean.records import Rejected, Response

StreamReader = Callable[[BinaryIO, str, SourceOptions], Iterator[Response | Rejected]]


def read_path(
    path: Path, name: str, options: SourceOptions, read_stream: StreamReader
) -> Iterator[Response | Rejected]:
    """Read a file; one that cannot be opened is one `Rejected`."""
    try:
        file = path.open("rb")
    except OSError as error:
        detail = f"cannot be read: {error.strerror or error}"
        yield Rejected(url=None, name=name, reason=Reason.UNREADABLE, detail=detail)
        return
    with file:
        yield from read_stream(file, name, options)
