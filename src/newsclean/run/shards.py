"""Archives cleaned one file after the other into a folder, so that a killed run can go on.

A shard is an input file. Its articles and its rejections are files that are there whole or not at
all; only then is a line of the manifest written, and a line there means that the shard is done. A
run that is started again does what has no line, or whose input, options or version changed.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Literal

import msgspec

from newsclean._version import __version__
from newsclean.errors import Reason
from newsclean.options import RunOptions, SourceOptions
from newsclean.records import Rejected, Response
from newsclean.run.batch import Observer, Outputs, Silent, Tally
from newsclean.run.workers import Workers
from newsclean.sinks.files import sync_folder, write_all
from newsclean.sinks.jsonl import JsonLinesFile
from newsclean.sources.inputs import Identity, find, identity
from newsclean.stages import Sink

Format = Literal["jsonl", "parquet"]
MANIFEST = "manifest.jsonl"
_UNDONE = frozenset({Reason.MISSING_FILE, Reason.UNREADABLE})  # another try may find it there
_SUFFIX = re.compile(r"\.(?:w(?:arc|et)(?:\.\w+)?|parquet)$", re.I)  # e.g. .warc.gz
_ODD = re.compile(r"[^A-Za-z0-9._-]")


class Shard(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the manifest: an input that is done, what made it, its files and its counts.

    `stamp` tells one state of the input from another, `made_by` the version and the options.
    """

    input: str
    stamp: str
    made_by: str
    articles_file: str
    rejects_file: str
    articles: int
    rejected: dict[Reason, int]

    @property
    def undone(self) -> bool:
        """True where the input was not there or could not be read to its end."""
        return not _UNDONE.isdisjoint(self.rejected)

    @property
    def tally(self) -> Tally:
        """Its counts."""
        tally = Tally()
        tally.articles = self.articles
        tally.rejected.update(self.rejected)
        return tally


class Manifest:
    """The shards of a folder that are done; one line each, a line that is not whole is none."""

    def __init__(self, file: int, folder: Path) -> None:
        self._file = file
        self._folder = folder
        self.done: dict[str, Shard] = {}
        data = _all_of(file)
        whole = data.rfind(b"\n") + 1
        for line in data[:whole].splitlines():
            shard = msgspec.json.decode(line, type=Shard)
            self.done[shard.input] = shard
        os.ftruncate(file, whole)
        os.lseek(file, 0, os.SEEK_END)

    def holds(self, told: Identity, made_by: str) -> Shard | None:
        """Return the line of an input if it is done as it would be done now."""
        shard = self.done.get(told.place)
        if shard is None or not told.stamp or (told.stamp, made_by) != (shard.stamp, shard.made_by):
            return None
        return shard if (self._folder / shard.articles_file).exists() else None

    def wrote(self, told: Identity) -> bool:
        """Say whether an input is a file of articles of a shard that is done."""
        folder, _, name = told.place.rpartition("/")
        if folder != os.path.abspath(self._folder):
            return False
        return any(shard.articles_file == name for shard in self.done.values())

    def add(self, shard: Shard) -> None:
        """Put a line on the medium."""
        write_all(self._file, msgspec.json.encode(shard) + b"\n")
        os.fsync(self._file)
        self.done[shard.input] = shard


@contextmanager
def opened(folder: Path) -> Iterator[Manifest]:
    """Open a folder's manifest; BlockingIOError where another run holds it."""
    folder.mkdir(parents=True, exist_ok=True)
    flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
    file = os.open(folder / MANIFEST, flags, 0o644)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        sync_folder(folder)
        yield Manifest(file, folder)
    finally:
        os.close(file)


class Run(msgspec.Struct, frozen=True):
    """What a run over shards did; `tally` counts those done before as well."""

    tally: Tally
    done: int
    before: int
    undone: int


def clean_shards(
    inputs: Iterable[str],
    folder: Path,
    options: RunOptions,
    form: Format = "jsonl",
    observer: Observer | None = None,
) -> Run:
    """Clean each archive of `inputs` into files of its own in `folder`; OSError where it cannot.

    An archive that is not there or cannot be read gets no line: the next run tries it again. What
    an earlier run wrote into the folder is no input, though it may lie among the inputs.
    """
    tally, counts = Tally(), {"done": 0, "before": 0, "undone": 0}
    made_by = maker(options, form)
    with opened(folder) as manifest, Workers(options.workers, options.extract) as workers:
        for name in inputs:
            told = identity(name)
            if manifest.wrote(told):
                continue
            state, shard = "before", manifest.holds(told, made_by)
            if shard is None:
                job = _Job(name, told, folder, form)
                shard = job.clean(workers, options, observer or Silent(), made_by)
                state = "undone" if shard.undone else "done"
                if not shard.undone:
                    manifest.add(shard)
            counts[state] += 1
            _add(tally, shard.tally)
    return Run(tally, **counts)


def maker(options: RunOptions, form: Format) -> str:
    """Return a name for all that the bytes of a shard depend on, but the input."""
    parts = (__version__, form, options.extract, options.sources)
    return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()[:16]


def file_name(name: str) -> str:
    """Return the name of a shard's files, without the ending: the input's, and a hash of its place.

    >>> file_name("s3://news/2026/CC NEWS-1.warc.gz")
    'CC_NEWS-1-da5171bf'
    """
    last = _SUFFIX.sub("", name.rpartition("/")[2])
    mark = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{_ODD.sub('_', last)[:100].lstrip('.')}-{mark}"


class _Job:
    """One shard to clean."""

    def __init__(self, name: str, told: Identity, folder: Path, form: Format) -> None:
        self._name = name
        self._told = told
        base = file_name(told.place)
        self._articles = folder / f"{base}.{form}"
        self._rejects = folder / f"{base}.rejects.jsonl"

    def clean(
        self, workers: Workers, options: RunOptions, observer: Observer, made_by: str
    ) -> Shard:
        """Write the shard's files; they have their names when this returns, if it is done."""
        outputs = Outputs(sink_for(self._articles), JsonLinesFile(self._rejects))
        tally = Tally()
        with closing(workers.clean(self._found(options.sources, observer))) as stream:
            for result in stream:
                outputs.write(result)
                tally.add(result)
                observer.done(result)
        shard = Shard(
            input=self._told.place,
            stamp=self._told.stamp,
            made_by=made_by,
            articles_file=self._articles.name,
            rejects_file=self._rejects.name,
            articles=tally.articles,
            rejected=dict(tally.rejected),
        )
        if not shard.undone:
            outputs.close()
        return shard

    def _found(self, options: SourceOptions, observer: Observer) -> Iterator[Response | Rejected]:
        for item in find([self._name], options):
            observer.found(item)
            assert isinstance(item, Response | Rejected)  # an archive names no page to fetch
            yield item


def sink_for(path: Path) -> Sink:
    """Return the sink of one file, by its ending; ImportError names the extra of Parquet."""
    if path.name.lower().endswith(".parquet"):
        from newsclean.sinks.parquet import ParquetFile

        return ParquetFile(path)
    return JsonLinesFile(path)


def _add(total: Tally, part: Tally) -> None:
    total.articles += part.articles
    total.rejected.update(part.rejected)


def _all_of(file: int) -> bytes:
    with open(file, "rb", closefd=False) as reader:
        return reader.read()
