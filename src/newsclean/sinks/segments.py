"""One file a batch, named after it: `part-<state>-<batch>.jsonl`, `.csv` or `.parquet`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from newsclean.records import Article, Batch
from newsclean.sinks.files import sync_folder, write_whole

Encode = Callable[[Sequence[Article]], bytes]


class Segments:
    """A `BatchSink` of whole files; publishing a batch again writes the same file again."""

    def __init__(self, folder: Path, encode: Encode, ending: str) -> None:
        self._folder = folder
        self._encode = encode
        self._ending = ending

    def open(self, place: str | None) -> str | None:
        """Make the folder and clear what an interrupted run left half written."""
        self._folder.mkdir(parents=True, exist_ok=True)
        for passing in self._folder.glob(".tmp-part-*"):
            passing.unlink()
        sync_folder(self._folder)
        return place

    def publish(self, batch: Batch) -> str | None:
        """Write the batch's file."""
        name = f"part-{batch.name}{self._ending}"
        write_whole(self._folder, name, self._encode(batch.articles))
        return None

    def close(self) -> None:
        """Nothing is held open."""
