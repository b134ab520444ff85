"""Files that are there whole or not at all; no link is followed, no name comes from a page."""

from __future__ import annotations

import os
from pathlib import Path


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
