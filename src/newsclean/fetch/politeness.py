"""When a host may be asked again: delay, Crawl-delay, Retry-After, slowing, and giving up.

Pure bookkeeping over a monotonic clock that is passed in; who waits, waits elsewhere.
"""

from __future__ import annotations

from email.utils import parsedate_to_datetime

from newsclean.errors import Reason
from newsclean.options import Politeness

TRANSIENT = frozenset({Reason.CONNECT, Reason.PROTOCOL, Reason.TRUNCATED, Reason.SERVER_ERROR})
_FAULTS = TRANSIENT | {Reason.DNS, Reason.TLS, Reason.TOO_SLOW}
_SLOW_ANSWER = 1.0  # seconds; under this, rising latency is not the server's distress
_UNHURRIED = 5.0  # seconds of pause where a server says "too many" but not how long


def retry_after(value: str | None, now: float, longest: float) -> float | None:
    """Return seconds to wait by a Retry-After (RFC 9110 10.2.3), or None where it says nothing.

    >>> retry_after("120", 0.0, 3600.0), retry_after("soon", 0.0, 3600.0)
    (120.0, None)
    """
    text = (value or "").strip()
    if not text:
        return None
    if text.isascii() and text.isdigit():
        return float(min(int(text[:12]), longest))
    try:
        moment = parsedate_to_datetime(text[:64]).timestamp()
    except (ValueError, OverflowError, OSError):
        return None
    return min(max(moment - now, 0.0), longest)


def pause_before(attempt: int, chance: float, options: Politeness) -> float:
    """Return seconds before the next try of what failed: doubled each time, spread by chance."""
    return options.backoff * 2.0**attempt * (0.5 + chance)


class HostPace:
    """The pace of one host: one request at a time, `delay` apart, slower when it suffers."""

    def __init__(self, delay: float, options: Politeness) -> None:
        self._options = options
        self._floor = delay
        self._slowing = 0.0
        self._next = 0.0
        self._paused_until = 0.0
        self._usual: float | None = None
        self._faults = 0
        self.last_fault = ""

    @property
    def interval(self) -> float:
        """Seconds between two requests now."""
        return max(self._floor, self._slowing)

    @property
    def usual(self) -> float | None:
        """Seconds that answers usually take; None before the first."""
        return self._usual

    def crawl_delay(self, seconds: float | None) -> None:
        """Honour a Crawl-delay of robots.txt, up to the limit."""
        if seconds is not None and seconds > 0:
            self._floor = max(self._floor, min(seconds, self._options.max_crawl_delay))

    def wait(self, now: float) -> float:
        """Return seconds until the next request may start."""
        return max(self._next, self._paused_until) - now

    def refusal(self, now: float) -> tuple[Reason, str] | None:
        """Say why this host is not asked any more in this run, if so."""
        if self._faults >= self._options.breaker:
            return Reason.HOST_FAILING, f"{self._faults} faults in a row, last: {self.last_fault}"
        pause = self._paused_until - now
        if pause > self._options.patience:
            return Reason.RATE_LIMITED, f"the host asked for a pause of {pause:.0f} s more"
        return None

    def done(self, now: float, latency: float, reason: Reason | None, detail: str = "") -> None:
        """Take note of an answer that took `latency` seconds; None is a good one."""
        if reason in _FAULTS:
            self._faults += 1
            self.last_fault = detail
        else:
            self._faults = 0
        self._adapt(latency)
        self._next = now + self.interval

    def pause(self, now: float, seconds: float | None) -> None:
        """Answer a 429 or 503: pause as asked, or a little, and go on at half the pace."""
        grown = max(2 * self.interval, 1.0)
        self._slowing = min(grown, self._options.max_slowing)
        asked = max(_UNHURRIED, self.interval) if seconds is None else seconds
        self._paused_until = max(self._paused_until, now + asked)

    def _adapt(self, latency: float) -> None:
        usual = latency if self._usual is None else self._usual
        if latency > _SLOW_ANSWER and latency > 3 * usual:
            self._slowing = min(max(self._slowing, latency), self._options.max_slowing)
        else:
            self._slowing *= 0.9
        self._usual = 0.8 * usual + 0.2 * latency
