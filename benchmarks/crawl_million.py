"""A run with nothing new over a state of a million URLs: seconds beside the network, and memory.

python -m benchmarks.crawl_million [URLS]     exit 1 over 10 s or 300 MB

Three cases: every sitemap answers "unchanged"; every sitemap has other bytes, and lists the same
million addresses, one in a hundred with another date; and the same where nothing is remembered of
the last listing, as each sitemap has it about once in three weeks and after a change of its site's
settings (this case is shown, and fails nothing). Fetching costs nothing; parsing, in a crawl the
work of worker processes, is done in this one and counted. Each case has a process of its own.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

from newsclean.errors import Reason
from newsclean.fetch.clock import SystemClock, rfc3339
from newsclean.options import ExtractOptions
from newsclean.records import Rejected, Response, Target
from newsclean.run.crawl import Parts, run_crawl
from newsclean.run.crawl_options import Crawl, Output, Site
from newsclean.run.finding import find
from newsclean.run.outputs import sinks_for
from newsclean.run.reader import Bodies, Marks, OptionsFor, Read
from newsclean.run.state import open_state
from newsclean.run.stop import Stop
from newsclean.run.urls import Facts, UrlTable

SITES = 50
MOST_SECONDS, MOST_BYTES = 10.0, 300 * 1024 * 1024
Kind = Literal["first", "unchanged", "again"]
CASES: dict[Kind, str] = {
    "first": "all listed, nothing remembered of the last listing",
    "unchanged": "unchanged",
    "again": "all listed again",
}


def urls_of(site: int, count: int) -> list[str]:
    """Return the addresses of a site, of the length usual for news."""
    return [
        f"https://www.site{site}.example/news/2026/{n % 12 + 1:02}/a-story-of-some-length-{n}.html"
        for n in range(count)
    ]


def sitemap(site: int, count: int, now: float, *, later: bool) -> bytes:
    """Return a site's sitemap; `later`, one entry in a hundred has another lastmod."""
    entries = []
    for n, url in enumerate(urls_of(site, count)):
        seconds = now - 3 * 86400 + n + (30 if later and n % 100 == 0 else 0)
        entries.append(f"<url><loc>{url}</loc><lastmod>{rfc3339(seconds)}</lastmod></url>\n")
    head = "<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"
    return f"{head}{''.join(entries)}</urlset>".encode()


class Quiet:
    """A reader whose network costs nothing: sources are unchanged, or list what is known."""

    def __init__(self, folder: Path, kind: Kind) -> None:
        self._folder = folder
        self._kind = kind

    def listings(self, targets: Iterable[Target], known: Bodies, before: Marks) -> Iterator[Read]:
        """Answer for a sitemap."""
        for target in targets:
            facts = Facts(time.time(), body=os.urandom(16))
            if self._kind == "unchanged":
                same = Rejected(url=target.url, reason=Reason.UNCHANGED, detail="")
                yield Read(target.url, facts, same)
                continue
            site = target.url.partition(".site")[2].partition(".")[0]
            name = f"{site}.xml" if self._kind == "first" else f"{site}.later.xml"
            response = Response(body=(self._folder / name).read_bytes(), url=target.url)
            yield Read(target.url, facts, find(response, ExtractOptions(), before(target.url)))

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
    """Put a million read URLs into a state, and the sitemaps that list them beside it."""
    state = open_state(folder / "state.db")
    table = UrlTable(state)
    now = time.time()
    with state.transaction() as database:
        for site in range(SITES):
            found = ((u, Target(url=u, origin="sitemap")) for u in urls_of(site, count))
            table.discover(found, f"site{site}", now)
            (folder / f"{site}.xml").write_bytes(sitemap(site, count, now, later=False))
            (folder / f"{site}.later.xml").write_bytes(sitemap(site, count, now, later=True))
        database.execute(
            "UPDATE urls SET life = 'extracted', due = NULL, etag = '\"0123456789abcdef\"',"
            " fetched = first_seen, body = randomblob(16), article = url"
        )
    state.close()


def quiet_run(folder: Path, kind: Kind) -> bool:
    """Run once in a child process; print what it took."""
    if pid := os.fork():
        return os.waitpid(pid, 0)[1] == 0
    clock = SystemClock()
    crawl = plan(folder)
    reader = Quiet(folder, kind)
    started, used = time.monotonic(), time.process_time()
    parts = Parts(clock, Stop(clock), lambda: reader, sinks_for(crawl.outputs))
    summary = run_crawl(crawl, parts)
    seconds, used = time.monotonic() - started, time.process_time() - used
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(
        f"{CASES[kind]}: {seconds:.1f} s ({used:.1f} s of processor), {peak >> 20} MiB, "
        f"{summary.totals.seen:,} seen, {summary.totals.fresh} new",
        flush=True,
    )
    slow = seconds > MOST_SECONDS and kind != "first"
    os._exit(slow or peak > MOST_BYTES)


def main(count: int) -> int:
    """Measure all cases."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if os.fork() == 0:  # so that filling leaves no memory behind
            fill(folder, count // SITES)
            os._exit(0)
        os.wait()
        size = (folder / "state.db").stat().st_size
        load = os.getloadavg()[0]
        print(f"{count:,} URLs, {size >> 20} MiB of state, load {load:.1f}", flush=True)
        good = [quiet_run(folder, kind) for kind in CASES]
        return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else 1_000_000))
