"""The folder of a job, on this machine or wherever fsspec reaches: whole files, put and replaced.

On this machine a file appears under its name when all of it is on the disk; an object store does
the same by itself.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType

try:
    import fsspec
    from fsspec.implementations.local import LocalFileSystem
except ImportError as error:
    raise ImportError("clusters need the extra: pip install 'newsclean[ray]'") from error


class Place:
    """A folder by its path or URL; names are relative to it."""

    def __init__(self, url: str) -> None:
        self.system, self.root = fsspec.core.url_to_fs(url)
        self._is_local = isinstance(self.system, LocalFileSystem)

    def read(self, name: str) -> bytes | None:
        """Return a file's bytes; None where there is none."""
        try:
            data: bytes = self.system.cat_file(self.path(name))
        except FileNotFoundError:
            return None
        return data

    def write(self, name: str, data: bytes) -> None:
        """Put a small file in the place of any of its name."""
        with Staging(self) as staging:
            path = staging.folder / "file"
            path.write_bytes(data)
            self.put(path, name)

    def put(self, path: Path, name: str) -> None:
        """Put a file of this machine there, in the place of any of its name."""
        target = self.path(name)
        self.system.makedirs(target.rpartition("/")[0], exist_ok=True)
        if not self._is_local:
            self.system.put_file(str(path), target)
            return
        with path.open("rb") as file:
            os.fsync(file.fileno())
        os.replace(path, target)

    def remove(self, name: str) -> None:
        """Remove a file, if it is there."""
        if self.system.exists(self.path(name)):
            self.system.rm_file(self.path(name))

    def glob(self, pattern: str) -> list[str]:
        """Return the names that a pattern stands for, in order."""
        found = self.system.glob(self.path(pattern))
        return sorted(str(path)[len(self.root) :].lstrip("/") for path in found)

    def path(self, name: str) -> str:
        """Return the path of a file as the file system knows it."""
        return f"{self.root.rstrip('/')}/{name}"

    @property
    def draft_folder(self) -> str | None:
        """Where drafts must lie so that they can be moved to their names; None for anywhere."""
        if not self._is_local:
            return None
        folder = self.path("_shards")
        os.makedirs(folder, exist_ok=True)
        return folder


class Staging:
    """A folder of this machine for drafts, gone at the end."""

    def __init__(self, place: Place) -> None:
        self._stack = ExitStack()
        self._where = place.draft_folder
        self.folder = Path()

    def __enter__(self) -> Staging:
        made = tempfile.TemporaryDirectory(prefix=".draft-", dir=self._where)
        self.folder = Path(self._stack.enter_context(made))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()
