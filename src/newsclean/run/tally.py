"""What a run did, counted while it goes and told at its end: as JSON, as a table, as metrics."""

from __future__ import annotations

from collections import Counter
from typing import Literal

import msgspec

from newsclean.errors import Reason

Ended = Literal["done", "deadline", "stopped", "disk_full", "damaged"]
ENDS: dict[Ended, str] = {
    "done": "done",
    "deadline": "ended by its deadline; the next run goes on",
    "stopped": "ended by a signal; the next run goes on",
    "disk_full": "ended: the disk is full; the next run goes on once there is room",
    "damaged": "not run: the state is damaged",
}


class SiteCounts(msgspec.Struct, kw_only=True):
    """One site in one run, from the URLs that were found to what came of them.

    `found` were listed, `fresh` never seen before, `old` left for their date, `pages` asked for.
    """

    found: int = 0
    fresh: int = 0
    seen: int = 0
    old: int = 0
    unwanted: int = 0
    requests: int = 0
    pages: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    moved: int = 0
    duplicates: int = 0
    rejected: dict[str, int] = {}
    problems: list[str] = []

    @property
    def faults(self) -> int:
        """Pages that came to grief."""
        return sum(n for name, n in self.rejected.items() if Reason(name).is_fault)

    @property
    def articles(self) -> int:
        """Articles that were read, new or not."""
        return self.new + self.changed + self.moved + self.duplicates


class Summary(msgspec.Struct, kw_only=True):
    """A whole run; `waiting` articles are in the outbox because a sink failed."""

    started: str
    seconds: float
    ended: Ended
    exit_code: int
    totals: SiteCounts
    sites: dict[str, SiteCounts]
    slowest_hosts: list[tuple[str, float]]
    sinks: dict[str, str]
    published: int
    waiting: int
    left_for_next_run: int

    def to_json(self) -> str:
        """Return the summary as JSON, indented."""
        return msgspec.json.format(msgspec.json.encode(self), indent=2).decode()


class Tally:
    """Counters of a run, by site."""

    def __init__(self) -> None:
        self.sites: dict[str, SiteCounts] = {}

    def site(self, name: str) -> SiteCounts:
        """Return the counters of a site, made on first sight."""
        counts = self.sites.get(name)
        if counts is None:
            counts = self.sites[name] = SiteCounts()
        return counts

    def rejected(self, site: str, reason: Reason) -> None:
        """Count a rejection."""
        counts = self.site(site)
        if reason is Reason.UNCHANGED:
            counts.unchanged += 1
        else:
            counts.rejected[str(reason)] = counts.rejected.get(str(reason), 0) + 1

    def problem(self, site: str, sentence: str) -> None:
        """Keep a sentence about a source, up to 20 a site."""
        problems = self.site(site).problems
        if len(problems) < 20 and sentence not in problems:
            problems.append(sentence)

    def totals(self) -> SiteCounts:
        """Return the sum over all sites."""
        total = SiteCounts()
        rejected: Counter[str] = Counter()
        for counts in self.sites.values():
            rejected.update(counts.rejected)
            for name in total.__struct_fields__:
                if isinstance(getattr(total, name), int):
                    setattr(total, name, getattr(total, name) + getattr(counts, name))
        total.rejected = dict(rejected.most_common())
        return total
