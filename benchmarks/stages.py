"""Time of each stage of newsclean over the same pages, each given its own input made ready.

python -m benchmarks.stages [PAGES]      mean and median ms a page, and multiples of the parse
"""

from __future__ import annotations

import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial

from benchmarks.corpus import golds
from newsclean.document.charset import to_utf8
from newsclean.document.head import read_head
from newsclean.document.parse import parse
from newsclean.document.scan import scan
from newsclean.document.segment import segment
from newsclean.document.tree import drop_unseen, parse_tree, root_of
from newsclean.errors import DocumentError
from newsclean.extract.features import Tables, describe, matrix
from newsclean.extract.fields.all import extract_fields
from newsclean.extract.labellers.choose import label
from newsclean.normalize.article import build_article
from newsclean.records import Response
from newsclean.run.pipeline import DEFAULTS

Stage = tuple[str, Callable[[], object]]
_TRIES = 3


def main() -> int:
    """Print the table."""
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    every = list(golds())
    times: dict[str, list[float]] = defaultdict(list)
    for gold in every[:: max(1, len(every) // most)]:
        for name, run in stages(Response(body=gold.raw(), url=gold.url)):
            times[name].append(min(_once(run) for _ in range(_TRIES)))
    bare = sum(times["parse"])
    print(f"{'':12s} {'mean ms':>8s} {'median':>8s} {'x parse':>8s}")
    for name, spent in times.items():
        mean, median = 1e3 * statistics.mean(spent), 1e3 * statistics.median(spent)
        print(f"{name:12s} {mean:8.3f} {median:8.3f} {sum(spent) / bare:8.2f}")
    return 0


def stages(response: Response) -> Iterator[Stage]:
    """Yield the stages of one page."""
    assert isinstance(response.body, bytes)
    page, _ = to_utf8(response.body, None)
    yield "decode", partial(to_utf8, response.body, None)
    yield "scan", partial(scan, page)
    yield "parse", partial(parse_tree, page)
    tree = parse_tree(page)
    yield "head", partial(read_head, tree)
    drop_unseen(tree)
    root = root_of(tree)
    try:
        document = parse(response, "html")
    except DocumentError:
        return
    if root is None or not document.blocks:
        return
    yield "serialise", lambda: root.html
    yield "segment", partial(segment, root.html or "")
    described = describe(document)
    yield "describe", partial(describe, document)
    yield "matrix", partial(matrix, described, Tables.blank())
    labelling = label(document, DEFAULTS)
    yield "label", partial(label, document, DEFAULTS)
    fields = extract_fields(document, labelling, response)
    yield "fields", partial(extract_fields, document, labelling, response)
    yield "build", partial(build_article, response, document, labelling, fields, DEFAULTS)


def _once(run: Callable[[], object]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(main())
