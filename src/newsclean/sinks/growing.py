"""One growing file: append, fsync, commit the length; on start cut back to the committed length.

The place kept in the state is `inode:length:hash of the last bytes`, so that a file that was
rotated, replaced or shortened by someone else is seen and never cut.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from newsclean.errors import SinkFailed
from newsclean.records import Article, Batch
from newsclean.sinks.files import sync_folder, write_all

_TAIL = 4096


class GrowingFile:
    """A `BatchSink` that appends batches to one file; `head` is its first line, if any."""

    def __init__(
        self, path: Path, encode: Callable[[Sequence[Article]], bytes], head: bytes = b""
    ) -> None:
        self._path = path
        self._encode = encode
        self._head = head
        self._file = -1

    def open(self, place: str | None) -> str | None:
        """Open the file, cutting off what was written after the committed length."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
        self._file = os.open(self._path, flags, 0o644)
        sync_folder(self._path.parent)
        length = self._committed(place)
        if length is not None:
            os.ftruncate(self._file, length)
        os.lseek(self._file, 0, os.SEEK_END)
        return self._place()

    def publish(self, batch: Batch) -> str | None:
        """Append the batch and fsync; what failed half-way is cut off again."""
        before = os.lseek(self._file, 0, os.SEEK_END)
        try:
            head = self._head if before == 0 else b""
            write_all(self._file, head + self._encode(batch.articles))
            os.fsync(self._file)
        except OSError:
            os.ftruncate(self._file, before)
            raise
        return self._place()

    def close(self) -> None:
        """Close the file."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def _committed(self, place: str | None) -> int | None:
        """Return the length to cut to; None where the file is not the one that was written."""
        if place is None:
            return None
        inode, length, tail = place.split(":")
        now = os.fstat(self._file)
        if now.st_ino != int(inode) or now.st_size < int(length):
            return None  # rotated or replaced: what lies there is not ours to cut
        if self._tail(int(length)) != tail:
            raise SinkFailed(
                f"{self._path} was changed by another program: its end is not what was written. "
                "Move it away, and a new one will be begun."
            )
        return int(length)

    def _place(self) -> str:
        length = os.fstat(self._file).st_size
        return f"{os.fstat(self._file).st_ino}:{length}:{self._tail(length)}"

    def _tail(self, length: int) -> str:
        start = max(0, length - _TAIL)
        data = os.pread(self._file, length - start, start)
        return hashlib.blake2b(data, digest_size=16).hexdigest()
