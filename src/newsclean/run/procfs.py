"""What the system tells of a process: how much it holds, how long it has run, whether it wants to.

By /proc, proc(5). A process that is gone, or a system without /proc, tells nothing: noughts.
"""

from __future__ import annotations

import os
import resource

_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = resource.getpagesize()
_MOST = 4096  # bytes; both files are a line


class Observed:
    """A process that is looked at again and again: its files of /proc stay open."""

    def __init__(self, process: int) -> None:
        self._memory = _opened(process, "statm")
        self._times = _opened(process, "stat")

    def resident(self) -> int:
        """Return the bytes of memory that the process holds."""
        fields = _told(self._memory).split()
        return int(fields[1]) * _PAGE if len(fields) > 1 else 0

    def cpu(self) -> tuple[bool, float]:
        """Return whether the process wants to run, and the CPU seconds it has had."""
        fields = _told(self._times).rpartition(b")")[2].split()
        if len(fields) < 13:
            return False, 0.0
        return fields[0] in b"RD", (int(fields[11]) + int(fields[12])) / _TICKS

    def close(self) -> None:
        """Look no more."""
        for file in (self._memory, self._times):
            if file is not None:
                os.close(file)
        self._memory = self._times = None


def _opened(process: int, name: str) -> int | None:
    try:
        return os.open(f"/proc/{process}/{name}", os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return None


def _told(file: int | None) -> bytes:
    if file is None:
        return b""
    try:
        return os.pread(file, _MOST, 0)
    except OSError:  # ESRCH: it is gone
        return b""
