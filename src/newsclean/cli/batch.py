"""A batch as the command line runs it: sinks opened, progress shown, the summary said."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

import msgspec
import typer

from newsclean.cli.exits import Exit, OutputError
from newsclean.cli.logs import start_logs
from newsclean.cli.progress import Reporter, watching
from newsclean.errors import InputError
from newsclean.options import RunOptions
from newsclean.run.batch import Outputs, Tally, run_batch
from newsclean.run.shards import Format, clean_shards, sink_for
from newsclean.sinks.jsonl import JsonLines
from newsclean.sources.inputs import archives, find
from newsclean.sources.urls import read_list
from newsclean.stages import Found, Result, Sink


class Job(msgspec.Struct, frozen=True):
    """What to clean and where to write it; None is standard output, and no file of rejections."""

    inputs: tuple[str, ...]
    lists: tuple[str, ...] = ()
    output: Path | None = None
    rejects: Path | None = None
    shards: Path | None = None
    form: Format = "jsonl"


def run(job: Job, options: RunOptions, verbose: int = 0, quiet: bool = False) -> Exit:
    """Run a batch; OutputError where its output cannot be written."""
    log = start_logs(verbose, quiet)
    started = time.monotonic()
    with watching(log, quiet) as observer:
        if job.shards is not None:
            tally = _shards(job, job.shards, options, log, observer)
        else:
            tally = _stream(job, options, observer)
    log.info("%s, %.1f s", tally, time.monotonic() - started)
    return Exit.FAULTS if tally.faults else Exit.DONE


def _shards(
    job: Job, folder: Path, options: RunOptions, log: logging.Logger, observer: Reporter
) -> Tally:
    """Clean archives into a folder; what an earlier run did there counts too."""
    try:
        names = list(archives(job.inputs))
    except (InputError, OSError) as error:
        raise typer.BadParameter(str(getattr(error, "detail", error))) from error
    try:
        with _told(str(folder)):
            done = clean_shards(names, folder, options, job.form, observer)
    except OutputError as error:
        if isinstance(error.__cause__, BlockingIOError):
            raise OutputError(f"{folder}: another run is writing there") from error
        raise
    log.info("%d shards done, %d were before, %d failed", done.done, done.before, done.undone)
    return done.tally


def _stream(job: Job, options: RunOptions, observer: Reporter) -> Tally:
    outputs = Outputs(
        _open(job.output) or _Checked(JsonLines(sys.stdout.buffer), "standard output"),
        _open(job.rejects),
    )
    try:
        return run_batch(_found(job, options), options, outputs, observer)
    except KeyboardInterrupt:
        kept = " and ".join(f"{path}.partial" for path in (job.output, job.rejects) if path)
        raise KeyboardInterrupt(f"; what was written is in {kept}" if kept else "") from None


def _found(job: Job, options: RunOptions) -> Iterator[Found]:
    lists: Iterator[Found] = chain.from_iterable(read_list(name) for name in job.lists)
    return chain(find(job.inputs, options.sources), lists)


class _Checked:
    """A sink whose failures, but for a reader gone away, are told as an OutputError."""

    def __init__(self, sink: Sink, name: str) -> None:
        self._sink = sink
        self._name = name

    def write(self, result: Result) -> None:
        with _told(self._name):
            self._sink.write(result)

    def close(self) -> None:
        with _told(self._name):
            self._sink.close()


@contextmanager
def _told(name: str) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"{name}: {error.strerror or error}") from error


def _open(path: Path | None) -> Sink | None:
    if path is None:
        return None
    try:
        with _told(str(path)):
            sink = sink_for(path)
    except OutputError as error:
        if isinstance(error.__cause__, BlockingIOError):
            raise OutputError(f"{path}.partial: another run is writing it") from error
        raise
    return _Checked(sink, str(path))
