"""What a cluster shares out: inputs are cut into shards, each of which one task cleans whole."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from newsclean.sources.inputs import identity, is_archive_name, is_remote, matching
from newsclean.sources.pages import is_page, walk

PAGES = 200  # single pages that make a shard


class Shard(msgspec.Struct, frozen=True):
    """A web archive, or a row of saved pages: names as `newsclean.sources.inputs.find` takes."""

    inputs: tuple[str, ...]

    @property
    def name(self) -> str:
        """What a person calls it."""
        more = len(self.inputs) - 1
        return self.inputs[0] + (f" and {more} more" if more else "")

    @property
    def key(self) -> str:
        """A name for its files: of its inputs and of the state that they are in."""
        facts = [identity(name) for name in self.inputs]
        return hashlib.sha256(msgspec.json.encode(facts)).hexdigest()[:16]


def shards(inputs: Iterable[str]) -> Iterator[Shard]:
    """Yield a shard for each archive, and for each row of single pages, in a stable order.

    A name that stands for nothing is a shard too: its one result says so. OSError, or what a file
    system of fsspec raises, where a pattern cannot be looked up.
    """
    pages: list[str] = []
    for name in inputs:
        for one in _expanded(name):
            if is_archive_name(one):
                yield Shard((one,))
                continue
            pages.append(one)
            if len(pages) == PAGES:
                yield Shard(tuple(pages))
                pages = []
    if pages:
        yield Shard(tuple(pages))


def _expanded(name: str) -> Iterator[str]:
    if is_remote(name):
        from newsclean.sources.remote import places

        yield from places(name) if "*" in name else [name]
    elif found := ([] if os.path.lexists(name) else matching(name)):
        for match in found:
            yield from _local(match)
    else:
        yield from _local(name)


def _local(name: str) -> Iterator[str]:
    """Yield a file, or those below a folder; a folder without any is left to who reads it."""
    if not os.path.isdir(name):
        yield name
        return
    below = list(_below(name))
    yield from below or [name]


def _below(folder: str) -> Iterator[str]:
    """Yield the archives and pages below a folder, as `read_folder` reads them."""
    for item in walk(Path(folder)):
        if isinstance(item, Path) and (is_archive_name(item.name) or is_page(item)):
            yield str(item)
