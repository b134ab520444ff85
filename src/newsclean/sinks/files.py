"""Files that are there whole or not at all; no link is followed, no name comes from a page."""

from __future__ import annotations

import contextlib
import fcntl
import os
from pathlib import Path
from typing import BinaryIO


def write_whole(folder: Path, name: str, data: bytes) -> None:
    """Write a file under a passing name, fsync it, rename it, fsync the folder."""
    passing = folder / f".tmp-{name}"
    passing.unlink(missing_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
    descriptor = os.open(passing, flags, 0o644)
    try:
        write_all(descriptor, data)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    passing.replace(folder / name)
    sync_folder(folder)


def partial_of(path: Path) -> Path:
    """Return the name of a file while it is being written."""
    return path.with_name(f"{path.name}.partial")


def open_partial(path: Path) -> BinaryIO:
    """Open `FILE.partial`, empty and ours alone; BlockingIOError where another run has it."""
    file = partial_of(path).open("ab")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        raise
    file.truncate(0)
    return file


def finish_partial(file: BinaryIO, path: Path) -> None:
    """Put what was written on the disk and give it its name; the file stays open."""
    file.flush()
    os.fsync(file.fileno())
    partial_of(path).replace(path)
    with contextlib.suppress(OSError):  # some file systems cannot; the rename stands
        sync_folder(path.parent)


def write_all(descriptor: int, data: bytes) -> None:
    """Write every byte."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def sync_folder(folder: Path) -> None:
    """Put a folder's names on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
