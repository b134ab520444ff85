"""A clock for tests of what waits and what is kept."""

from __future__ import annotations


class Turned:
    """A clock that tests turn."""

    def __init__(self) -> None:
        self.time = 1_000.0

    def now(self) -> float:
        return self.time

    def monotonic(self) -> float:
        return self.time
