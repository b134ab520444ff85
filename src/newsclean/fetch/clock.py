"""The system's clock; everything else gets a clock passed in."""

from __future__ import annotations

import time
from datetime import UTC, datetime


class SystemClock:
    """The `Clock` of stages.py over the machine's own clocks."""

    def now(self) -> float:
        """Return seconds since the epoch, UTC."""
        return time.time()

    def monotonic(self) -> float:
        """Return seconds that never go back, for deadlines."""
        return time.monotonic()


def rfc3339(seconds: float) -> str:
    """Write seconds since the epoch as RFC 3339 in UTC, to the second.

    >>> rfc3339(0)
    '1970-01-01T00:00:00Z'
    """
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
