"""What the system tells of a process: how much it holds, how long it has run, whether it wants to.

By /proc, proc(5). A process that is gone, or a system without /proc, tells nothing: noughts.
"""

from __future__ import annotations

import os
import resource
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def resident(process: int) -> int:
    """Return the bytes of memory that a process holds."""
    fields = _told(process, "statm").split()
    return int(fields[1]) * resource.getpagesize() if len(fields) > 1 else 0


def cpu(process: int) -> tuple[bool, float]:
    """Return whether a process wants to run, and the CPU seconds it has had."""
    fields = _told(process, "stat").rpartition(")")[2].split()
    if len(fields) < 13:
        return False, 0.0
    return fields[0] in "RD", (int(fields[11]) + int(fields[12])) / _TICKS


def _told(process: int, name: str) -> str:
    try:
        return Path(f"/proc/{process}/{name}").read_text()
    except OSError:
        return ""
