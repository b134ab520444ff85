"""The inside of a worker process: frames in, one document at a time, frames out.

Started as `python -m newsclean.run.worker_main MODULE:FUNCTION SECONDS MEMORY`. A frame is four
bytes of length (big endian), then a pickled `Job` on the way in, which comes from the parent
alone, or a `Done` as msgpack on the way out: what a page may have subverted is never unpickled.
The first frame out is empty: it says that all is imported, and the time of documents may run.
"""

from __future__ import annotations

import importlib
import os
import pickle
import resource
import signal
import struct
import sys
from collections.abc import Callable
from typing import BinaryIO

import msgspec

from newsclean.errors import Reason
from newsclean.records import Article, Examination, Listing, Rejected
from newsclean.run.jobs import Done, Job, failed

_FIRST_SECONDS = 60  # the first document loads models and libraries
LENGTH = struct.Struct(">I")
READY = LENGTH.pack(0)

Answer = Article | Rejected | Listing | Examination | Done
Work = Callable[..., Answer]  # of a Response, ExtractOptions, and where a job has them, marks


def frame(body: bytes) -> bytes:
    """Put its length before a message."""
    return LENGTH.pack(len(body)) + body


def main(arguments: list[str]) -> None:
    """Serve documents until standard input ends."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not get between the frames
    work = _load(arguments[0])
    seconds, memory = float(arguments[1]), int(arguments[2])
    _bound_memory(memory)
    out.write(READY)
    out.flush()
    grace = _FIRST_SECONDS
    while (body := _read(sys.stdin.buffer)) is not None:
        _bound_time(seconds, grace)
        grace = 0
        job = pickle.loads(body)  # noqa: S301 - from our own parent process
        out.write(frame(msgspec.msgpack.encode(_one(work, job))))
        out.flush()
        signal.alarm(0)


def _load(name: str) -> Work:
    module, _, function = name.partition(":")
    work: Work = getattr(importlib.import_module(module), function)
    return work


def _one(work: Work, job: Job) -> Done:
    try:
        do = _load(job.work) if job.work else work
        further = (job.before,) if job.before else ()
        result = do(job.response, job.options, *further)
    except MemoryError:
        return Done(rejected=failed(job, Reason.WORKER_MEMORY, "out of the worker's memory"))
    except Exception as error:  # noqa: BLE001 - a bug met by one document must not stop the run
        return Done(rejected=failed(job, Reason.INTERNAL, f"{type(error).__name__}: {error}"))
    if isinstance(result, Done):
        return result
    if isinstance(result, Listing):
        return Done(listing=result)
    if isinstance(result, Examination):
        return Done(examination=result)
    return Done(article=result) if isinstance(result, Article) else Done(rejected=result)


def _read(stream: BinaryIO) -> bytes | None:
    head = stream.read(LENGTH.size)
    return stream.read(LENGTH.unpack(head)[0]) if len(head) == LENGTH.size else None


def _bound_memory(memory: int) -> None:
    """Bound the address space above what is mapped now; numerical libraries map a lot."""
    with open("/proc/self/statm") as file:
        mapped = int(file.read().split()[0]) * resource.getpagesize()
    limit = mapped + memory + memory // 4
    resource.setrlimit(resource.RLIMIT_AS, (limit, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _bound_time(seconds: float, grace: int) -> None:
    """Let an endless document end even when its supervisor has died, whether it spins or sleeps."""
    most = int(2 * seconds) + 2
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + most
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.getrlimit(resource.RLIMIT_CPU)[1]))
    signal.alarm(8 * most + grace)  # a busy machine may let it run for a part of the time only


if __name__ == "__main__":
    main(sys.argv[1:])
