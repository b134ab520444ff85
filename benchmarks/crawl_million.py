"""A run with nothing new over a state of a million URLs: seconds beside the network, and memory.

python -m benchmarks.crawl_million [URLS]     exit 1 over 10 s or 300 MB

Two cases: every source answers "unchanged"; and every sitemap has other bytes but lists the same
million addresses, which is the worst that a site can do. Each runs in a process of its own.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from newsclean.errors import Reason
from newsclean.fetch.clock import SystemClock
from newsclean.records import Hints, Listing, Rejected, Target
from newsclean.run.crawl import Parts, run_crawl
from newsclean.run.crawl_options import Crawl, Output, Site
from newsclean.run.outputs import sinks_for
from newsclean.run.reader import Bodies, OptionsFor, Read
from newsclean.run.state import open_state
from newsclean.run.stop import Stop
from newsclean.run.urls import Facts, UrlTable

SITES = 50
MOST_SECONDS, MOST_BYTES = 10.0, 300 * 1024 * 1024


def urls_of(site: int, count: int) -> list[str]:
    """Return the addresses of a site, of the length usual for news."""
    return [
        f"https://www.site{site}.example/news/2026/{n % 12 + 1:02}/a-story-of-some-length-{n}.html"
        for n in range(count)
    ]


class Quiet:
    """A reader whose network costs nothing: sources are unchanged, or list what is known."""

    def __init__(self, count: int, *, other_bytes: bool) -> None:
        self._count = count
        self._other = other_bytes

    def listings(self, targets: Iterable[Target], known: Bodies) -> Iterator[Read]:
        """Answer for a sitemap."""
        hints = Hints(modified="2026-11-20T00:00:00+00:00")
        for target in targets:
            facts = Facts(time.time(), body=os.urandom(16))
            if not self._other:
                same = Rejected(url=target.url, reason=Reason.UNCHANGED, detail="")
                yield Read(target.url, facts, same)
                continue
            site = int(target.url.partition(".site")[2].partition(".")[0])
            found = tuple(Target(url=u, hints=hints) for u in urls_of(site, self._count))
            yield Read(target.url, facts, Listing(url=target.url, targets=found))

    def articles(
        self, targets: Iterable[Target], known: Bodies, options: OptionsFor
    ) -> Iterator[Read]:
        """No page is due."""
        for target in targets:
            raise AssertionError(f"{target.url} is not due")
        return iter(())

    def latencies(self) -> dict[str, float]:
        """No host was asked."""
        return {}

    def close(self) -> None:
        """Nothing is held."""


def plan(folder: Path) -> Crawl:
    """Return a crawl of 50 sites with a sitemap each."""
    sites = tuple(
        Site(name=f"site{n}", sitemaps=(f"https://www.site{n}.example/sitemap.xml",))
        for n in range(SITES)
    )
    outputs = (Output(kind="jsonl", path=str(folder / "out")),)
    return Crawl(sites=sites, outputs=outputs, state=str(folder / "state.db"))


def fill(folder: Path, count: int) -> None:
    """Put a million read URLs into a state."""
    state = open_state(folder / "state.db")
    table = UrlTable(state)
    now = time.time()
    with state.transaction() as database:
        for site in range(SITES):
            found = ((u, Target(url=u, origin="sitemap")) for u in urls_of(site, count))
            table.discover(found, f"site{site}", now)
        database.execute(
            "UPDATE urls SET life = 'extracted', due = NULL, etag = '\"0123456789abcdef\"',"
            " fetched = first_seen, body = randomblob(16), article = url"
        )
    state.close()


def quiet_run(folder: Path, count: int, *, other_bytes: bool) -> bool:
    """Run once in a child process; print what it took."""
    if pid := os.fork():
        return os.waitpid(pid, 0)[1] == 0
    clock = SystemClock()
    crawl = plan(folder)
    reader = Quiet(count, other_bytes=other_bytes)
    started = time.monotonic()
    parts = Parts(clock, Stop(clock), lambda: reader, sinks_for(crawl.outputs))
    summary = run_crawl(crawl, parts)
    seconds = time.monotonic() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    what = "all listed again" if other_bytes else "unchanged"
    used = time.process_time()
    print(
        f"{what}: {seconds:.1f} s ({used:.1f} s of processor), {peak >> 20} MiB, "
        f"{summary.totals.seen:,} seen, {summary.totals.fresh} new",
        flush=True,
    )
    os._exit(seconds > MOST_SECONDS or peak > MOST_BYTES)


def main(count: int) -> int:
    """Measure both cases."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if os.fork() == 0:  # so that filling leaves no memory behind
            fill(folder, count // SITES)
            os._exit(0)
        os.wait()
        size = (folder / "state.db").stat().st_size
        print(f"{count:,} URLs, {size >> 20} MiB of state", flush=True)
        good = quiet_run(folder, count // SITES, other_bytes=False)
        return 0 if good & quiet_run(folder, count // SITES, other_bytes=True) else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else 1_000_000))
