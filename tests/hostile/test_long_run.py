"""Long runs hold no more memory than short ones."""

from __future__ import annotations

import subprocess
import sys

import pytest

RUN = """
import sys
from pathlib import Path
from newsclean.options import FetchOptions
from newsclean.records import Target
from tests.hostile.answers import PAGE, answer
from tests.hostile.server import fetcher, hostile_server, quick

def resident():
    line = next(x for x in Path("/proc/self/status").read_text().splitlines() if "VmRSS" in x)
    return int(line.split()[1]) * 1024

count = int(sys.argv[1])
with hostile_server() as server:
    server.scripts["/robots.txt"] = answer(b"User-agent: *\\nDisallow: /private")
    server.scripts["/p"] = answer(PAGE * 10)
    targets = (Target(url=f"http://h{n % 3000}.example/p?{n}") for n in range(count))
    half = 0
    for number, _ in enumerate(fetcher(server, quick(robots=True)).fetch(targets)):
        server.hits.clear()
        server.calls.clear()
        if number == count // 2:
            half = resident()
    print((resident() - half) / (count - count // 2), resident())
"""


@pytest.mark.soak
def test_twenty_thousand_pages_add_less_than_a_kilobyte_each() -> None:
    """Counted from the middle of the run, when all hosts are known; server and client together."""
    command = [sys.executable, "-c", RUN, "20000"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    slope, resident = (float(word) for word in done.stdout.split()[-2:])
    print(slope, resident)
    assert slope < 1024
    assert resident < 250 << 20
