"""Time of the fields beside the bare lexbor parse of the same pages, in one run.

python -m benchmarks.fields_speed [PAGES]        ms a page and the ratio; the promise is 1.5

Time of the processor, the least of three runs a page. "cold" empties every cache of strings
before each run, as if no two pages had anything in common; "warm" leaves them as they are.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from functools import partial

from selectolax.lexbor import LexborHTMLParser

from benchmarks.corpus import golds
from newsclean.document.parse import parse_html
from newsclean.errors import DocumentError
from newsclean.extract.fields.all import extract_fields
from newsclean.extract.labellers.choose import choose
from newsclean.options import ExtractOptions
from newsclean.records import Response


def main() -> int:
    """Print the time of parse and of fields over every n-th page of the corpus."""
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    every = list(golds())
    times: dict[str, list[float]] = {"parse": [], "cold": [], "warm": []}
    guessed = 0
    for gold in every[:: max(1, len(every) // most)]:
        html = gold.raw().decode("utf-8", "replace")
        try:
            document = parse_html(html)
        except DocumentError:
            continue
        labelling = choose(document, ExtractOptions()).label(document)
        response = Response(body=b"", url=gold.url)
        run = partial(extract_fields, document, labelling, response)
        times["parse"].append(_best(partial(LexborHTMLParser, html)))
        times["cold"].append(_best(run, before=_forget))
        times["warm"].append(_best(run))
        guessed += run().provenance.get("published") == "htmldate"
    for name, found in times.items():
        mean, median = statistics.mean(found) * 1e3, statistics.median(found) * 1e3
        ratio = sum(found) / sum(times["parse"])
        print(f"{name:6s} mean {mean:.3f} ms  median {median:.3f} ms a page  {ratio:.2f} x parse")
    print(f"over {len(times['parse'])} pages; htmldate won on {guessed}")
    return 0


def _forget() -> None:
    """Empty the caches of the fields' modules."""
    for name, module in list(sys.modules.items()):
        if name.startswith("newsclean.extract.fields"):
            for value in vars(module).values():
                clear = getattr(value, "cache_clear", None)
                if clear is not None:
                    clear()


def _best(run: Callable[[], object], before: Callable[[], object] = int) -> float:
    """Return the least of three times of the processor, in seconds."""
    times = []
    for _ in range(3):
        before()
        start = time.thread_time()
        run()
        times.append(time.thread_time() - start)
    return min(times)


if __name__ == "__main__":
    sys.exit(main())
