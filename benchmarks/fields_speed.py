"""Time of the fields beside the bare lexbor parse of the same pages, in one run.

python -m benchmarks.fields_speed [PAGES]        ms a page and the ratio; the promise is 1.5
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
    bare: list[float] = []
    fields: list[float] = []
    guessed = 0
    for gold in every[:: max(1, len(every) // most)]:
        html = gold.raw().decode("utf-8", "replace")
        try:
            document = parse_html(html)
        except DocumentError:
            continue
        labelling = choose(document, ExtractOptions()).label(document)
        response = Response(body=b"", url=gold.url)
        bare.append(_best(partial(LexborHTMLParser, html)))
        run = partial(extract_fields, document, labelling, response)
        fields.append(_best(run))
        guessed += run().provenance.get("published") == "htmldate"
    for name, times in (("parse", bare), ("fields", fields)):
        mean, median = statistics.mean(times) * 1e3, statistics.median(times) * 1e3
        print(f"{name:8s} mean {mean:.3f} ms  median {median:.3f} ms a page")
    ratio = sum(fields) / sum(bare)
    print(f"fields / parse: {ratio:.2f} over {len(bare)} pages; htmldate asked on {guessed}")
    return 0


def _best(run: Callable[[], object]) -> float:
    """Return the least of three times, in seconds."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times)


if __name__ == "__main__":
    sys.exit(main())
