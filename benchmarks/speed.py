"""Time of the whole of newsclean beside the bare lexbor parse and its peers, in one run.

python -m benchmarks.speed [PAGES]      mean and median ms a page, and ratios; every n-th page

The promise: at most 6 times the bare parse and 0.2 times trafilatura, on one core. Each page is
given to all in turn, and what counts is processor time, since a machine does other things too.
Of each, the least of three times counts (what takes over 0.1 s is timed once); "newsclean first"
is its first time alone, when nothing of the page was seen before.
Last, the resident memory after more and more pages: it must not grow.
"""

from __future__ import annotations

import logging
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from benchmarks.corpus import Gold, golds
from newsclean.document.charset import decode
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
from newsclean.run.pipeline import DEFAULTS, clean_response

Peer = Callable[[str, str], object]
Times = dict[str, list[float]]
_TRIES = 3
_SLOW = 0.1  # seconds
_MARKS = (500, 1_000, 2_000)
_PAGE_BYTES = 4096


def main() -> int:
    """Print the tables; exit 1 where a promise is broken."""
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    logging.disable(logging.CRITICAL)
    every = list(golds())
    pages = every[:: max(1, len(every) // most)]
    times: Times = {}
    _time_page(pages[-1], {})  # imports and tables
    for gold in pages:
        _time_page(gold, times)
    _print(times)
    _print_memory(every)
    bare, trafilatura, whole = (_sum(times, n) for n in ("bare parse", "trafilatura", "newsclean"))
    return int(whole > 6 * bare or (bool(trafilatura) and whole > 0.2 * trafilatura))


def _time_page(gold: Gold, times: Times) -> None:
    raw = gold.raw()
    response = Response(body=raw, url=gold.url)
    html, _ = decode(raw, None)
    times.setdefault("bare parse", []).append(_best(partial(LexborHTMLParser, html)))
    times.setdefault("newsclean first", []).append(_once(partial(clean_response, response)))
    times.setdefault("newsclean", []).append(_best(partial(clean_response, response)))
    for name, run in _stages(response, html):
        times.setdefault(f"  {name}", []).append(_best(run))
    for name, peer in PEERS.items():
        times.setdefault(name, []).append(_best(partial(peer, html, gold.url)))


def _stages(response: Response, html: str) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield the stages of one page, each with its own input made ready."""
    assert isinstance(response.body, bytes)
    page = html.encode("utf-8", "ignore")
    yield "decode", partial(decode, response.body, None)
    yield "scan", partial(scan, html, page)
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


def _trafilatura() -> Peer:
    from trafilatura import bare_extraction

    return lambda html, url: bare_extraction(html, url=url, with_metadata=True)


def _resiliparse() -> Peer:
    from resiliparse.extract.html2text import extract_plain_text

    return lambda html, _: extract_plain_text(html, main_content=True)


def _readability() -> Peer:
    from readability import Document

    return lambda html, _: Document(html).summary()


def _newspaper() -> Peer:
    from newspaper import Article

    return lambda html, url: Article(url).download(input_html=html).parse()


def _installed() -> dict[str, Peer]:
    makers = {
        "trafilatura": _trafilatura,
        "resiliparse": _resiliparse,
        "readability-lxml": _readability,
        "newspaper4k": _newspaper,
    }
    found: dict[str, Peer] = {}
    for name, make in makers.items():
        try:
            found[name] = make()
        except ImportError as error:
            print(f"{name}: left out, not installed ({error}); pip install newsclean[bench]")
    return found


def _best(run: Callable[[], object]) -> float:
    """Return the least of a few times; what is slow anyway is timed once."""
    first = _once(run)
    return first if first > _SLOW else min(first, *(_once(run) for _ in range(_TRIES - 1)))


def _once(run: Callable[[], object]) -> float:
    """Return the seconds of one call; a peer that fails on a page has spent its time too."""
    start = time.process_time()
    try:
        run()
    except Exception as error:  # noqa: BLE001 - peers raise whatever they like
        FAILED.append(f"{type(error).__name__}: {error}")
    return time.process_time() - start


def _sum(times: Times, name: str) -> float:
    return sum(times.get(name, ()))


def _print(times: Times) -> None:
    bare = _sum(times, "bare parse")
    trafilatura = _sum(times, "trafilatura") or float("nan")
    print(f"{'':18s} {'mean ms':>8s} {'median':>8s} {'x bare':>7s} {'x trafilatura':>14s}")
    for name, spent in times.items():
        mean, median = 1e3 * statistics.mean(spent), 1e3 * statistics.median(spent)
        ratios = f"{sum(spent) / bare:7.2f} {sum(spent) / trafilatura:14.3f}"
        print(f"{name:18s} {mean:8.3f} {median:8.3f} {ratios}")
    print(f"{len(times['bare parse'])} pages; {len(FAILED)} calls failed, their time counts")


def _print_memory(every: list[Gold]) -> None:
    """Print the resident memory after more and more pages, all different as far as they go."""
    done = 0
    for mark in _MARKS:
        while done < mark:
            gold = every[done % len(every)]
            clean_response(Response(body=gold.raw(), url=gold.url))
            done += 1
        print(f"after {done:,} pages: {_resident() / 2**20:.0f} MiB")


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * _PAGE_BYTES


FAILED: list[str] = []
PEERS: dict[str, Peer] = {}

if __name__ == "__main__":
    PEERS.update(_installed())
    sys.exit(main())
