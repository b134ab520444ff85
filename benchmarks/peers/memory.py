"""What the kernel says of this process' memory."""

from __future__ import annotations

import sys
from pathlib import Path

_PROC = Path("/proc/self")


def forget_peak() -> None:
    """Let the kernel count the peak of resident memory anew."""
    if sys.platform == "linux":
        (_PROC / "clear_refs").write_text("5")


def memory(name: str) -> int:
    """Return VmRSS (resident now) or VmHWM (its peak) in bytes; 0 on a system without /proc."""
    if sys.platform != "linux":
        return 0
    line = next(x for x in (_PROC / "status").read_text().splitlines() if x.startswith(name))
    return int(line.split()[1]) * 1024
