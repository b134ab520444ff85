"""When a run must end: its deadline has come, or someone sent SIGTERM or SIGINT."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from newsclean.stages import Clock


class Stop:
    """Asked everywhere a run waits; says why it stopped."""

    def __init__(self, clock: Clock, seconds: float | None = None) -> None:
        self._clock = clock
        self._deadline = None if seconds is None else clock.monotonic() + seconds
        self._told: str | None = None

    def __call__(self) -> bool:
        """Say whether to stop."""
        return self.why is not None

    @property
    def why(self) -> str | None:
        """Why the run stops: `stopped` by a signal, `deadline`, or None while it goes on."""
        if self._told:
            return self._told
        over = self._deadline is not None and self._clock.monotonic() >= self._deadline
        return "deadline" if over else None

    def tell(self) -> None:
        """Ask the run to stop."""
        self._told = "stopped"

    @contextmanager
    def on_signals(self) -> Iterator[None]:
        """Listen to SIGTERM and SIGINT while the context lasts; a second one kills as usual."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}

        def heard(number: int, frame: FrameType | None) -> None:
            self.tell()
            signal.signal(number, before[signal.Signals(number)])

        for number in before:
            signal.signal(number, heard)
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
