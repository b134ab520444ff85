"""Pages a second beside Scrapy on the same loopback farm, in one run; the promise is 1.5 times.

python -m benchmarks.fetch_speed [PAGES [ROUNDS]]

20 hosts, 100 KB pages, no delay, robots on, 20 requests at once and one a host in both; nothing is
extracted. Each round starts a process for each side, in turn; the first request is not timed
apart. A third line says what the farm alone can give to a bare socket client.
"""

from __future__ import annotations

import json
import socket
import statistics
import subprocess
import sys
import time

from benchmarks.server_farm import BODY, HOSTS, farm, urls
from newsclean.fetch.client import HttpFetcher
from newsclean.options import FetchOptions
from newsclean.records import Response, Target

_SIDES = ("newsclean", "scrapy")


def newsclean(port: int, count: int) -> int:
    """Fetch all pages with HttpFetcher; return how many came whole."""
    options = FetchOptions(delay=0.0, concurrency=HOSTS, allow_hosts=("127.0.0.0/8",))
    targets = (Target(url=url) for url in urls(port, count))
    outcomes = HttpFetcher(options).fetch(targets)
    return sum(isinstance(o, Response) and len(o.body) == len(BODY) for o in outcomes)


def scrapy(port: int, count: int) -> int:
    """Fetch all pages with a bare spider; return how many came whole."""
    from scrapy import Spider
    from scrapy.crawler import CrawlerProcess

    class Pages(Spider):
        name = "pages"
        start_urls = urls(port, count)
        whole = 0

        def parse(self, response):  # type: ignore[no-untyped-def]
            type(self).whole += len(response.body) == len(BODY)

    process = CrawlerProcess(
        {
            "CONCURRENT_REQUESTS": HOSTS,
            "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
            "DOWNLOAD_DELAY": 0,
            "ROBOTSTXT_OBEY": True,
            "LOG_ENABLED": False,
            "TELNETCONSOLE_ENABLED": False,
            "COOKIES_ENABLED": False,
        }
    )
    process.crawl(Pages)
    process.start()
    return Pages.whole


def bare(port: int, count: int) -> float:
    """Return pages a second of one blocking socket: the farm's own speed."""
    started = time.perf_counter()
    with socket.create_connection(("127.0.0.1", port)) as connection:
        for _ in range(count):
            connection.sendall(b"GET /story HTTP/1.1\r\nHost: a\r\n\r\n")
            left = len(BODY)
            while left > 0:
                left -= len(connection.recv(1 << 18))
    return count / (time.perf_counter() - started)


def one(side: str, port: int, count: int) -> dict[str, float]:
    """Run one side in this process."""
    started, used = time.perf_counter(), time.process_time()
    whole = {"newsclean": newsclean, "scrapy": scrapy}[side](port, count)
    assert whole == count, f"{side}: {whole} of {count} pages came whole"
    seconds = time.perf_counter() - started
    return {"rate": count / seconds, "cpu": (time.process_time() - used) / count * 1e3}


def _run(side: str, port: int, count: int) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.fetch_speed", side, str(port), str(count)]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    result: dict[str, float] = json.loads(output.splitlines()[-1])
    return result


def main(arguments: list[str]) -> int:
    """Print the figures of both sides and their ratio."""
    if arguments and arguments[0] in _SIDES:
        print(json.dumps(one(arguments[0], int(arguments[1]), int(arguments[2]))))
        return 0
    count = int(arguments[0]) if arguments else 4_000
    rounds = int(arguments[1]) if len(arguments) > 1 else 3
    with farm() as port:
        print(f"farm alone, one bare socket: {bare(port, count):,.0f} pages a second")
        results: dict[str, list[dict[str, float]]] = {side: [] for side in _SIDES}
        for _ in range(rounds):
            for side in _SIDES:
                results[side].append(_run(side, port, count))
    rates = {s: statistics.median(r["rate"] for r in results[s]) for s in _SIDES}
    for side in _SIDES:
        cpu = statistics.median(r["cpu"] for r in results[side])
        print(f"{side:10s} {rates[side]:7,.0f} pages a second, {cpu:.2f} ms of CPU a page")
    print(f"ratio {rates['newsclean'] / rates['scrapy']:.2f} (medians of {rounds} rounds)")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
