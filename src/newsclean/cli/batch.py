"""A batch as the command line runs it: sinks opened, progress shown, the summary said."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

import msgspec

from newsclean.cli.exits import Exit, OutputError
from newsclean.cli.logs import start_logs
from newsclean.cli.progress import watching
from newsclean.options import RunOptions
from newsclean.run.batch import Outputs, run_batch
from newsclean.sinks.jsonl import JsonLines, JsonLinesFile
from newsclean.sources.inputs import find
from newsclean.sources.urls import read_list
from newsclean.stages import Found, Result, Sink


class Job(msgspec.Struct, frozen=True):
    """What to clean and where to write it; None is standard output, and no file of rejections."""

    inputs: tuple[str, ...]
    lists: tuple[str, ...] = ()
    output: Path | None = None
    rejects: Path | None = None


def run(job: Job, options: RunOptions, verbose: int = 0, quiet: bool = False) -> Exit:
    """Run a batch; OutputError where its output cannot be written."""
    log = start_logs(verbose, quiet)
    started = time.monotonic()
    outputs = Outputs(
        _open(job.output) or _Checked(JsonLines(sys.stdout.buffer), "standard output"),
        _open(job.rejects),
    )
    try:
        with watching(log, quiet) as observer:
            tally = run_batch(_found(job, options), options, outputs, observer)
    except KeyboardInterrupt:
        kept = " and ".join(f"{path}.partial" for path in (job.output, job.rejects) if path)
        raise KeyboardInterrupt(f"; what was written is in {kept}" if kept else "") from None
    log.info("%s, %.1f s", tally, time.monotonic() - started)
    return Exit.FAULTS if tally.faults else Exit.DONE


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
            sink = JsonLinesFile(path)
    except OutputError as error:
        if isinstance(error.__cause__, BlockingIOError):
            raise OutputError(f"{path}.partial: another run is writing it") from error
        raise
    return _Checked(sink, str(sink.partial))
