"""What a sitemap had before is not looked at again, and counts as seen; with the real worker."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from newsclean.options import ExtractOptions, WorkerOptions
from newsclean.records import Listing, Rejected, Response, Target
from newsclean.run.crawl_options import DAY, Site
from newsclean.run.finding import FIND
from newsclean.run.jobs import Job
from newsclean.run.reader import Bodies, Marks, Read
from newsclean.run.urls import Facts
from newsclean.run.workers import Workers
from tests.run.scripted import FEED, HOST, Script, story, text


class Mapped(Script):
    """A script whose feed is a sitemap in bytes, taken apart by a worker."""

    def __init__(self, folder: Path, workers: Workers) -> None:
        super().__init__(folder)
        self._workers = workers
        self.entries: dict[str, str] = {}
        self.left_out = 0

    def listings(self, targets: Iterable[Target], known: Bodies, before: Marks) -> Iterator[Read]:
        body = "".join(
            f"<url><loc>{HOST}{path}</loc><lastmod>{lastmod}</lastmod></url>"
            for path, lastmod in self.entries.items()
        )
        response = Response(body=f"<urlset>{body}</urlset>".encode(), url=FEED)
        job = Job(response, ExtractOptions(), FIND, before(FEED))
        [result] = self._workers.run([job])
        assert isinstance(result, Listing | Rejected)
        self.left_out = result.relisted if isinstance(result, Listing) else 0
        digest = hashlib.sha256(body.encode()).digest()
        yield Read(FEED, Facts(self.now, body=digest), result)


@pytest.fixture
def script(memory: Path) -> Iterator[Mapped]:
    with Workers(WorkerOptions(count=1)) as workers:
        made = Mapped(memory, workers)
        for name in "abcde":
            made.page(f"/{name}", story(f"/{name}", text(name)))
        made.entries = {"/a": "2026-11-18", "/b": "2026-11-18", "/c": "2026-11-18"}
        yield made


def test_only_new_and_changed_entries_are_looked_at(script: Mapped) -> None:
    """All are found, the old ones are seen; an entry with a new lastmod makes its page due."""
    assert script.counts(2.0).new == 3
    script.entries["/d"] = "2026-11-18"
    counts = script.counts(4.0)
    assert (counts.found, counts.seen, counts.fresh, counts.new) == (4, 3, 1, 1)
    assert script.left_out == 2  # the first entry always is in one piece with the head
    script.entries["/c"] = "2026-11-18T18:00:00+00:00"
    script.page("/c", story("/c", text("c corrected")))
    script.run(1.0)
    assert "/c" in script.asked
    assert script.published[-1].version == 2


def test_other_settings_look_at_everything_again(script: Mapped) -> None:
    """An entry that was unwanted is wanted now."""
    script.sites = [Site(name="herald", feeds=(FEED,), exclude=("*/c",))]
    assert script.counts().new == 2
    script.sites = [Site(name="herald", feeds=(FEED,))]
    assert script.counts().new == 1
    assert script.left_out == 0


def test_a_listing_is_taken_in_whole_again_within_a_month(script: Mapped) -> None:
    """So that what is listed all the time is never forgotten; also when the clock was set back."""
    whole = []
    for day in range(60):
        script.run(24.0)
        whole += [day] * (script.left_out == 0)
    assert len(whole) in (3, 4)
    assert max(b - a for a, b in itertools.pairwise(whole)) <= 31
    script.now -= 10 * DAY
    script.run()
    assert script.left_out == 0
