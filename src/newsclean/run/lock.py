"""One crawl a state: a lock that dies with its process, and a note beside it of who holds it."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

_LOOK_SECONDS = 0.2


class Holder(msgspec.Struct, frozen=True):
    """Who holds the lock, since when (seconds since the epoch)."""

    pid: int
    host: str
    started: float

    def words(self, now: float) -> str:
        """Say it in words.

        >>> Holder(7, "a", 0.0).words(3900.0)
        'process 7 on a, for 1 h 5 min'
        """
        minutes, seconds = divmod(max(int(now - self.started), 0), 60)
        hours, minutes = divmod(minutes, 60)
        age = f"{hours} h {minutes} min" if hours else f"{minutes} min {seconds} s"
        return f"process {self.pid} on {self.host}, for {age}"


class Busy(Exception):  # noqa: N818 - not a fault: another run is at it
    """Another crawl holds the lock; `holder` is None where it has not said so yet."""

    def __init__(self, holder: Holder | None, now: float) -> None:
        self.holder = holder
        who = holder.words(now) if holder else "a process that has only just started"
        super().__init__(f"another crawl of this state is running: {who}")


@contextmanager
def locked(state: Path, wait: float = 0.0) -> Iterator[None]:
    """Hold the lock of a state; Busy where another holds it after `wait` seconds.

    The system releases the lock when its process ends, however it ends.
    """
    state.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(state.with_name(state.name + ".lock"))
    try:
        lock.acquire(timeout=wait, poll_interval=_LOOK_SECONDS)
    except Timeout:
        raise Busy(holder_of(state), time.time()) from None
    try:
        _sign(state)
        yield
    finally:
        _note(state).unlink(missing_ok=True)
        lock.release()


def holder_of(state: Path) -> Holder | None:
    """Return who says to hold the lock, where that process is still there."""
    for _ in range(10):  # the holder writes its note just after it has the lock
        try:
            holder = msgspec.json.decode(_note(state).read_bytes(), type=Holder)
        except (OSError, msgspec.DecodeError):
            time.sleep(0.05)
            continue
        return holder if _alive(holder) else None
    return None


def _sign(state: Path) -> None:
    holder = Holder(os.getpid(), socket.gethostname(), time.time())
    part = _note(state).with_suffix(".part")
    part.write_bytes(msgspec.json.encode(holder))
    part.replace(_note(state))


def _note(state: Path) -> Path:
    return state.with_name(state.name + ".holder")


def _alive(holder: Holder) -> bool:
    if holder.host != socket.gethostname():
        return True
    try:
        os.kill(holder.pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
