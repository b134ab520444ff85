"""Results as JSON Lines, to standard output or a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

import msgspec

from newsclean.records import Article
from newsclean.sinks.files import finish_partial, open_partial, partial_of
from newsclean.stages import Result


def json_lines(articles: Sequence[Article]) -> bytes:
    """Return a line of JSON for each article."""
    return b"".join(msgspec.json.encode(article) + b"\n" for article in articles)


class JsonLines:
    """Writes one result a line to an open binary stream, which stays open; each line at once.

    Standard output is at-least-once: a run that is started again writes its lines again.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def write(self, result: Result) -> None:
        """Write one line and flush it."""
        self._stream.write(msgspec.json.encode(result) + b"\n")
        self._stream.flush()

    def close(self) -> None:
        """Flush."""
        self._stream.flush()


class JsonLinesFile:
    """Writes to `FILE.partial` and renames it to FILE when all is there.

    FILE is never half: until `close` it stays what it was. A run that ends early leaves every
    line it wrote in `FILE.partial`, which the next run starts anew. A second run at the same time
    gets BlockingIOError. What is not a regular file (/dev/stdout, a pipe) is written straight.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._straight = path.exists() and not path.is_file()
        self.partial = path if self._straight else partial_of(path)
        self._file = path.open("ab") if self._straight else open_partial(path)
        self._lines = JsonLines(self._file)

    def write(self, result: Result) -> None:
        """Write one line and hand it to the system."""
        self._lines.write(result)

    def close(self) -> None:
        """Put the lines on the disk and give the file its name."""
        self._lines.close()
        if not self._straight:
            finish_partial(self._file, self._path)
        self._file.close()
